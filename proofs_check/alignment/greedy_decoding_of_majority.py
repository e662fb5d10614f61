"""Greedy decoding finds a word of probability above one half.

Every prefix of such a word has a next letter of conditional probability above one half, which is then the
most likely one. The threshold is sharp: below it the most likely letter may lead away from the most likely
word.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Steps
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def models(size):
    """A model on the words over ``size[0]`` letters of length ``size[1]``."""
    tree = Tree.complete(*size)
    return Space(steps=Steps(tree), derived=lambda i: {"tree": tree})


def greedy(i):
    """The probability of the word that takes the first most likely letter at every step."""
    node, mass = 0, 1
    while i.tree.child_count[node]:
        first = int(i.tree.first_child[node])
        children = range(first, first + int(i.tree.child_count[node]))
        best = first
        for child in children:
            best = child if bool(i.steps[child - 1] > i.steps[best - 1]) else best
        node, mass = best, mass * i.steps[best - 1]
    return mass


CLAIM = Claim(
    statement=r"\pi(y^*) > \tfrac12 \implies \text{greedy decoding returns } y^*",
    source=Source("arXiv:2412.01951", "Proposition 3.1"),
    space=models,
    sizes=((2, 1), (2, 2), (3, 2), (2, 3)),
    given={"some word has probability above 1/2": lambda i: 2 * xp.max(leaf_law(i.tree, i.steps)) > 1},
    necessary=("some word has probability above 1/2",),
    relation="==",
    lhs=lambda i: xp.max(leaf_law(i.tree, i.steps)),
    rhs=greedy,
)
