"""A biased verifier whose first leaf is exact: balanced brackets with inflated values after opening brackets.

The first leaf follows the target if and only if the sum of ``V*/Vhat`` along a word is the same for all
words (Kirchhoff). Every balanced word has equally many opening brackets, all at inner nodes, so
``Vhat = kappa V*`` after each of them is harmless here.
"""

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source, Space, Steps
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def words(semilength):
    """Any positive model of the balanced words (so that all values are 1), inflated after opening brackets."""
    tree = Tree.dyck(semilength)
    opening = (tree.letter[1:] == 0).astype(int)
    return Space(
        steps=Steps(tree, positive=True),
        kappa=Ratio(xp.ratio(1, 8), 8),
        derived=lambda i: {"tree": tree, "guide": 1 + opening * (i.kappa - 1)},
    )


CLAIM = Claim(
    statement=r"\hat V = \kappa V^* \text{ after } \texttt{(},\ \hat V = V^* \text{ after } \texttt{)}"
    r" \implies \text{the first leaf follows } \pi^*",
    source=Source("arXiv:2510.03149", "criterion for an exact first leaf", status="derived"),
    space=words,
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: total_variation(
        first_leaf_law(i.tree, walks.edge_weights(i.tree, i.steps, i.guide)), leaf_law(i.tree, i.steps)
    ),
    rhs=lambda i: 0,
)
