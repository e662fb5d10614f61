"""The least sufficient time at lengths up to 64, to the step, and the time of the theorem.

Words of two kinds, ``delta = 1/100``, the worst of the sides 1/2, 3/5 and 2/3 with the upper half of the other side
underrated. The time grows with the square of the length and, from ``kappa = 3/2`` on, nearly with that of ``kappa``. (With
both sides of mass 1/2 the row of length 64 and ``kappa = 3/2`` is 31,645.) Without the theorem nothing bounds these times
(trivial: infinity).
"""

from fractions import Fraction

from proofs_check.backtracking._settings_budgets import legs_time, noisy_time, theorem_time
from theory_lab.claims import Claim, Source

SIDES = (Fraction(1, 2), Fraction(3, 5), Fraction(2, 3))


def times(size):
    """The least sufficient time and that of the theorem."""
    depth, kappa = size[0], Fraction(size[1])
    if size[2] == "all noises":
        return max(noisy_time(noise, kappa) for noise in range(64)), theorem_time(depth, kappa)
    return max(legs_time(depth, kappa, share, depth // 2) for share in SIDES), theorem_time(depth, kappa)


CLAIM = Claim(
    statement=r"T_* \text{ and } 4\kappa^2H^2\lceil\log_2(4\kappa H/\delta)\rceil \text{ for words of two kinds and all noises}",
    source=Source("arXiv:2510.03149", "Theorem 4.1, least sufficient time", status="derived"),
    kind="value",
    value=times,
    printed={
        (3, "2", "all noises"): (79, 1728),
        (16, "11/10", "two kinds"): (860, 16108),
        (16, "3/2", "two kinds"): (1950, 32256),
        (16, "2", "two kinds"): (3238, 57344),
        (16, "4", "two kinds"): (11564, 245760),
        (32, "2", "two kinds"): (13360, 245760),
        (64, "11/10", "two kinds"): (13865, 297370),
        (64, "3/2", "two kinds"): (32168, 589824),
        (64, "2", "two kinds"): (54265, 1048576),
        (64, "4", "two kinds"): (198393, 4456448),
    },
)
