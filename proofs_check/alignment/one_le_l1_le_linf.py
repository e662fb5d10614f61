"""The two coverage coefficients compared.

Jensen's inequality for ``E_p w^2`` with ``E_p w = 1``; and ``C = E_pi w <= max w``. Equality in the second step when
the density takes one positive value.
"""

from proofs_check.alignment._settings import competing
from theory_lab.claims import Claim, Source
from theory_lab.measures.coefficients import l1_coverage, linf_coverage

CLAIM = Claim(
    statement=r"1 \le C(\pi) \le C_\infty(\pi)",
    source=Source("arXiv:2503.21878", "L1 and L-infinity coverage", status="derived"),
    space=competing,
    sizes=(2, 3, 5, 8),
    chain=(
        lambda i: 1, lambda i: l1_coverage(i.target, i.base), lambda i: linf_coverage(i.target, i.base)
    ),
    tight_at={"target": [1, 1], "base": [1, 1]},
    loose="each step is sharp: C = 1 for the base law alone, and C = C_inf = M for a target on one response of mass 1/M",
)  # fmt: skip
