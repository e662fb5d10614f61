"""The search: what it finds on shipped claims, each by an idea of its own, and the kernel accepts."""

import time

import pytest

from tests.proofs.searches import at_size, for_all_sizes
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.proofs.search.deadlines import OutOfTime, limited

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


def test_time_that_runs_out_in_a_destructor_is_not_lost() -> None:
    class Slow:
        def __del__(self) -> None:
            spend(0.2)

    def spend(seconds: float) -> None:
        start = time.process_time()
        while time.process_time() - start < seconds:
            pass

    started = time.process_time()
    with pytest.raises(OutOfTime), limited(0.1):
        Slow()
        spend(60)
    assert time.process_time() - started < 30
    spend(0.05)  # and nothing is raised any more
