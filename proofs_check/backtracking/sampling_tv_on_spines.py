"""Sampling by backtracking under uniform error on words of four to six letters.

The statement of `sampling_tv_le` (whole trees of two letters), after one round, ``4 kappa^2 H^2`` steps; here words
branch along one path.
"""

from proofs_check.backtracking._settings_spines import on_spine
from proofs_check.backtracking.sampling_tv_le import bound, derived
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source
from theory_lab.decoding.walks.backtracking import sampled_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted

CLAIM = Claim(
    statement=r"\mathrm{TV}\bigl(\mathrm{law}(X_T \mid \text{leaf}), \pi^*\bigr) \le \frac{1}{1 + 1/(2\kappa H)}"
    r" \text{ at } T = 4\kappa^2H^2, \quad H = 4, 5, 6",
    source=Source("arXiv:2510.03149", "Theorem 4.1, explicit form", status="derived", reading="words along one path"),
    space=lambda depth: on_spine(depth, derived, kappa=Choice(xp.ratio(9, 8)), rounds=Choice(1)),
    sizes=(4, 5, 6),
    lhs=lambda i: total_variation(sampled_law(i.tree, i.weights, i.time), tilted(leaf_law(i.tree, i.steps), i.reward)),
    rhs=bound,
    trivial="probability",
    loose="separation is bounded by restarts of Markov's inequality; the distance itself is far smaller",
)
