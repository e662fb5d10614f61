"""Both directions of the average-case assumption are needed: two instances of length 6, to the digits stated.

Fair bits, all words rewarded. A score of 1/10000 on level 3 has ``r_h <= 1`` and a climb of 120052.0 steps from every leaf. A
score of 10000 below the prefix 00 has ``s_h <= 1``, ``r_h`` = 2500.75 at depths 2 to 5, leaf mass .000049975, and every leaf has
density ratio at least 3335.0 ``H`` in the limit, 3334 ``H`` still at ``T = 2000``.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, hitting, walks
from theory_lab.claims import Claim, Source
from theory_lab.decoding import instances
from theory_lab.decoding.verifiers import mean_errors
from theory_lab.decoding.walks import backtracking


def bottleneck():
    """The climb from every leaf, ``max r_h``, and how far the score is off."""
    made = instances.bottleneck(6, 3, Fraction(1, 10_000))
    climb = hitting.root_times(made.tree, made.weights)[made.tree.leaves]
    over, under = mean_errors(made.tree, made.steps, made.values, made.guide)
    return {"climb": (xp.min(climb), xp.max(climb)), "over": xp.max(over), "under": under[2]}


def attractor():
    """The ``r_h``, ``max s_h``, the leaf mass and the density ratios."""
    made = instances.attractor(6, 2, 10_000)
    over, under = mean_errors(made.tree, made.steps, made.values, made.guide)
    late = enclosed.law_after(made.tree, made.weights, 2000)[made.tree.leaves]
    limit = made.target / walks.stationary(made.tree, made.weights)[made.tree.leaves]
    return {
        "over": over[1:5],
        "under": xp.max(under),
        "mass": backtracking.leaf_mass(made.tree, made.weights),
        "limit": xp.min(limit) / 6,
        "late": xp.min(made.target / late) / 6,
    }


CLAIM = Claim(
    statement=r"S(y) = 120052.0 \text{ though } r_h \le 1; \quad \mu(\Lambda) = 4.9975\cdot10^{-5},\ \pi^*/\mu \ge 3335.0\,H,"
    r"\ \pi^*/p_{2000} \ge 3334\,H \text{ though } s_h \le 1",
    source=Source("arXiv:2510.03149", "both directions of Assumption 4.2", status="derived"),
    kind="value",
    value=lambda name: bottleneck() if name == "bottleneck" else attractor(),
    printed={
        "bottleneck": {"climb": "120052.0", "over": "<= 1", "under": "10000."},
        "attractor": {"over": "2500.75", "under": "<= 1", "mass": "4.9975e-5", "limit": "3335.0", "late": ">= 3334"},
    },
)
