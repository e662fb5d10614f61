"""Every test of two models errs with total chance at least ``1 - TV`` of the samples' laws.

The test is any function of the counts with values in [0, 1]; the one that decides for the likelier model attains it.
"""

from proofs_check.minimax_risk._settings import errors, testing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"1 - \mathrm{TV}(P^n, Q^n) \le P^n(\psi = 1) + Q^n(\psi = 0) \quad \text{for every test } \psi",
    source=Source("Le Cam 1973", "testing affinity", status="second-hand"),
    space=testing,
    sizes=(1, 2, 4),
    lhs=lambda i: 1 - total_variation(i.rows[0], i.rows[1]),
    rhs=lambda i: sum(errors(i), xp.zeros((), like=i.p)),
    tight_at={"p": [3, 1], "q": [1, 3], "test": [1, 1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * sum(errors(i), xp.zeros((), like=i.p)),
)
