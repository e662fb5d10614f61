"""A round of the epsilon-greedy learner.

A greedy arm of an estimate within ``w`` of the truth has a gap of at most ``2w``, however ties are broken; exploration costs at
most ``epsilon`` for rewards in [0, 1]. With ``w = sqrt(A L / (epsilon t))`` summed over the rounds this is the
bound ``5 A^(1/3) T^(2/3) L^(1/3)``. The proposition is quoted for its rate; the constants are ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table


def derived(i):
    """The largest gap of a greedy arm, the mean gap, and the error of the estimate."""
    gaps = xp.max(i.means) - i.means
    greedy = xp.at_least(i.estimate, xp.max(i.estimate))
    return {"greedy": xp.max(greedy * gaps), "mean": xp.sum(gaps) / i.size, "error": xp.max(abs(i.estimate - i.means))}


CLAIM = Claim(
    statement=r"(1-\varepsilon)\,\mathrm{gap}(\hat\pi) + \varepsilon\,\overline{\mathrm{gap}} \le \varepsilon +"
    r" 2\max_\pi|\hat f - f^*|",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 4, one round",
        status="second-hand",
        reading="quoted for its rate; the constants are ours",
    ),
    space=lambda arms: Space(means=Table(arms, 0, 1), estimate=Table(arms, 0, 1), epsilon=Ratio(0, 1), derived=derived),
    sizes=(2, 3, 4),
    lhs=lambda i: (1 - i.epsilon) * i.greedy + i.epsilon * i.mean,
    rhs=lambda i: i.epsilon + 2 * i.error,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * (i.epsilon + 2 * i.error),
    tight_at={"means": [2, 0, 1], "estimate": [4, 1, 1], "epsilon": [0, 1]},
)
