"""The search: what it finds on shipped claims, each by an idea of its own, and the kernel accepts."""

import pytest

from tests.proofs.searches import at_size, for_all_sizes
from theory_lab.claims.files.loading import load
from theory_lab.claims.files.registry import find

CLAIMS = dict(find([]))


@pytest.mark.parametrize(
    "name",
    [
        "policy_optimisation.clipped_le_surrogate",  # a mean inside other sums is a parameter, and its terms may be added
        "coverage_principle.coverage_eq_missing_mass",  # an equation with a maximum in its hypothesis
        "divergences.hellinger_le_triangular",
    ],
)
def test_proofs_for_all_sizes_are_found(name):
    assert for_all_sizes(load(CLAIMS[name], spaces=False), 20) is not None


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("coverage_principle.kl_le_coverage_log", 2),  # logarithms in facts, and a concave function
        ("alignment.skyline_regret_ge", 2),  # a multiple of a fact by factors that may vanish
        ("decision_making.residual_telescoping_eq", (2, 2, 2)),  # opposite facts of cases of an equation
    ],
)
def test_proofs_at_a_size_are_found(name, size):
    assert at_size(load(CLAIMS[name], spaces=False), size, 30) is not None
