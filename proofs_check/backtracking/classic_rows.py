"""Reference rows of three classic instances, to the digits stated.

Values doubled at inner prefixes with a biased last letter (an occupied vertex; elements 0, 1, 2; a true variable),
leaves exact: the distance of action-level sampling, ``gap H^2``, the leaf mass times ``2H`` and the distance of the
first leaf.
"""

from theory_lab.chains import spectrum, walks
from theory_lab.claims import Claim, Source
from theory_lab.counting.instances import classic
from theory_lab.decoding import verifiers
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.measures.divergences import total_variation

DOUBLED = {"independent sets, cycle 8": (1,), "linear extensions, P6": (0, 1, 2), "monotone 2-SAT, F9": (1,)}


def row(name):
    """The four numbers; the gap by both ends of an enclosure."""
    problem = classic(name)
    tree, depth = problem.tree, problem.depth
    guide = verifiers.perturbed(tree, problem.values, verifiers.by_action(tree, dict.fromkeys(DOUBLED[name], 2)))
    weights = walks.edge_weights(tree, problem.steps, guide)
    return {
        "stepwise": total_variation(samplers.stepwise_law(tree, problem.steps, guide), problem.target),
        "gap": [end * depth**2 for end in spectrum.spectral_gap(tree, weights)],
        "mass": 2 * depth * backtracking.leaf_mass(tree, weights),
        "first leaf": total_variation(backtracking.first_leaf_law(tree, weights), problem.target),
    }


CLAIM = Claim(
    statement=r"\text{stepwise TV } .31046, .19361, .33226; \ \mathrm{gap}\,H^2 = .60426, .77091, .60150;"
    r" \ 2H\mu(\Lambda) = .78573, 2/3, .62937; \ \text{first-leaf TV } .05918, 0, .08227",
    source=Source("arXiv:2510.03149", "rows for hard-core C8, a poset on 6 elements, monotone 2-SAT", status="derived"),
    kind="value",
    value=row,
    printed={
        "independent sets, cycle 8": {"stepwise": "0.31046", "gap": "0.60426", "mass": "0.78573", "first leaf": "0.05918"},
        "linear extensions, P6": {"stepwise": "0.19361", "gap": "0.77091", "mass": "2/3", "first leaf": 0},
        "monotone 2-SAT, F9": {"stepwise": "0.33226", "gap": "0.60150", "mass": "0.62937", "first leaf": "0.08227"},
    },
)
