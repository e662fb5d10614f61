"""How long the walk has to run on the words of three letters, for every noise.

There are 64 ways to overrate or underrate by ``kappa`` the six proper prefixes of the uniform binary words of length 3. The
time from which the distance given a leaf stays within ``2/3 delta``, ``delta = 1/100``, is determined to the step. At ``kappa =
2`` the largest of these times is 79, and the theorem has 1,728. Without the theorem nothing bounds the left side (trivial:
infinity).
"""

from fractions import Fraction

from proofs_check.backtracking._settings_budgets import noisy_time, theorem_time
from theory_lab.claims import Choice, Claim, Count, Source, Space

CLAIM = Claim(
    statement=r"T_* \le 4\kappa^2H^2\lceil\log_2(4\kappa H/\delta)\rceil \text{ for all noises in } \{\kappa, 1/\kappa\}",
    source=Source(
        "arXiv:2510.03149",
        "Theorem 4.1, explicit form, in the budget",
        status="derived",
        reading="all noises on words of three letters",
    ),
    space=Space(kappa=Choice(Fraction(2), Fraction(3, 2), Fraction(4)), noise=Count(0, 63)),
    lhs=lambda i: noisy_time(i.noise, i.kappa),
    rhs=lambda i: theorem_time(3, i.kappa),
    loose="restarts of Markov's inequality cost a factor of about 20 here; the best constant is in sampling_lasts_constant",
)
