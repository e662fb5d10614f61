"""How long the walk has to run under uniform error, against the time of the theorem.

On words of two kinds, scores are ``kappa`` times too high, except in the upper half of one side, where they are ``kappa`` times
too low. The time from which the distance given a leaf stays within ``2/3 delta``, ``delta = 1/100``, is determined to the step.
It is at most the explicit time of the theorem, and up to a sixteenth of it, for ``kappa`` from 1.1 to 4. Without the theorem
nothing bounds the left side (trivial: infinity).
"""

from proofs_check.backtracking._settings_budgets import legs, legs_time, theorem_time
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"T_* \le 4\kappa^2H^2\lceil\log_2(4\kappa H/\delta)\rceil, \quad"
    r" T_* = \min\{T : \mathrm{TV}(X_t | \Lambda, \pi^*) \le \tfrac23\delta \text{ for all } t \ge T\}",
    source=Source(
        "arXiv:2510.03149", "Theorem 4.1, explicit form, in the budget", status="derived", reading="words of two kinds"
    ),
    space=lambda depth: legs(),
    sizes=(4, 8, 16),
    lhs=lambda i: legs_time(i.size, i.kappa, i.share, int(i.low * i.size)),
    rhs=lambda i: theorem_time(i.size, i.kappa),
    loose="the best constant is in sampling_lasts_constant: restarts of Markov's inequality cost a factor of about 16",
)
