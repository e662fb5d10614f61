"""Action-level sampling is inexact as soon as two live siblings have different errors.

The law of the next letter is proportional to ``pi*(a | v) e(va)``, which is ``pi*(. | v)`` only if ``e`` is
constant where ``pi*`` is positive. So sibling-constant errors are the only harmless ones.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Steps, Table
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def distance(i):
    """The total variation from the target when the two inner values carry different errors."""
    exact = value(TREE, i.steps, i.reward)[1:3]
    guide = xp.concatenate([exact * i.errors, i.reward])
    return total_variation(stepwise_law(TREE, i.steps, guide), tilted(leaf_law(TREE, i.steps), i.reward))


CLAIM = Claim(
    statement=r"\hat V/V^* \text{ differs between two live siblings} \implies 0 < \mathrm{TV}(\mathrm{ActionLevelRS}, \pi^*)",
    source=Source("arXiv:2510.03149", "exactness criterion of action-level rejection sampling", status="derived"),
    space=Space(steps=Steps(TREE, positive=True), reward=Simplex(4, positive=True), errors=Table(2, xp.ratio(1, 8), 8)),
    given={"the errors differ": lambda i: i.errors[0] != i.errors[1]},
    necessary=("the errors differ",),
    relation="<",
    lhs=lambda i: 0,
    rhs=distance,
    loose="the distance may be as small as one likes",
)
