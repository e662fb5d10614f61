"""Letter avoidance: the law is exact for every ``alpha``, the leaf mass is not.

Words of length 8 over two letters, each position failing with probability 3/10. Given a finished word the stationary
law is uniform for every ``alpha``; the mass of finished words is .429, .286, .153, .0625, .0221 for ``alpha`` = .1,
.3, .5, .7, .9, and 1/16 exactly where ``alpha = 1 - q``. Sides: the difference in half units of the last digit, plus
the distance of the law.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.words import avoiding
from theory_lab.decoding import verifiers
from theory_lab.decoding.walks import backtracking

MASSES = {1: ("0.429", 3), 3: ("0.286", 3), 5: ("0.153", 3), 7: ("0.0625", 12), 9: ("0.0221", 4)}


def derived(tenths):
    """The leaf mass and the law."""
    problem = avoiding(8, 2, Fraction(3, 10))
    tree = problem.tree
    errors = verifiers.by_level(tree, [Fraction(tenths, 7) ** (8 - h) for h in range(1, 9)])
    weights = walks.edge_weights(tree, problem.steps, verifiers.perturbed(tree, problem.values, errors))
    off = xp.sum(abs(backtracking.stationary_leaf_law(tree, weights) - problem.target))
    return {"mass": backtracking.leaf_mass(tree, weights), "off": off}


CLAIM = Claim(
    statement=r"\mu(\Lambda) = .429, .286, .153, .0625, .0221 \text{ at } \alpha = .1, .3, .5, .7, .9;"
    r"\ \mu(\cdot|\Lambda) = \pi^*",
    source=Source("arXiv:2510.03149", "letter avoidance, leaf mass", status="derived"),
    space=lambda tenths: Space(alpha=Choice(Fraction(tenths, 10)), derived=lambda i: derived(tenths)),
    sizes=tuple(MASSES),
    kind="witness",
    witness=lambda tenths: {"alpha": 0},
    lhs=lambda i: abs(i.mass - Fraction(MASSES[i.size][0])) * 2 * 10 ** MASSES[i.size][1] + i.off,
    rhs=lambda i: 1,
)
