"""Counting from sampling within a factor ``e^g``.

If every frequency along the word is off by at most ``5g/(8kH)`` with ``g <= 1``, the count is within ``e^g``:
``x = 5g/(8H) <= 5/8`` and ``-log(1 - x) <= 8x/5`` there. The usual condition ``g/(4kH)`` is a factor 5/2
stronger than needed. At ``g = 3/2`` on one letter a frequency 1/2 may stand for 1/32, sixteen times less.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Steps
from theory_lab.counting.estimators import descents, estimates
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def samplers(size):
    """Frequencies and exact conditional laws; ``g = 8kH/5`` times their largest difference."""
    tree = Tree.complete(*size)

    def derived(i):
        exact = i.seen + xp.ratio(5, 8 * (size[0] - 1) * size[1]) * i.shift * (i.other - i.seen)
        target = laws.leaf_law(tree, exact)
        found = estimates(tree, i.reference, target / laws.leaf_law(tree, i.reference), i.seen)
        words = descents(tree, i.seen)
        return {
            "most": xp.max(xp.where(words, found, 1)),
            "least": xp.min(xp.where(words, found, 1)),
            "g": xp.ratio(8 * size[0] * size[1], 5) * xp.max(abs(exact - i.seen)),
        }

    return Space(
        seen=Steps(tree, positive=True),
        other=Steps(tree),
        reference=Steps(tree, positive=True),
        shift=Ratio(0, xp.ratio(3, 2)),
        derived=derived,
    )


CLAIM = Claim(
    statement=r"|\hat p_h - \pi^*(y_h|\cdot)| \le \frac{5g}{8kH} \text{ for all } h, \ g \le 1"
    r" \implies e^{-g} \le \hat Z/Z \le e^g",
    source=Source("Jerrum, Valiant and Vazirani 1986", "counting from sampling within a factor", status="derived"),
    space=samplers,
    sizes=((2, 1), (2, 2), (3, 1)),
    given={"g <= 1": lambda i: i.g <= 1},
    necessary=("g <= 1",),
    lhs=lambda i: xp.maximum(i.most, 1 / i.least),
    rhs=lambda i: xp.exp(i.g),
    sharpened=lambda i: xp.exp(xp.ratio(19, 20) * i.g),
)
