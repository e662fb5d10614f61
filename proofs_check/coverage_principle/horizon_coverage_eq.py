"""At convergence the coverage does not depend on the horizon.

The classes of ``horizon_kl_eq``: the second one is uncovered up to ``N = 2^(H/2)``, and nothing else is above ``N = 1``. At
``H = 8`` and ``N = 16`` the ratio is exactly ``N``.
"""

from proofs_check.coverage_principle._settings import figure_two_laws
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage

CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(\pi_D \| \hat\pi) = w_2 \quad (1 < N \le 16,\ H = 8, 16, 24)",
    source=Source("arXiv:2510.15020", "exact analogue of Figure 2, coverage", status="derived"),
    space=lambda horizon: Space(classes=Simplex(3), level=Ratio(1, 16)),
    sizes=(8, 16, 24),
    relation="==",
    given={"above one": lambda i: i.level > 1},
    necessary=("above one",),
    lhs=lambda i: coverage(*figure_two_laws(i), i.level),
    rhs=lambda i: i.classes[1],
    tight_at={"classes": [94, 5, 1], "level": [16, 1]},
)
