"""Scores on dead prefixes keep the walk away from all solutions.

Three uniform letters, reward 1 without the third, length 4; values are exact on live prefixes, so that both expectations of
the average-case assumption are 1, and ``B`` on dead inner ones. At ``T = 64 H^3`` the probability of a solution is .041, .0059,
.000015 and 3e-14 for ``B`` = 1, 10, 1000 and 10^6. Dead prefixes that left the live ones at the same depth are one node each.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.claims import Claim, Source
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

DEPTH = 4
TREE = Tree.from_words([(0,) * DEPTH, *((0,) * j + (1,) + (0,) * (DEPTH - j - 1) for j in range(DEPTH))])


def found(weight):
    """The probability of a solution."""
    branching = TREE.child_count[TREE.parent[1:]] == 2
    two, one = Fraction(2, 3), Fraction(1, 3)
    chances = [(two if letter == 0 else one) if fork else 1 for fork, letter in zip(branching, TREE.letter[1:], strict=True)]
    steps = xp.exact(chances)
    live = xp.exact([int(not any(word)) for word in TREE.words])
    values = laws.value(TREE, steps, live[TREE.leaves])
    inner = (TREE.child_count[1:] > 0).astype(int)
    guide = values[1:] + weight * inner * (1 - live[1:])
    law = enclosed.law_after(TREE, walks.edge_weights(TREE, steps, guide), 64 * DEPTH**3)
    return xp.sum(law[TREE.leaves])


CLAIM = Claim(
    statement=r"\mathbb P(X_{64H^3} \in \Lambda) = .041,\ .0059,\ 1.5\cdot10^{-5},\ 3\cdot10^{-14} \text{ for } B = 1, 10,"
    r" 10^3, 10^6",
    source=Source("arXiv:2510.03149", "dead prefixes under Assumption 4.2 read literally", status="derived"),
    kind="value",
    value=found,
    printed={1: ".041", 10: ".0059", 1000: ".000015", 10**6: "3e-14"},
)
