"""Reference rows of three classic instances, to the digits stated.

Values doubled at inner prefixes with a biased last letter (an occupied vertex; elements 0, 1, 2; a true variable),
leaves exact: the distance of action-level sampling, ``gap H^2``, the leaf mass times ``2H`` and the distance of the
first leaf. Each side is the difference to the stated number in half units of its last digit, from above.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import spectrum, walks
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.instances import classic
from theory_lab.decoding import verifiers
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.measures.divergences import total_variation

ROWS = {
    "independent sets, cycle 8": ((1,), ("0.31046", "0.60426", "0.78573", "0.05918")),
    "linear extensions, P6": ((0, 1, 2), ("0.19361", "0.77091", "2/3", "0")),
    "monotone 2-SAT, F9": ((1,), ("0.33226", "0.60150", "0.62937", "0.08227")),
}
HALF_UNIT = Fraction(1, 200_000)


def differences(name):
    """The four differences in half units."""
    letters, printed = ROWS[name]
    problem = classic(name)
    tree, depth = problem.tree, problem.depth
    guide = verifiers.perturbed(tree, problem.values, verifiers.by_action(tree, dict.fromkeys(letters, 2)))
    weights = walks.edge_weights(tree, problem.steps, guide)
    low, high = spectrum.spectral_gap(tree, weights)
    stepwise_distance, gap, mass, first = (Fraction(number) for number in printed)
    found = (
        abs(total_variation(samplers.stepwise_law(tree, problem.steps, guide), problem.target) - stepwise_distance),
        xp.exact(max(abs(low * depth**2 - gap), abs(high * depth**2 - gap))),
        abs(2 * depth * backtracking.leaf_mass(tree, weights) - mass),
        abs(total_variation(backtracking.first_leaf_law(tree, weights), problem.target) - first),
    )
    return {"differences": xp.stack(list(found)) / HALF_UNIT}


CLAIM = Claim(
    statement=r"\text{stepwise TV } .31046, .19361, .33226; \ \mathrm{gap}\,H^2 = .60426, .77091, .60150;"
    r" \ 2H\mu(\Lambda) = .78573, 2/3, .62937; \ \text{first-leaf TV } .05918, 0, .08227",
    source=Source("arXiv:2510.03149", "rows for hard-core C8, a poset on 6 elements, monotone 2-SAT", status="derived"),
    space=lambda name: Space(instance=Choice(name), derived=lambda i: differences(name)),
    sizes=tuple(ROWS),
    kind="witness",
    witness=lambda name: {"instance": 0},
    lhs=lambda i: xp.max(i.differences),
    rhs=lambda i: 1,
)
