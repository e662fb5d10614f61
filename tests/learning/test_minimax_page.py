"""The tables of ``docs/minimax.md`` are computed: every row is written again from exact numbers and found on the page."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from theory_lab import numbers as xp
from theory_lab.learning.minimax import lower_bounds
from theory_lab.learning.minimax.risks import coverage_risk, proper_risk, total_variation_risk
from theory_lab.learning.minimax.states import likelihoods

PAGE = Path(__file__).parents[2] / "docs" / "minimax.md"
CLASSES = {
    "cyclic": ((5, 2, 1), (1, 5, 2), (2, 1, 5)),
    "nested": ((4, 0, 0), (2, 2, 0), (1, 1, 2)),
    "coins": ((3, 1), (1, 1), (1, 3)),
    "square": ((3, 1, 3, 1), (1, 3, 3, 1), (3, 1, 1, 3), (1, 3, 1, 3)),
}
LEVELS = {"cyclic": Fraction(3, 2), "nested": Fraction(2), "coins": Fraction(5, 4)}
SAMPLES = (0, 1, 2, 4)


def models(name: str) -> list[list[Fraction]]:
    return [[Fraction(weight, sum(row)) for weight in row] for row in CLASSES[name]]


def distance(p: list[Fraction], q: list[Fraction]) -> Fraction:
    return sum((abs(a - b) for a, b in zip(p, q, strict=True)), Fraction(0)) / 2


def decimals(value: object) -> str:
    return f"{float(xp.value(xp.exact(value) if isinstance(value, Fraction) else value)):.4f}"


def bounds(name: str, draws: int) -> str:
    """A row of the first table: the lower bounds, the minimax risk, and that of proper learners, in total variation."""
    laws = models(name)
    rows, size = likelihoods(xp.exact(laws), draws), len(laws)
    gaps = {(a, b): distance(laws[a], laws[b]) for a in range(size) for b in range(size) if a != b}
    pair = xp.max(xp.stack([lower_bounds.two_points(xp.stack([rows[a], rows[b]]), gap) for (a, b), gap in gaps.items()]))
    turned = [xp.stack([rows[a], *(rows[b] for b in range(size) if b != a)]) for a in range(size)]
    nearest = [min(gap for (a, _), gap in gaps.items() if a == k) for k in range(size)]
    many = xp.max(xp.stack([lower_bounds.one_to_many(row, gap) for row, gap in zip(turned, nearest, strict=True)]))
    fano = lower_bounds.fano(rows, min(gaps.values()))
    cube = decimals(lower_bounds.assouad(rows, Fraction(1, 4))) if name == "square" else "-"
    truth, proper = total_variation_risk(laws, draws).value, proper_risk(laws, draws, distance).value
    found = f"{decimals(pair)} | {decimals(many)} | {decimals(fano)} | {cube}"
    return f"| {name} | {draws} | {found} | {truth} = {decimals(truth)} | {proper} |"


def coverages(name: str, draws: int) -> str:
    """A row of the second table: the minimax coverage over all learners and over proper ones."""
    laws, level = models(name), LEVELS[name]

    def loss(p: list[Fraction], q: list[Fraction]) -> Fraction:
        return sum((a for a, b in zip(p, q, strict=True) if a and a >= level * b), Fraction(0))

    return f"| {name} | {level} | {draws} | {coverage_risk(laws, draws, level).value} | {proper_risk(laws, draws, loss).value} |"


@pytest.mark.parametrize("name", CLASSES)
def test_bounds_against_the_truth(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8").splitlines()
    for draws in SAMPLES:
        assert bounds(name, draws) in page


@pytest.mark.parametrize("name", LEVELS)
def test_proper_against_improper(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8").splitlines()
    for draws in SAMPLES:
        assert coverages(name, draws) in page
