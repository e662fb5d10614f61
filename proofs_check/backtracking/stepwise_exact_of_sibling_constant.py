"""Action-level sampling is exact when errors are the same for all children of a node.

Normalising over the children of ``v`` cancels a factor that depends on ``v`` only. So exact values sample
exactly, and errors that depend on the depth alone are harmless. The paper is quoted for exact values; the rest is ours.
"""

from proofs_check.backtracking._settings import models, reward_up_to_scale
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Table
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value


def guide(i):
    """``V*(v)`` times the error of the parent."""
    return value(i.tree, i.steps, i.reward)[1:] * i.error[i.tree.parent[1:]]


CLAIM = Claim(
    statement=r"\hat V(va) = e(v)\,V^*(va) \text{ for all } a \implies \mathrm{ActionLevelRS} = \pi^*",
    source=Source(
        "arXiv:2510.03149", "exactness of action-level rejection sampling, errors that siblings share", status="derived"
    ),
    space=lambda size: models(size, reward=reward_up_to_scale, error=lambda tree: Table(len(tree.inner), xp.ratio(1, 16), 16)),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: total_variation(stepwise_law(i.tree, i.steps, guide(i)), tilted(leaf_law(i.tree, i.steps), i.reward)),
    rhs=lambda i: 0,
)
