"""The test-time-training decoder is a proper distribution.

At every prefix the next letter comes from a softmax at a parameter that depends on the prefix only, so the
branches of each prefix sum to 1, and so do the words. Parameters in ``log 2`` and features -1, 0, 1 make the
first update rational, so that the sum over all words of two letters is decided in closed form.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.learning import families
from theory_lab.learning.training import updates
from theory_lab.learning.training.test_time import decoder_steps
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree


def signs(x: Array) -> Array:
    """-1, 0 or 1: the third of [-1, 1] in which a number lies."""
    return xp.indicator(3 * x > 1) - xp.indicator(3 * x < -1)


def space(letters: int) -> Space:
    """One feature on words of two letters, a start in ``{-log 2, 0, log 2}``, any rate."""
    tree = Tree.complete(letters, 2)
    return Space(
        pattern=Table((tree.size - 1, 1), -1, 1),
        begin=Ratio(-1, 1),
        rate=Ratio(0, 3),
        derived=lambda i: {"features": signs(i.pattern), "start": (signs(i.begin) * xp.log(2))[None]},
    )


def total(i: Instance) -> Array:
    """The mass of all words."""
    tree = Tree.complete(i.size, 2)
    return xp.sum(families.word_law(tree, decoder_steps(tree, i.features, i.start, i.rate, updates.box())))


CLAIM = Claim(
    statement=r"\sum_{y \in V^H} \pi^{\mathrm{TTT}}_\theta(y) = 1",
    source=Source("arXiv:2510.15020", "equations (22) and (23)"),
    space=space,
    sizes=(2, 3),
    relation="==",
    lhs=total,
    rhs=lambda i: 1,
)
