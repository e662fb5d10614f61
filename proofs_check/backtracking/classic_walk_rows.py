"""The walk on three classic instances after ``4 H^2`` steps, to the digits stated.

Values doubled at inner prefixes with a biased last letter (an occupied vertex; elements 0, 1, 2; a true variable), leaves
exact: the distance given a solution is .003079, .002198, .004935. The law is enclosed; the left side is the difference in half
units of the last digit, from above.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, walks
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.instances import classic
from theory_lab.decoding import verifiers
from theory_lab.measures.divergences import total_variation

ROWS = {
    "independent sets, cycle 8": ((1,), "0.003079"),
    "linear extensions, P6": ((0, 1, 2), "0.002198"),
    "monotone 2-SAT, F9": ((1,), "0.004935"),
}


def difference(name):
    """The difference in half units."""
    letters, printed = ROWS[name]
    problem = classic(name)
    guide = verifiers.perturbed(problem.tree, problem.values, verifiers.by_action(problem.tree, dict.fromkeys(letters, 2)))
    weights = walks.edge_weights(problem.tree, problem.steps, guide)
    leaves = enclosed.law_after(problem.tree, weights, 4 * problem.depth**2)[problem.tree.leaves]
    ends = map(Fraction, xp.value(total_variation(leaves / xp.sum(leaves), problem.target)))
    return {"off": xp.exact(Fraction(ceil(1000 * max(abs(end - Fraction(printed)) for end in ends) * 2 * 10**6), 1000))}


CLAIM = Claim(
    statement=r"\mathrm{TV}(X_{4H^2}|\Lambda, \pi^*) = .003079, .002198, .004935",
    source=Source("arXiv:2510.03149", "rows for hard-core C8, a poset on 6 elements, monotone 2-SAT: the walk", status="derived"),
    space=lambda name: Space(instance=Choice(name), derived=lambda i: difference(name)),
    sizes=tuple(ROWS),
    kind="witness",
    witness=lambda name: {"instance": 0},
    lhs=lambda i: i.off,
    rhs=lambda i: 1,
)
