"""The walk on three classic instances after ``4 H^2`` steps, to the digits stated.

Values doubled at inner prefixes with a biased last letter (an occupied vertex; elements 0, 1, 2; a true variable), leaves
exact: the distance given a solution is .003079, .002198, .004935. The law is enclosed.
"""

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.instances import classic
from theory_lab.decoding import verifiers
from theory_lab.measures.divergences import total_variation

DOUBLED = {"independent sets, cycle 8": (1,), "linear extensions, P6": (0, 1, 2), "monotone 2-SAT, F9": (1,)}


def distance(name):
    """The distance given a solution."""
    problem = classic(name)
    errors = verifiers.by_action(problem.tree, dict.fromkeys(DOUBLED[name], 2))
    guide = verifiers.perturbed(problem.tree, problem.values, errors)
    weights = walks.edge_weights(problem.tree, problem.steps, guide)
    leaves = enclosed.law_after(problem.tree, weights, 4 * problem.depth**2)[problem.tree.leaves]
    return total_variation(leaves / xp.sum(leaves), problem.target)


CLAIM = Claim(
    statement=r"\mathrm{TV}(X_{4H^2}|\Lambda, \pi^*) = .003079, .002198, .004935",
    source=Source("arXiv:2510.03149", "rows for hard-core C8, a poset on 6 elements, monotone 2-SAT: the walk", status="derived"),
    kind="value",
    value=distance,
    printed={
        "independent sets, cycle 8": "0.003079",
        "linear extensions, P6": "0.002198",
        "monotone 2-SAT, F9": "0.004935",
    },
)
