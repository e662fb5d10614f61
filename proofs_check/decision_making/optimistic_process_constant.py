"""The constant of UCB-VI in front of ``H S sqrt(A T log)``.

The theorem leaves its constant open. The bonus ``2 sqrt(log(2SAHT/delta)/n)`` is that of the notes, values are clipped at 1,
and ``delta = 1/10``. Two steps, three states, two actions: from the start one action pays at once and leads to a state that
pays nothing, the other leads to a state that pays 1 where its coin wins, else to the same one. The expected regret over 400 to
800 episodes is exact, by pulls and wins. As long as all optimistic values are 1 the learner breaks ties, here for the worse
action; about .5 is needed at the horizon where that ends. The trivial bound of the regret is ``T`` times the gap.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_widths import process_regret, process_scale
from theory_lab.claims import Choice, Claim, Source, Space

PAYS = tuple((Fraction(a, 10), Fraction(b, 10)) for a, b in ((1, 10), (2, 9), (3, 6), (0, 5), (4, 3), (2, 10), (1, 8)))
FAILURE = Fraction(1, 10)

CLAIM = Claim(
    statement=(
        r"\mathbb E\,\mathrm{Reg}_T(\text{UCB-VI}) \le c\,H S\sqrt{AT\log(2SAHT/\delta)}"
        r" \text{ for a coin and a fixed payment}"
    ),
    source=Source(
        "arXiv:2312.16730",
        "Theorem 1 (UCB-VI), best constant",
        status="derived",
        reading="a coin and a fixed payment; c is left open",
    ),
    space=lambda episodes: Space(pays=Choice(*PAYS)),
    sizes=(400, 600, 800),
    lhs=lambda i, c: process_regret(*i.pays, i.size, FAILURE),  # type: ignore[call-arg]
    rhs=lambda i, c: c * process_scale(i.size, FAILURE),
    trivial=(0, lambda i: i.size * abs(i.pays[0] - i.pays[1])),
    unknown="c",
    bracket=(Fraction(0), Fraction(6)),
)
