"""A step of value-guided backtracking leaves a function positively correlated with itself, on every tree.

A step stays with probability 1/2, so that ``E_mu f P f`` is the sum over edges of ``w (f(v) + f(p))^2`` over twice the volume,
``p`` the parent of ``v``; it is at least ``2 m E_mu f - m^2`` for any ``m``, and so at least ``(E_mu f)^2``. With the density of
the walk after ``k`` steps for ``f``, ``P^(2k+1)(o, o) >= mu(o)``: after an odd number of steps, as after an even one by Jensen's
inequality, the root is no rarer than in the limit. This is what `root_domination` rests on. Both sides are times the volume;
sums over leaves and over inner nodes are apart.
"""

from proofs_check.backtracking._settings import models, verifier
from proofs_check.backtracking.step_loses_dirichlet_form import by_kind, derived
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Table
from theory_lab.numbers import Array


def correlation(i: Instance) -> Array:
    """``vol E_mu f P f``."""
    return by_kind(i, i.f * i.arrived)


CLAIM = Claim(
    statement=r"2 m\, \mathbb E_\mu f - m^2 \le \mathbb E_\mu f\, P f,"
    r" \quad \text{so } (\mathbb E_\mu f)^2 \le \mathbb E_\mu f\, P f",
    source=Source("arXiv:2510.03149", "root-domination lemma, returns after an odd number of steps", status="derived"),
    space=lambda size: models(size, derived, guide=verifier, f=lambda tree: Table(tree.size, -2, 2), m=Ratio(-2, 2)),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: by_kind(i, i.degrees * (2 * i.m * i.f - i.m**2)),
    rhs=correlation,
    sharpened=lambda i: xp.ratio(99, 100) * correlation(i),
)
