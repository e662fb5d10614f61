"""Every test of two models errs with total chance at least ``exp(-n KL)/2``.

Bretagnolle and Huber, for every test at once and with the divergence of one sample.
"""

from proofs_check.minimax_risk._settings import errors, testing
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"\tfrac12 e^{-n\,\mathrm{KL}(p \| q)} \le P^n(\psi = 1) + Q^n(\psi = 0) \quad \text{for every test } \psi",
    source=Source("Tsybakov 2009", "Theorem 2.2 (iii)", status="second-hand"),
    space=testing,
    sizes=(1, 2, 4),
    lhs=lambda i: xp.exp(-i.size * kl(i.p, i.q)) / 2,
    rhs=lambda i: sum(errors(i), xp.zeros((), like=i.p)),
    loose="the constant 1/2 is approached only where the sum of the errors tends to 0",
)
