"""The tilted value is the average of the values of the children.

``V*(v) = E_ref[tau | v]``; condition on the next letter. The left side averages the reward over all
completions of every prefix.
"""

from proofs_check.backtracking._settings import models, prefixes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Table
from theory_lab.sequences.laws import leaf_law, reach, value


def averages(i):
    """``E_ref[tau 1(prefix v)] / pi_ref(v)`` for every prefix ``v``."""
    return xp.dot(prefixes(i.tree), i.reward * leaf_law(i.tree, i.steps)) / reach(i.tree, i.steps)


CLAIM = Claim(
    statement=r"V^*(v) = \mathbb E_{\mathrm{ref}}[\tau(y) \mid v] = \sum_a \pi_{\mathrm{ref}}(a \mid v)\,V^*(va)",
    source=Source("arXiv:2510.03149", "self-reducibility of the tilted value", status="derived"),
    space=lambda size: models(size, reward=lambda tree: Table(len(tree.leaves), 0, 4)),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: xp.sum(abs(averages(i) - value(i.tree, i.steps, i.reward))),
    rhs=lambda i: 0,
)
