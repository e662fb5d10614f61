"""Sampling by backtracking under uniform error, in KL, on words of four to six letters.

The statement of `sampling_kl_le` (whole trees of two and three letters); here words branch along one path.
"""

from proofs_check.backtracking._settings_spines import on_spine
from proofs_check.backtracking.sampling_kl_le import bound, derived, distance
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source

KAPPA = xp.ratio(5, 4), xp.ratio(2, 1)

CLAIM = Claim(
    statement=r"\mathrm{KL}\bigl(\mathrm{law}(X_T \mid \text{leaf})\,\|\,\pi^*\bigr) \le \frac{x}{(1 - \sqrt x)^2},"
    r" \quad x = \frac{\chi^2_T}{\mu(\Lambda)} < 1, \quad H = 4, 5, 6",
    source=Source("arXiv:2510.03149", "Theorem 4.1, regret, explicit form", status="derived", reading="words along one path"),
    space=lambda depth: on_spine(depth, derived, kappa=Choice(*KAPPA), time=Choice(5 * depth)),
    sizes=(4, 5, 6),
    given={"mixed": lambda i: i.x < 1},
    lhs=distance,
    rhs=bound,
    notes="The proof uses x < 1, where a leaf is certain to be found; no counterexample is known without it.",
    loose="the leaves are charged the distance of all nodes and the largest loss of their mass",
)
