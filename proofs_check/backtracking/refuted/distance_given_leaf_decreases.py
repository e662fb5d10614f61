"""The distance given a leaf does not fall with every step.

The distance of the state to its stationary law never grows; given a leaf it may. Two words of four letters, one rare and
the other reached late because its first letters are underrated: the law given a leaf passes the target on its way and comes
back. So a sufficient time has to be one from which the distance stays small. The trivial bound is 1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source, Space, Table
from theory_lab.decoding.walks.backtracking import sampled_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.trees import Tree

TREE = Tree.from_words([(0, 0, 0, 0), (1, 0, 0, 0)])
TARGET = xp.exact(["1/5", "4/5"])


def derived(i):
    """Levels of both words by their factors ``Vhat/V*``, from the first letter to the third."""
    levels = [TARGET * i.factors[h] for h in range(3)]
    return {"weights": xp.concatenate([*levels, TARGET])}


def distance(i, time):
    """The distance given a leaf."""
    return total_variation(sampled_law(TREE, i.weights, time), TARGET)


CLAIM = Claim(
    statement=r"\mathrm{TV}(X_{T+1} | \Lambda, \pi^*) \le \mathrm{TV}(X_T | \Lambda, \pi^*)",
    source=Source("arXiv:2510.03149", "monotonicity of the distance given a leaf", status="derived"),
    space=Space(factors=Table((3, 2), xp.ratio(1, 16), 1), time=Count(4, 8), derived=derived),
    lhs=lambda i: distance(i, i.time + 1),
    rhs=lambda i: distance(i, i.time),
    expect="fails",
    falls="tempting form",
)
