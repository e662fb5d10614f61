"""Which claims multiply matrices of floats, by what is written."""

from __future__ import annotations

import ast

import pytest

from tests.multiplying import _is_product, multiplying
from tests.shipped import CLAIMS


@pytest.mark.parametrize(
    "code",
    [
        "x @ y", "np.dot(x, y)", "np.linalg.solve(a, b)", "from scipy.optimize import nnls", "import scipy",
        "xp.lp_value(c, a, b)", "from theory_lab.numbers import lp_value",
        "from theory_lab.numbers.whole.programs import minimum",
    ],
)  # fmt: skip
def test_products_are_seen(code: str) -> None:
    assert any(map(_is_product, ast.walk(ast.parse(code))))


@pytest.mark.parametrize("code", ["x * y", "xp.dot(x, y)", "np.sum(x * y)", "from theory_lab.sequences import programs"])
def test_nothing_else_is_a_product_of_floats(code: str) -> None:
    assert not any(map(_is_product, ast.walk(ast.parse(code))))


def test_claims_are_told_by_their_formulas_and_settings_at_any_distance() -> None:
    names = multiplying()
    assert len(names) < len(CLAIMS) / 2
    # By its formulas; by those of its settings; by a linear program in its formulas.
    for name in (
        "backtracking.bootstrapped_counter",
        "backtracking.coverage_lasts_constant",
        "alignment.min_tv_of_selection_rules",
    ):
        assert name in names
    assert "divergences.kl_contraction_le_dobrushin" in names and "coverage_principle.coverage_le_kl" not in names
