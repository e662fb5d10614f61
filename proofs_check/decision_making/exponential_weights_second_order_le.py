"""The regret of exponential weights at every horizon, by the second moments of the losses.

``exp(-x) <= 1 - x + x^2/2`` for ``x >= 0`` and ``1 - z <= exp(-z)`` bound what a round leaves of the potential. Losses need
only be nonnegative, and the bound is below ``log N / eta + eta T / 2`` where they are at most 1. The regret is that to the first
expert, which may be any; what the others weigh at the end is kept. The first losses are the last row: what the first rounds
have led to is then a function of the rows that are left. Sizes are (experts, rounds).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def weighted(roots: list[Array], values: list[Array]) -> Array:
    """A sum with the weights relative to that of the first expert, the squares of ``roots``."""
    total = values[0]
    for root, value in zip(roots, values[1:], strict=True):
        total = total + root**2 * value
    return total


def derived(i: Instance) -> dict[str, Array]:
    """What is bounded, as a product over rounds, and the weight of the first expert at the end."""
    ones = [xp.exact(1)] * i.size[0]
    roots, first, product = ones[1:], ones[0] / i.size[0], ones[0]
    for step in reversed(range(len(i.losses))):
        losses = [i.losses[step, k] for k in range(i.size[0])]
        mean, square = first * weighted(roots, losses), first * weighted(roots, [one**2 for one in losses])
        product = product * xp.exp(i.rate * mean - i.rate**2 * square / 2) * xp.exp(-i.rate * losses[0])
        others = zip(roots, losses[1:], strict=True)
        roots = [root * xp.exp(-i.rate * one / 2) * xp.exp(i.rate * losses[0] / 2) for root, one in others]
        first = 1 / weighted(roots, ones)
    return {"product": product, "first": first}


CLAIM = Claim(
    statement=r"\exp\Bigl(\eta \sum_t \bigl(\langle w_t, \ell_t\rangle - \ell_t(1)\bigr) - \tfrac{\eta^2}2 \sum_t \langle w_t,"
    r" \ell_t^2\rangle\Bigr) \le N\, w_{T+1}(1) \quad (\le N)",
    source=Source("arXiv:2312.16730", "exponential weights, second moments of losses, every horizon", status="derived"),
    space=lambda size: Space(losses=Table((size[1], size[0]), 0, 2), rate=Ratio(xp.ratio(1, 16), 4), derived=derived),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.product,
    rhs=lambda i: i.size[0] * i.first,
    sharpened=lambda i: xp.ratio(99, 100) * i.size[0] * i.first,
)
