"""The walk with momentum has a product-form stationary law, and the target on the leaves.

With ``F`` and ``B`` the weights below and above ``v`` the law ``nu(v, down) = nu(v, up)`` is proportional
to ``max(F, B)``: the inflow into ``(v, down)`` is ``B + (F - B)_+``, and that into ``(v, up)`` is
``F + (B - F)_+``. At a leaf ``F = 0`` and ``B = pi_ref tau``.
"""

from proofs_check.backtracking._settings import inner_values, models, reward_up_to_scale
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks.momentum import stationary, step
from theory_lab.sequences.laws import leaf_law, tilted


def derived(i):
    """The walk guided by any inner values, and its stationary law."""
    weights = walks.edge_weights(i.tree, i.steps, xp.concatenate([i.inner, i.reward]))
    return {"weights": weights, "law": stationary(i.tree, weights)}


def on_leaves(i):
    """The distance of the stationary law given a leaf from the target."""
    leaves = xp.sum(i.law, axis=0)[i.tree.leaves]
    return xp.sum(abs(leaves / xp.sum(leaves) - tilted(leaf_law(i.tree, i.steps), i.reward)))


CLAIM = Claim(
    statement=r"\nu(v,\downarrow) = \nu(v,\uparrow) \propto \max(F(v), B(v)), \quad \nu P = \nu,"
    r" \quad \nu(y \mid \text{leaf}) = \pi^*(y)",
    source=Source("arXiv:2510.03149", "walk with momentum, Appendix E.1", status="second-hand"),
    space=lambda size: models(size, derived, inner=inner_values, reward=reward_up_to_scale),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    chain=(
        lambda i: xp.sum(abs(step(i.tree, i.weights, i.law) - i.law)),
        lambda i: 0,
        on_leaves,
    ),
)
