"""The regret of UCB.

On the event that the widths hold, every round costs at most twice a width; the widths sum to ``A + 4 sqrt(2 A T L)`` with ``L =
log(2 T^2 A / delta)``. Off the event at most ``T`` is lost. The left side is the exact expected regret of the algorithm, and
the chance of the event is exact too. The width and the rate are quoted from the notes; the constants are ours.
"""

from functools import lru_cache

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space, Table
from theory_lab.decisions.play.confidence import deviation_probability
from theory_lab.decisions.play.exact_regret import expected_regret, final_weights
from theory_lab.decisions.play.learners import book_width, upper_confidence


@lru_cache(maxsize=64)
def weights(horizon, failure):
    """The final weights of the algorithm: numbers of ways to reach each count state."""
    return final_weights(upper_confidence(horizon, book_width(horizon, 2, failure)), (1, 2, 2), horizon, exact=True)


def bound(i):
    """``A + 4 sqrt(2 A T L)`` on the event, ``T`` off it."""
    logarithm = xp.log(4 * i.size**2 / i.failure)
    failures = sum(deviation_probability(mean, i.size, 2 * logarithm) for mean in i.means)
    return 2 + 4 * xp.sqrt(4 * i.size * logarithm) + i.size * failures


CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}(\mathrm{UCB}) \le A + 4\sqrt{2AT\log(2T^2A/\delta)} + T\,P(\text{a width fails})",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 5 with (2.18), (2.19)",
        status="second-hand",
        reading="in the mean, failures of the event added; the constants are ours",
    ),
    space=lambda horizon: Space(means=Table(2, 0, 1), failure=Choice(xp.ratio(1, 10), xp.ratio(1, 2))),
    sizes=(2, 6, 10),
    lhs=lambda i: expected_regret(i.means, *weights(i.size, i.failure)),
    rhs=bound,
    trivial=(0, lambda i: i.size * abs(i.means[0] - i.means[1])),
    weak="at such horizons the bound exceeds T; upper_confidence_thousands has strength",
    loose=(
        "up to T = 10 the bound exceeds 6.7 T (4 sqrt(4 T log(8 T^2)) by itself); what thousands of rounds need "
        "is in upper_confidence_constant"
    ),
)
