"""How much action-level sampling amplifies errors, on every tree: KL by the errors along the word.

Letters are drawn by ``pi*(a) e(a)``, up to a factor, where scores have errors ``e = Vhat/V*``; so the ratio of the two laws of
the next letter varies by the same factor as the errors of its letters. Hoeffding's lemma (`kl_le_log_range`) bounds its
divergence, and the chain rule adds up. With errors between ``1/kappa`` and ``kappa`` each square is at most ``(2 log
kappa)^2``, and it vanishes where scores are exact: this is the bound of `stepwise_kl_le`.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Steps
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree


def words(size: tuple[int, int]) -> Space:
    """The target and what is sampled, both without zeros, by their conditional laws."""
    tree = Tree.complete(*size)
    return Space(
        target=Steps(tree, positive=True),
        sampled=Steps(tree, positive=True),
        derived=lambda _: {"tree": tree},
    )


def bound(i: Instance) -> Array:
    """``E_target sum_h (max log e - min log e)^2 / 8``, the extremes over the next letter."""
    ratios = (i.target / i.sampled).reshape(len(i.tree.inner), -1)
    ranges = xp.log(xp.max(ratios, axis=1) / xp.min(ratios, axis=1))
    return xp.sum(reach(i.tree, i.target)[i.tree.inner] * ranges**2) / 8


CLAIM = Claim(
    statement=r"\mathrm{KL}(\pi^* \| P) \le \tfrac18\,\mathbb E_{\pi^*} \sum_{h=1}^H"
    r" \Bigl(\max_a \log\frac{\hat V}{V^*}(y_{<h}a) - \min_a \log\frac{\hat V}{V^*}(y_{<h}a)\Bigr)^2",
    source=Source(
        "arXiv:2510.03149", "error amplification of action-level rejection sampling in KL, on every tree", status="derived"
    ),
    space=words,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: kl(leaf_law(i.tree, i.target), leaf_law(i.tree, i.sampled)),
    rhs=bound,
    sharpened=lambda i: xp.ratio(98, 100) * bound(i),
)
