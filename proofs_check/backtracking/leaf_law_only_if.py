"""The walk samples the target in the long run only if leaf scores are proportional to the reward.

Given a leaf the stationary law is proportional to ``pi_ref Vhat``; it is ``pi*`` if and only if ``Vhat/tau`` is constant where
``pi* > 0`` and ``Vhat = 0`` where ``tau = 0``. Here the scores of two leaves carry different errors.
"""

from proofs_check.backtracking._settings import inner_values, models, positive_up_to_scale
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source, Table
from theory_lab.decoding.walks.backtracking import stationary_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted


def distance(i):
    """The total variation between the leaf law and the target."""
    weights = walks.edge_weights(i.tree, i.steps, xp.concatenate([i.inner, i.reward * i.errors]))
    return total_variation(stationary_leaf_law(i.tree, weights), tilted(leaf_law(i.tree, i.steps), i.reward))


CLAIM = Claim(
    statement=r"\hat V/\tau \text{ is not constant on the leaves} \implies 0 < \mathrm{TV}(\mu(\cdot|\Lambda), \pi^*)",
    source=Source("arXiv:2510.03149", "leaf-conditional stationary law, converse", status="derived"),
    space=lambda size: models(
        size, inner=inner_values, reward=positive_up_to_scale, errors=lambda tree: Table(len(tree.leaves), xp.ratio(1, 8), 8)
    ),
    sizes=((2, 2), (3, 2)),
    given={"the errors differ": lambda i: xp.max(i.errors) > xp.min(i.errors)},
    necessary=("the errors differ",),
    relation="<",
    lhs=lambda i: 0,
    rhs=distance,
    loose="the distance may be as small as one likes",
)
