"""Action-level sampling is inexact as soon as two live siblings have different errors.

The law of the next letter is proportional to ``pi*(a | v) e(va)``, which is ``pi*(. | v)`` only if ``e`` is
constant where ``pi*`` is positive. So sibling-constant errors are the only harmless ones; with errors ``e_0, e_1`` of the first
letters alone the distance is ``pi_0 pi_1 |e_0 - e_1|/(pi_0 e_0 + pi_1 e_1)``, ``pi`` the law of the first letter.
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


def spread(i):
    """``pi_0 pi_1 |e_0 - e_1| / (pi_0 e_0 + pi_1 e_1)``."""
    words = tilted(leaf_law(TREE, i.steps), i.reward)
    first = xp.stack([words[0] + words[1], words[2] + words[3]])
    return first[0] * first[1] * abs(i.errors[0] - i.errors[1]) / xp.dot(first, i.errors)


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mathrm{ActionLevelRS}, \pi^*) = \frac{\pi_0\pi_1\,|e_0 - e_1|}{\pi_0e_0 + \pi_1e_1},"
    r" \quad e_a = \hat V(a)/V^*(a),\ \pi_a = \pi^*(y_1 = a)",
    source=Source("arXiv:2510.03149", "exactness criterion of action-level rejection sampling", status="derived"),
    space=Space(steps=Steps(TREE, positive=True), reward=Simplex(4, positive=True), errors=Table(2, xp.ratio(1, 8), 8)),
    relation="==",
    lhs=distance,
    rhs=spread,
)
