"""Exact mixing times of backtracking on balanced brackets.

Uniform letters, values ``V*`` inflated by ``kappa = 3/2`` after opening brackets. At each semilength the
worst distance to the stationary law is certainly above 1/4 one step before the time stated, and certainly
below it at that time. (The left side adds the error of the stated time, which is 0.)
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.mixing import mixing_time
from theory_lab.claims import Claim, Ratio, Source, Space, Steps
from theory_lab.sequences.trees import Tree

TIMES = {1: 2, 2: 16, 3: 45, 4: 94}


def words(semilength):
    """A positive model of the balanced words, values inflated after opening brackets, and its exact mixing time."""
    tree = Tree.dyck(semilength)
    opening = (tree.letter[1:] == 0).astype(int)

    def derived(i):
        weights = walks.edge_weights(tree, i.steps, 1 + opening * (i.kappa - 1))
        return {"mixing": mixing_time(walks.transition_matrix(tree, weights))}

    return Space(steps=Steps(tree, positive=True), kappa=Ratio(1, 4), derived=derived)


CLAIM = Claim(
    statement=r"d(t) < \tfrac14 < d(t-1) \text{ at } t = 2,\ 16,\ 45,\ 94 \text{ for semilengths } 1, 2, 3, 4",
    source=Source("arXiv:2510.03149", "mixing time of the walk, one-type Dyck words", status="derived"),
    space=words,
    sizes=tuple(TIMES),
    kind="witness",
    witness=lambda semilength: {"steps": [1] * (Tree.dyck(semilength).size - 1), "kappa": [3, 2]},
    relation="<",
    chain=(
        lambda i: i.mixing.after + abs(i.mixing.time - TIMES[i.size]),
        lambda i: xp.ratio(1, 4),
        lambda i: i.mixing.before,
    ),
)
