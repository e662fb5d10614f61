"""A coin against a slightly biased one.

``KL(Ber(1/2) || Ber((1 - u)/2)) = -log(1 - u^2)/2 >= u^2/2`` with ``u = 1 - e^(-a)``. Without the factor 1/2
this is false for all ``a`` in (0, 1], which is what the printed proof uses (see the refuted claim); the
conclusion of Proposition E.1 survives.
"""

from proofs_check.coverage_principle._settings import fair_against
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=(
        r"\tfrac12 u^2 \le \mathrm{KL}\big(\mathrm{Ber}(\tfrac12) \,\|\, \mathrm{Ber}(\tfrac{1-u}{2})\big)"
        r" \quad (0 \le u < 1)"
    ),
    source=Source("arXiv:2510.15020", "scalar step in the proof of Proposition E.1, repaired", status="derived"),
    space=Space(u=Ratio(0, ratio(999, 1000))),
    lhs=lambda i: i.u**2 / 2,
    rhs=lambda i: fair_against(i.u),
    tight_at=lambda k: {"u": [1, 2**k]},
    rate="1 - ratio of order 4**-k",
    sharpened=lambda i: ratio(99, 100) * fair_against(i.u),
)
