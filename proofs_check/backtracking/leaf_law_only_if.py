"""The walk samples the target in the long run only if leaf scores are proportional to the reward.

Given a leaf the stationary law is proportional to ``pi_ref Vhat``; it is ``pi*`` if and only if ``Vhat/tau`` is constant where
``pi* > 0`` and ``Vhat = 0`` where ``tau = 0``. Here the leaves carry any errors ``e = Vhat/tau``: the distance is half of the
mean deviation of ``e`` from its mean under the target, and 0 only where they agree.
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


def deviation(i):
    """``E |e - E e| / (2 E e)`` under the target."""
    target = tilted(leaf_law(i.tree, i.steps), i.reward)
    mean = xp.dot(target, i.errors)
    return xp.dot(target, abs(i.errors - mean)) / (2 * mean)


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mu(\cdot|\Lambda), \pi^*)"
    r" = \frac{\mathbb E_{\pi^*}|e - \mathbb E_{\pi^*} e|}{2\,\mathbb E_{\pi^*} e},"
    r" \quad e = \hat V/\tau \text{ on the leaves}",
    source=Source("arXiv:2510.03149", "leaf-conditional stationary law, converse", status="derived"),
    space=lambda size: models(
        size, inner=inner_values, reward=positive_up_to_scale, errors=lambda tree: Table(len(tree.leaves), xp.ratio(1, 8), 8)
    ),
    sizes=((2, 2), (3, 2)),
    relation="==",
    lhs=distance,
    rhs=deviation,
)
