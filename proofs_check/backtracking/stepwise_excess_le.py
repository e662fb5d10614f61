"""How much action-level sampling amplifies errors, on every tree: the ratio to the target by the errors along the word.

Letters are drawn by ``pi*(a) e(a)``, up to a factor, where scores have errors ``e = Vhat/V*``. So a letter is drawn at most ``R_h
= max e/min e`` times as often as under the target, over the letters that are possible there, and these factors multiply along a
word. This is told of the mass of one law beyond ``c`` times what the bound allows: at ``c = 1`` there is none, and each word has
a ratio of at most ``R_1...R_H``. As ``R_h`` is the same for ``1/e``, the laws may change places. With errors between ``1/kappa``
and ``kappa`` a factor is at most ``kappa^2``, and it is 1 where scores are exact: so both bounds of `stepwise_ratio_le` follow.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Steps
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def words(size: tuple[int, int]) -> Space:
    """The target and what is sampled, both without zeros, by their conditional laws, and a share of the bound."""
    tree = Tree.complete(*size)
    return Space(
        target=Steps(tree, positive=True),
        sampled=Steps(tree, positive=True),
        share=Ratio(0, 1),
        derived=lambda _: {"tree": tree},
    )


def excess(i: Instance) -> Array:
    """``sum over words of (P - c R_1...R_H pi*)_+``."""
    errors = (i.sampled / i.target).reshape(len(i.tree.inner), -1)
    least = xp.min(errors, axis=1)
    factors = 1 + abs(xp.max(errors, axis=1) - least) / least  # max e/min e, which is seen to be positive this way
    return xp.sum(xp.maximum(leaf_law(i.tree, i.sampled) - i.share * leaf_law(i.tree, i.target * factors[i.tree.parent[1:]]), 0))


CLAIM = Claim(
    statement=r"\sum_y \Bigl(P(y) - c\, \pi^*(y) \prod_{h=1}^H R_h(y)\Bigr)_+ \le 1 - c,"
    r" \quad R_h(y) = \frac{\max_a (\hat V/V^*)(y_{<h}a)}{\min_a (\hat V/V^*)(y_{<h}a)}, \quad 0 \le c \le 1",
    source=Source(
        "arXiv:2510.03149", "error amplification of action-level rejection sampling, the ratio on every tree", status="derived"
    ),
    space=words,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=excess,
    rhs=lambda i: 1 - i.share,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * (1 - i.share),
)
