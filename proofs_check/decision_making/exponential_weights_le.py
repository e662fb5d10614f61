"""The regret of exponential weights at every horizon and any rate: ``log N / eta + eta T / 8``.

Hoeffding's lemma bounds what a round leaves of the potential: ``exp(-eta x)`` lies below its chord on [0, 1]. The regret is that
to the first expert, which may be any; what the others weigh at the end is kept. `hedge_regret_le` has this at a few horizons.
The rate is given by what a loss of 1 leaves of a weight, ``exp(-eta)``. The first losses are the last row: what the first rounds
have led to is then a function of the rows that are left. Sizes are (experts, rounds).
"""

from proofs_check.decision_making.exponential_weights_second_order_le import weighted
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """What is bounded, as a product over rounds, and the weight of the first expert at the end."""
    ones = [xp.exact(1)] * i.size[0]
    rate, roots, first, product = -xp.log(i.left), ones[1:], ones[0] / i.size[0], ones[0]
    for step in reversed(range(len(i.losses))):
        losses = [i.losses[step, k] for k in range(i.size[0])]
        mean = first * weighted(roots, losses)
        product = product * xp.exp(rate * mean - rate**2 / 8) * xp.exp(-rate * losses[0])
        others = zip(roots, losses[1:], strict=True)
        roots = [root * xp.exp(-rate * one / 2) * xp.exp(rate * losses[0] / 2) for root, one in others]
        first = 1 / weighted(roots, ones)
    return {"product": product, "first": first}


CLAIM = Claim(
    statement=r"\exp\Bigl(\eta \sum_{t \le T} \bigl(\langle w_t, \ell_t\rangle - \ell_t(1)\bigr) - \frac{\eta^2 T}8\Bigr)"
    r" \le N\, w_{T+1}(1) \quad (\le N)",
    source=Source("arXiv:2312.16730", "exponential weights, bounded losses, any rate, every horizon", status="derived"),
    space=lambda size: Space(losses=Table((size[1], size[0]), 0, 1), left=Ratio(xp.ratio(1, 64), 1), derived=derived),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.product,
    rhs=lambda i: i.size[0] * i.first,
    sharpened=lambda i: xp.ratio(99, 100) * i.size[0] * i.first,
)
