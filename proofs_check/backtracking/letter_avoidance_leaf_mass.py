"""Letter avoidance: the law is exact for every ``alpha``, the leaf mass is not.

Words of length 8 over two letters, each position failing with probability 3/10. Given a finished word the stationary
law is uniform for every ``alpha``; the mass of finished words is .429, .286, .153, .0625, .0221 for ``alpha`` = .1,
.3, .5, .7, .9, and 1/16 exactly where ``alpha = 1 - q``.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.words import avoiding
from theory_lab.decoding import verifiers
from theory_lab.decoding.walks import backtracking

MASSES = {1: "0.429", 3: "0.286", 5: "0.153", 7: "1/16", 9: "0.0221"}


def numbers(tenths):
    """The leaf mass, and how far the law is off."""
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
    kind="value",
    value=numbers,
    printed={tenths: {"mass": mass, "off": 0} for tenths, mass in MASSES.items()},
)
