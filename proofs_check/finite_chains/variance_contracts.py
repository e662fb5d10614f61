"""A step contracts the variance by the square of the second modulus.

``Var(P f) <= lambda*^2 Var f``; attained where all eigenvalues beside 1 agree, as for uniform moves to the other states.
"""

from proofs_check.finite_chains._settings import modulus, tested, variance
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm{Var}_\pi(P f) \le \lambda_*^2\, \mathrm{Var}_\pi f",
    source=Source("Levin and Peres 2017", "equation (12.8)", status="second-hand"),
    space=tested,
    sizes=(2, 3),
    lhs=lambda i: variance(i.pi, i.P @ i.f),
    rhs=lambda i: modulus(i.P) ** 2 * variance(i.pi, i.f),
    tight_at={"edges": [1, 1], "holding": [1, 0, 0], "f": [1, 1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * modulus(i.P) ** 2 * variance(i.pi, i.f),
)
