"""Numbers in reasons why claims are loose, computed."""

from __future__ import annotations

from fractions import Fraction
from math import cos, log, pi, sqrt

import pytest

from proofs_check.alignment._settings import kl_estimate
from proofs_check.backtracking import classic_separation_le
from tests.shipped import shipped
from theory_lab import numbers as xp
from theory_lab.decisions.play.experts import walk_value


def _says(name: str, number: str) -> bool:
    return number in shipped(name).claim.loose


def test_the_estimate_of_two_draws_is_near_its_upper_end() -> None:
    assert _says("alignment.kl_estimator_between", "10^-8")
    found = float(xp.value(kl_estimate(xp.exact(Fraction(1, 256)), 2)))
    assert 0 < log(2) - 1 / 2 - found < 1e-8


def test_four_products_in_one_dimension() -> None:
    assert _says("decision_making.elliptic_pigeonhole_le", ".566")
    assert _fits(Fraction(565, 1000))
    assert not _fits(Fraction(566, 1000))


def _fits(product: Fraction) -> bool:
    """Whether the squares ``max(m, m S)`` of four numbers stay below 1, ``S`` the sum of those before and ``beta = 1``."""
    total = largest = product
    for _ in range(3):
        largest = max(product, product * total)
        total += largest
    return largest <= 1


def test_the_bounds_of_four_products() -> None:
    assert _says("decision_making.elliptic_pigeonhole_le", ".991 and 1.161")
    sharp, printed = 2 * (5 ** (1 / 4) - 1), 2 * log(5) / (4 * log(2))
    assert sharp == pytest.approx(0.991, abs=5e-4)
    assert printed == pytest.approx(1.161, abs=5e-4)


def test_two_experts_have_two_thirds_of_the_bound() -> None:
    assert _says("decision_making.experts_value_le_hedge", ".678")
    horizon = 1000
    assert float(walk_value(horizon)) / sqrt(horizon * log(2) / 2) == pytest.approx(0.678, abs=1e-3)


def test_upper_confidence_bounds_of_ten_rounds_exceed_the_horizon() -> None:
    assert _says("decision_making.upper_confidence_regret_le", "6.7 T")
    assert all(2 + 4 * sqrt(4 * rounds * log(8 * rounds**2)) > 6.7 * rounds for rounds in range(1, 11))


def test_a_quarter_of_a_cosine() -> None:
    assert _says("backtracking.local_stationarity_coverage", ".81")
    steps = [cos(pi * (2 * level + 1) / 4000) for level in range(1000)]
    assert sum(steps) ** 2 / (len(steps) * sum(step**2 for step in steps)) == pytest.approx(0.81, abs=1e-3)


def test_few_walks_climb_late() -> None:
    assert _says("backtracking.classic_separation_le", ".0133")
    assert _says("backtracking.classic_separation_le", ".46")
    found = [classic_separation_le.CLAIM.value(pair) for pair in classic_separation_le.CLAIM.sizes]
    assert max(xp.value(late)[1] for _, late in found) < 4 * 0.0133
    assert max(xp.value(apart)[1] for apart, _ in found) < 0.46
