"""The noise exceeds half of the divergence by ``30 B / K`` on average.

``<z, theta - theta*>`` has conditional variance at most ``15 B eps / K`` given the prefixes, and ``(x -
eps/2)_+ <= x^2 / (2 eps)``.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, parameters_in_ball, scale2
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.learning.training.dynamics import batches
from theory_lab.measures.divergences import token_kl
from theory_lab.numbers import Array
from theory_lab.sequences import laws, loglinear


def excess(i: Instance) -> Array:
    """``E (<z, theta - theta*> - eps(D)/2)_+`` over all mini-batches."""
    centred = i.features - loglinear.mean_features(TREE, i.features, i.teacher)[TREE.parent[1:]]
    divergences = token_kl(TREE, i.teacher, loglinear.steps(TREE, i.features, i.start))[TREE.parent[1:]]
    gains = laws.path_sums(TREE, xp.dot(centred, i.start - i.truth) - divergences / 2)[TREE.leaves]
    counts, masses = batches(laws.leaf_law(TREE, i.teacher), i.size)
    return xp.dot(masses, xp.maximum(xp.sum(counts * gains, axis=1) / i.size, 0))


CLAIM = Claim(
    statement=r"\mathbb{E} \big(\langle z, \theta - \theta^* \rangle - \varepsilon_\theta(D)/2\big)_+ \le 30 B / K",
    source=Source("arXiv:2510.15020", "Lemma I.10, fourth part"),
    space=lambda batch: parameters_in_ball(lambda i: {"scale": xp.sqrt(scale2(i.features))}),
    sizes=(1, 2),
    lhs=excess,
    rhs=lambda i: 30 * i.scale / i.size,
    loose=(
        "two tokens cannot make the noise larger than 4 B, against 30 B / K; the constant 15 in its"
        " variance is not the best either"
    ),
)
