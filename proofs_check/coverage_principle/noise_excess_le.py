"""The noise exceeds half of the divergence by ``(1 + B)/K`` on average, where the lemma has ``30 B/K``.

A token's noise is ``l + eps``, ``l`` the logarithm of model over data, ``|l| <= 4B``, and ``eps = -E l = E (e^l - 1 - l)``. As
``e^(sl) - 1 - sl <= (s/2)(e^l - 1 - l)`` for ``1/s = 2 + 2.52 B``, the exponential of ``s`` times noise less half of the
divergence has a mean of at most 1, token by token; so the mean of ``K`` words exceeds by ``1/(e s K)`` at most, since ``x_+ <=
e^(x - 1)``.
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
    statement=r"\mathbb{E} \big(\langle z, \theta - \theta^* \rangle - \varepsilon_\theta(D)/2\big)_+ \le (1 + B) / K",
    source=Source("arXiv:2510.15020", "Lemma I.10, fourth part, sharpened", status="derived", also=("Lemma I.10, fourth part",)),
    space=lambda batch: parameters_in_ball(lambda i: {"scale": xp.sqrt(scale2(i.features))}),
    sizes=(1, 2),
    lhs=excess,
    rhs=lambda i: (1 + i.scale) / i.size,
    loose=(
        "x_+ <= e^(x - 1) is an equality at x = 1 alone, and the mean of the exponential is 1 only where there is no noise, x = 0"
    ),
)
