"""Every test of two models errs with total chance at least ``1 - sqrt(1 - exp(-n KL))``, and so at least ``exp(-n KL)/2``.

Bretagnolle and Huber, for every test at once and with the divergence of one sample; sharp for nearby models.
"""

from proofs_check.minimax_risk._settings import errors, testing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"1 - \sqrt{1 - e^{-n\,\mathrm{KL}(p \| q)}} \le P^n(\psi = 1) + Q^n(\psi = 0) \quad \text{for every test } \psi",
    source=Source("Tsybakov 2009", "Theorem 2.2 (iii), sharpened", status="derived", also=("Theorem 2.2 (iii) (second-hand)",)),
    space=testing,
    sizes=(1, 2, 4),
    lhs=lambda i: 1 - xp.sqrt(1 - xp.exp(-i.size * kl(i.p, i.q))),
    rhs=lambda i: sum(errors(i), xp.zeros((), like=i.p)),
)
