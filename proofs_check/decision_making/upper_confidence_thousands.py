"""The regret of UCB over thousands of rounds, against its explicit bound.

A coin and an arm that always pays the same, ``delta = 1/10``, the width of the notes: the regret is enclosed over all runs of
the coin. Where the gap is 7/10 and ``T = 4000`` the bound of 2,280 is below ``T`` times the gap, the trivial 2,800; the regret
is 45. The bound is that on the event, whose failures would only add to it. The width and the rate are quoted from the notes; 4
sqrt 2 is ours.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_widths import ucb_bound, ucb_regret
from theory_lab.claims import Choice, Claim, Source, Space

ARMS = tuple((Fraction(a, 10), Fraction(b, 10)) for a, b in ((2, 9), (1, 10), (3, 9)))
FAILURE = Fraction(1, 10)

CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}_T(\mathrm{UCB}) \le A + 4\sqrt{2AT\log(2T^2A/\delta)} \text{ for a coin and a fixed arm}",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 5 over thousands of rounds",
        status="second-hand",
        reading="a coin and a fixed arm; 4 sqrt 2 is ours",
    ),
    space=lambda horizon: Space(arms=Choice(*ARMS)),
    sizes=(4000, 3000),
    lhs=lambda i: ucb_regret(*i.arms, i.size, FAILURE),  # type: ignore[call-arg]
    rhs=lambda i: ucb_bound(i.size, FAILURE),
    trivial=(0, lambda i: i.size * abs(i.arms[0] - i.arms[1])),
    loose="the bound is for the worst gap, and the constants add up; the best constant is in upper_confidence_constant",
)
