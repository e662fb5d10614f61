"""Every classic instance, guided by verifiers with every kind of error.

Main definitions
----------------
``VERIFIERS``       name -> scores of a problem: exact values, the coarse counter, and errors of all models
``CASES``           pairs (instance, verifier) on which statements are checked: the coarse counter and two models each
``SMALL``           those with at most 62 nodes, for what needs a matrix
``Case``, ``case``  a pair, unfolded into arrays

Conventions
-----------
Random errors are drawn once and for all from the name of the instance. Leaves are exact. ``kappa`` is the measured
uniform error, a rational number, so that the hypothesis of uniform error holds exactly.

Tags
----
test instances, verifier error
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.counting.instances import CLASSIC, classic
from theory_lab.counting.problems import Problem
from theory_lab.decoding import verifiers
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

__all__ = ["CASES", "SMALL", "VERIFIERS", "Case", "case"]

Rng = np.random.Generator


def _rolled_out(problem: Problem, rng: Rng) -> Array:
    """Smoothed shares of four rollouts."""
    largest = xp.max(problem.values)
    counts = verifiers.rollouts(rng, problem.values / largest, 4)
    return verifiers.with_leaves(problem.tree, largest * verifiers.frequencies(counts, 4, smoothed=True), problem.reward)


def _times(factors: Callable[[Rng, Tree], verifiers.Factors]) -> Callable[[Problem, Rng], Array]:
    return lambda problem, rng: verifiers.perturbed(problem.tree, problem.values, factors(rng, problem.tree))


def _alternating(rng: Rng, tree: Tree) -> verifiers.Factors:
    return verifiers.by_level(tree, [(Fraction(1, 2), Fraction(3))[h % 2] for h in range(tree.depth)])


VERIFIERS: dict[str, Callable[[Problem, Rng], Array]] = {
    "exact": lambda problem, rng: problem.values[1:],
    "coarse": lambda problem, rng: problem.coarse[1:],
    "two-point": _times(lambda rng, tree: verifiers.two_point(rng, tree, 2)),
    "log-uniform": _times(lambda rng, tree: verifiers.log_uniform(rng, tree, 3)),
    "biased": _times(lambda rng, tree: verifiers.by_action(tree, {int(tree.letter.max()): 2})),
    "by level": _times(_alternating),
    "delayed": lambda problem, rng: verifiers.with_leaves(
        problem.tree, verifiers.delayed(problem.tree, problem.values), problem.reward
    ),
    "log-normal": _times(lambda rng, tree: verifiers.log_normal(rng, tree, 1)),
    "rollouts": _rolled_out,
}
_MODELS = [name for name in VERIFIERS if name not in ("exact", "coarse")]
_LARGE = ("DNF, 8 variables", "matchings, grid 2x4", "monotone 2-SAT, F9", "spanning trees, grid 2x4", "contingency tables, 4x4")
_LARGE += ("Dyck words, length 12", "two-type Dyck words, length 8")


@dataclass(frozen=True, eq=False)
class Case:
    """A problem and a verifier: tree, reference steps, exact values, scores, walk, and measured error."""

    problem: Problem
    tree: Tree
    steps: Array
    reward: Array
    values: Array
    target: Array
    guide: Array
    weights: Array
    kappa: Array


@cache
def case(instance: str, verifier: str) -> Case:
    """One instance under one verifier; raises ``ValueError`` for names that are not in ``CLASSIC`` and ``VERIFIERS``."""
    if verifier not in VERIFIERS:
        raise ValueError(f"there is no verifier {verifier!r}; the names are {', '.join(VERIFIERS)}")
    problem = classic(instance)
    guide = VERIFIERS[verifier](problem, np.random.default_rng(list(instance.encode())))
    weights = walks.edge_weights(problem.tree, problem.steps, guide)
    kappa = verifiers.uniform_error(problem.tree, problem.values, guide)
    return Case(problem, problem.tree, problem.steps, problem.reward, problem.values, problem.target, guide, weights, kappa)


CASES = tuple(
    (instance, verifier)
    for k, instance in enumerate(name for name in CLASSIC if name not in _LARGE)
    for verifier in ("coarse", _MODELS[k % len(_MODELS)], _MODELS[(k + 3) % len(_MODELS)])
)
_TINY = {
    "independent sets": ("path 4", "cycle 5"),
    "matchings": ("path 4", "cycle 5"),
    "colourings": ("path 3", "cycle 4"),
    "DNF": ("4 variables", "5 variables"),
    "monotone 2-SAT": ("path 4", "cycle 5", "cycle 6"),
    "perfect matchings": ("complete 3", "derangements 4"),
    "linear extensions": ("two chains", "fence 5"),
    "spanning trees": ("cycle 4", "complete 4"),
    "contingency tables": ("2x2", "3x3"),
    "Dyck words": ("length 6",),
    "two-type Dyck words": ("length 2", "length 4"),
    "avoiding words": ("length 3", "length 4"),
    "Motzkin paths": ("length 4", "length 5"),
}
SMALL = tuple(pair for pair in CASES if pair[0].split(", ")[1] in _TINY[pair[0].split(", ")[0]])
