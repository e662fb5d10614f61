"""Counting from sampling: how errors of frequencies propagate, exactly.

The count along a word is ``Zhat/Z = prod pi*(y_h|.)/phat_h``. A most frequent one of ``k`` letters has ``phat >=
1/k``, so an error ``e`` of ``phat_h`` changes the factor by at most ``k e``: ``(1 - k e)^H <= Zhat/Z <= (1 + k e)^H``
for every word that "most frequent letter first" may give. Equality when the sampler finds all letters equally
frequent and the truth differs by ``e`` along the word.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Steps
from theory_lab.counting.estimators import descents, estimates
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def samplers(size):
    """Frequencies, and exact conditional laws that differ from them by at most ``1/k`` a letter; any reference law."""
    tree = Tree.complete(*size)

    def derived(i):
        exact = i.seen + i.shift / size[0] * (i.other - i.seen)
        target = laws.leaf_law(tree, exact)
        found = estimates(tree, i.reference, target / laws.leaf_law(tree, i.reference), i.seen)
        words = descents(tree, i.seen)
        errors = laws.path_sums(tree, abs(exact - i.seen)) if size[1] == 1 else _largest(tree, abs(exact - i.seen))
        return {"tree": tree, "found": found, "words": words, "error": errors[tree.leaves] * size[0]}

    return Space(
        seen=Steps(tree, positive=True),
        other=Steps(tree),
        reference=Steps(tree, positive=True),
        shift=Ratio(0, xp.ratio(99, 100)),
        derived=derived,
    )


def _largest(tree, errors):
    """The largest error along every prefix."""
    levels = [xp.zeros((1,), like=errors)]
    for h in range(1, tree.depth + 1):
        level, upper = tree.levels[h], tree.levels[h - 1]
        levels.append(xp.maximum(errors[level.start - 1 : level.stop - 1], levels[-1][tree.parent[level] - upper.start]))
    return xp.concatenate(levels)


def worst(i):
    """The largest of ``(Zhat/Z)/(1 + k e)^H`` and ``(1 - k e)^H/(Zhat/Z)`` over the words of the descent; ``Z = 1`` here."""
    depth = i.tree.depth
    above = i.found / (1 + i.error) ** depth
    below = xp.where(i.found > 0, (1 - i.error) ** depth / xp.where(i.found > 0, i.found, 1), xp.INFINITY)
    return xp.max(xp.where(i.words, xp.maximum(above, below), 0))


CLAIM = Claim(
    statement=r"(1 - ke)^H \le \hat Z/Z \le (1 + ke)^H, \quad e = \max_h |\hat p_h - \pi^*(y_h|\cdot)|",
    source=Source("Jerrum, Valiant and Vazirani 1986", "counting from sampling, sharp propagation of errors", status="derived"),
    space=samplers,
    sizes=((2, 1), (2, 2), (3, 1)),
    lhs=worst,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"seen": [1, 1], "other": [1, 0], "reference": [1, 1], "shift": [1, 2]},
)
