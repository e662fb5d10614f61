"""Inverse gap weighting over any number of rounds: regret by the errors of the estimates, whatever contexts come.

Proposition 10 before the oracle. In each round there are estimates of the arms' means, and a law on arms that is inverse gap
weighting of them: ``p = 1/(lambda + 2 gamma gap)`` exactly if ``1/(2 gamma p)`` is the gap to the best estimate up to a
constant. The best arm has ``f(s) - E_p f`` of at most ``(A - 1)/(2 gamma)`` and ``gamma/2`` times the mean squared error
(`igw_regret_le`), and rounds add up, whatever makes the means and the estimates. For two arms and with the posterior mean as
oracle the squared errors sum to at most ``log|F|/2``: `square_cb_errors_le` and `square_cb_regret_le` play all rounds out.
Sizes are (arms, rounds).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The regret of all rounds, and the squared errors where the arms are played."""
    law = i.weights / xp.sum(i.weights, axis=0)
    estimates = i.level - 1 / (2 * i.offset * law)
    return {
        "regret": xp.sum(xp.max(i.means, axis=0) - xp.sum(law * i.means, axis=0)),
        "errors": xp.sum(xp.sum(law * (i.means - estimates) ** 2, axis=0)),
    }


def bound(i: Instance) -> Array:
    """``(A - 1) T/(2 gamma) + (gamma/2) sum_t E_p (fhat - f)^2``."""
    arms, rounds = i.size
    return xp.exact((arms - 1) * rounds) / (2 * i.offset) + i.offset * i.errors / 2


CLAIM = Claim(
    statement=r"\sum_{t\le T} \bigl(\max f_t - \mathbb E_{p_t} f_t\bigr) \le \frac{(A-1)T}{2\gamma} + \frac\gamma2 \sum_{t\le T}"
    r" \mathbb E_{p_t}(\hat f_t - f_t)^2, \quad p_t = \mathrm{IGW}_\gamma(\hat f_t)",
    source=Source(
        "arXiv:2312.16730", "Proposition 10, by the errors of the estimates, for any number of rounds", status="derived"
    ),
    space=lambda size: Space(
        weights=Table(size, xp.ratio(1, 16), 1),
        means=Table(size, 0, 1),
        level=Table(size[1], -2, 2),
        offset=Ratio(xp.ratio(1, 2), 16),
        derived=derived,
    ),
    sizes=((2, 2), (2, 3), (3, 2)),
    lhs=lambda i: i.regret,
    rhs=bound,
    trivial=(0, lambda i: i.size[1]),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
