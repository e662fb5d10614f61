"""Hammersley, Chapman and Robbins: how far a mean moves for its variance under the second law.

``E_p f - E_q f = sum (p - q)(f - E_q f)``, and Cauchy-Schwarz with ``sqrt q``: equality where ``p/q`` is affine in ``f``, as
always on two outcomes.
"""

from proofs_check.divergences._settings import covered
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Table
from theory_lab.measures.divergences import chi2
from theory_lab.numbers import Array


def variance(i: Instance) -> Array:
    """``Var_q f``."""
    return xp.dot(i.q, i.f**2) - xp.dot(i.q, i.f) ** 2


CLAIM = Claim(
    statement=r"\big(\mathbb E_p f - \mathbb E_q f\big)^2 \le \chi^2(p \| q)\, \mathrm{Var}_q f",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Hammersley-Chapman-Robbins bound", status="second-hand"
    ),
    space=lambda n: covered(n, f=Table(n, -1, 1)),
    sizes=(2, 3, 4),
    lhs=lambda i: (xp.dot(i.p, i.f) - xp.dot(i.q, i.f)) ** 2,
    rhs=lambda i: chi2(i.p, i.q) * variance(i),
    tight_at={"p": [3, 1], "q": [1, 1], "f": [1, 1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * chi2(i.p, i.q) * variance(i),
)
