"""The mean density of the target against the stationary law.

``pi*(y)/mu(y) = 2 (sum_h r_h) V*(y)/Vhat(y)`` at a leaf, with ``r_h = W_h/Z`` over all nodes of depth
``h``; average over ``y`` from the target. Markov's inequality then bounds the coverage profile.
"""

from proofs_check.backtracking._settings import models, positive_reward, verifier
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import leaf_law, reach, tilted, value


def mean_density(i):
    """``E_{pi*}[pi*(y)/mu(y)]``."""
    target = tilted(leaf_law(i.tree, i.steps), i.reward)
    law = walks.stationary(i.tree, walks.edge_weights(i.tree, i.steps, i.guide))
    return xp.sum(target**2 / law[i.tree.leaves])


def product(i):
    """``2 (sum_h r_h) E_{pi*}[V*/Vhat]`` at the leaves."""
    weights = reach(i.tree, i.steps)[1:] * i.guide
    target = tilted(leaf_law(i.tree, i.steps), i.reward)
    total = value(i.tree, i.steps, i.reward)[0]
    return 2 * xp.sum(weights) / total * xp.dot(target, i.reward / i.guide[i.tree.leaves - 1])


CLAIM = Claim(
    statement=r"\mathbb E_{\pi^*}\bigl[\pi^*(y)/\mu(y)\bigr] = 2\Bigl(\sum_h r_h\Bigr)\, s_H",
    source=Source("arXiv:2510.03149", "stationary coverage under Assumption 4.2", status="derived"),
    space=lambda size: models(size, reward=positive_reward, guide=verifier),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=mean_density,
    rhs=product,
)
