"""The least sufficient time is quadratic in the length of the words, and nearly so in ``kappa``.

Twice the length takes between 7/2 and 9/2 times as long, on words of two kinds with ``kappa = 2`` and ``kappa = 11/10``; so
the square of the theorem is in the right place. Twice ``kappa``, from 2 to 4 at length 16, takes more than 7/2 times as
long. Without the theorem nothing bounds these times (trivial: infinity).
"""

from fractions import Fraction

from proofs_check.backtracking._settings_budgets import legs_time
from theory_lab.claims import Claim, Source


def quotients(size):
    """7/2 of the time before doubling, the time after it, 9/2 of that before."""
    depth, kappa, doubled = size[0], Fraction(size[1]), size[2]
    half, share = Fraction(1, 2), Fraction(2, 3)
    before = legs_time(depth, kappa, share, int(half * depth))
    deeper = 2 * depth if doubled == "length" else depth
    after = legs_time(deeper, 2 * kappa if doubled == "kappa" else kappa, share, int(half * deeper))
    return 7 * before / Fraction(2), Fraction(after), 9 * before / Fraction(2)


CLAIM = Claim(
    statement=r"\tfrac72\,T_*(H, \kappa) \le T_*(2H, \kappa),\ T_*(H, 2\kappa) \le \tfrac92\,T_*(H, \kappa)"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2510.03149", "Theorem 4.1, order of the time", status="derived"),
    sizes=(
        *((depth, kappa, "length") for depth in (8, 16) for kappa in ("11/10", "2")),
        (32, "2", "length"),
        (16, "2", "kappa"),
    ),
    kind="value",
    value=quotients,
)
