"""The regret of exponential weights at every horizon, by the second moments of the losses.

``exp(-x) <= 1 - x + x^2/2`` for ``x >= 0`` and ``1 - z <= exp(-z)`` bound what a round leaves of the potential. Losses need
only be nonnegative, and the bound is below ``log N / eta + eta T / 2`` where they are at most 1. The regret is that to the first
expert, which may be any; what the others weigh at the end is kept. The first losses are the last row: what the first rounds
have led to is then a function of the rows that are left. Sizes are (experts, rounds).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """What is bounded, as a product over rounds, and the weight of the first expert at the end."""
    others = range(1, i.size[0])
    roots = {k: xp.exact(1) for k in others}  # of weights relative to that of the first expert, which are positive thus
    first, product = xp.ratio(1, i.size[0]), xp.exact(1)
    for step in reversed(range(len(i.losses))):
        losses = i.losses[step]
        mean = first * (losses[0] + sum(roots[k] ** 2 * losses[k] for k in others))
        square = first * (losses[0] ** 2 + sum(roots[k] ** 2 * losses[k] ** 2 for k in others))
        product = product * xp.exp(i.rate * mean - i.rate**2 * square / 2) * xp.exp(-i.rate * losses[0])
        roots = {k: roots[k] * xp.exp(-i.rate * losses[k] / 2) * xp.exp(i.rate * losses[0] / 2) for k in others}
        first = 1 / (1 + sum(roots[k] ** 2 for k in others))
    return {"product": product, "first": first}


CLAIM = Claim(
    statement=r"\exp\Bigl(\eta \sum_t \bigl(\langle w_t, \ell_t\rangle - \ell_t(1)\bigr) - \tfrac{\eta^2}2 \sum_t \langle w_t,"
    r" \ell_t^2\rangle\Bigr) \le N\, w_{T+1}(1) \le N",
    source=Source("arXiv:2312.16730", "exponential weights, second moments of losses, every horizon", status="derived"),
    space=lambda size: Space(losses=Table((size[1], size[0]), 0, 2), rate=Ratio(xp.ratio(1, 16), 4), derived=derived),
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(lambda i: i.product, lambda i: i.size[0] * i.first, lambda i: i.size[0]),
    sharpened=lambda i: xp.ratio(99, 100) * i.size[0],
)
