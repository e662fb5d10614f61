"""Reference numbers of the walk on three classic instances: values doubled after a biased letter, leaves exact."""

from fractions import Fraction

import pytest

from theory_lab import numbers as xp
from theory_lab.chains import spectrum, walks
from theory_lab.counting.instances import classic
from theory_lab.decoding import verifiers
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.measures.divergences import total_variation

ROWS = {
    "independent sets, cycle 8": ((1,), (134, 47), (".31046", ".003079", ".60426", ".78573", ".05918")),
    "linear extensions, P6": ((0, 1, 2), (86, 26), (".19361", ".002198", ".77091", ".66667", ".00000")),
    "monotone 2-SAT, F9": ((1,), (277, 90), (".33226", ".004935", ".60150", ".62937", ".08227")),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_of_classic_instances(name):
    letters, sizes, printed = ROWS[name]
    problem = classic(name)
    tree, depth = problem.tree, problem.tree.depth
    guide = verifiers.perturbed(tree, problem.values, verifiers.by_action(tree, dict.fromkeys(letters, 2)))
    weights = walks.edge_weights(tree, problem.steps, guide)
    assert (tree.size, len(tree.leaves)) == sizes
    low, high = spectrum.spectral_gap(tree, weights)
    near, target = xp.floats(weights).numbers(), xp.floats(problem.target).numbers()
    late = total_variation(backtracking.sampled_law(tree, near, 4 * depth**2), target)
    found = (
        xp.value(total_variation(samplers.stepwise_law(tree, problem.steps, guide), problem.target)),
        late,
        (low + high) / 2 * depth**2,
        2 * depth * xp.value(backtracking.leaf_mass(tree, weights)),
        xp.value(total_variation(backtracking.first_leaf_law(tree, weights), problem.target)),
    )
    for value, digits in zip(found, printed, strict=True):
        assert abs(float(value) - float(digits)) <= 0.5 * 10.0 ** -(len(digits) - 1) * 1.0000001
    if name.endswith("P6"):
        assert bool(12 * backtracking.leaf_mass(tree, weights) == Fraction(2, 3))
        assert bool(xp.all(backtracking.first_leaf_law(tree, weights) == problem.target))
