"""The Dirichlet form of value-guided backtracking, on every tree.

For the reversible walk ``<f, f - P f>`` in the mean over the stationary law is half the sum over edges of ``w (f(v) - f(u))^2``
over the volume: what a step takes from the second moment of ``f`` is at least that (`step_loses_dirichlet_form`). Both sides are
times the volume; sums over leaves and over inner nodes are apart.
"""

from proofs_check.backtracking._settings import models, verifier
from proofs_check.backtracking.step_loses_dirichlet_form import by_kind
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.families import at_parents, child_sums
from theory_lab.claims import Claim, Instance, Source, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The weights of the edges."""
    return {"weights": walks.edge_weights(i.tree, i.steps, i.guide)}


def moved(i: Instance) -> Array:
    """``E_mu f (f - P f)`` for the step that stays with probability 1/2."""
    above = xp.concatenate([xp.zeros((1,), like=i.weights), i.weights * at_parents(i.tree, i.f)])
    flows = walks.degrees(i.tree, i.weights) * i.f - above - child_sums(i.tree, i.weights * i.f[1:])
    return by_kind(i, i.f * flows) / 2


def form(i: Instance) -> Array:
    """``sum over edges of w (f(v) - f(parent))^2 / (2 vol)``."""
    return xp.sum(i.weights * (i.f[1:] - at_parents(i.tree, i.f)) ** 2) / 2


CLAIM = Claim(
    statement=r"\mathbb E_\mu\, f\, (f - P f) = \frac1{2\, \mathrm{vol}(T)} \sum_{v \ne o}"
    r" w(v)\, \bigl(f(v) - f(\mathrm{parent}(v))\bigr)^2",
    source=Source("arXiv:2510.03149", "Dirichlet form of value-guided backtracking (Algorithm 1)", status="derived"),
    space=lambda size: models(size, derived, guide=verifier, f=lambda tree: Table(tree.size, -2, 2)),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=moved,
    rhs=form,
)
