"""The constant of UCB in front of ``sqrt(A T log)``.

The explicit bound has ``4 sqrt 2`` at ``sqrt(A T log(2T^2A/delta))``, with a radius about twice what is needed. For a coin
and a fixed arm, gaps from 1/20 to 7/10 and 250 to 1,000 rounds, much less will do; the worst gap is about ``sqrt(log/T)``.
The trivial bound of the regret is ``T`` times the gap.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_widths import ucb_regret
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space

ARMS = tuple(
    (Fraction(a, 20), Fraction(b, 20)) for a, b in ((6, 14), (5, 15), (8, 12), (9, 11), (4, 18), (10, 14), (4, 12), (2, 10))
)
FAILURE = Fraction(1, 10)

CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}_T(\mathrm{UCB}) \le c\,\sqrt{AT\log(2T^2A/\delta)} \text{ for a coin and a fixed arm}",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 5, best constant",
        status="derived",
        reading="a coin and a fixed arm; the explicit bound has 4 sqrt 2",
    ),
    space=lambda horizon: Space(arms=Choice(*ARMS)),
    sizes=(250, 500, 1000),
    lhs=lambda i, c: ucb_regret(*i.arms, i.size, FAILURE),  # type: ignore[call-arg]
    rhs=lambda i, c: c * xp.sqrt(2 * i.size * xp.log(xp.exact(4 * i.size**2 / FAILURE))),
    trivial=(0, lambda i: i.size * abs(i.arms[0] - i.arms[1])),
    unknown="c",
    bracket=(Fraction(0), Fraction(6)),
)
