"""Witnesses, values, trends and simulations: each outcome of each kind."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.power.planted import SOURCE
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Space
from theory_lab.claims.checks.examination import examined
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.verdicts.findings import Findings
from theory_lab.claims.verdicts.given_sizes import KINDS


def outcome(kind: str, **arguments: Any) -> Findings:
    return KINDS[kind](Claim("a statement", SOURCE, kind=kind, **arguments))


def witness(make: Any, rhs: Any, **arguments: Any) -> Findings:
    unit = {"space": lambda n: Space(x=Ratio(0, 1)), "sizes": (1, 2, 3)}
    return outcome("witness", **unit, lhs=lambda i: i.x, rhs=rhs, witness=make, **arguments)


@pytest.mark.parametrize(
    ("make", "rhs", "word", "words"),
    [
        (lambda n: {"x": [1, n + 1]}, lambda i: xp.ratio(1, i.size), "holds", "1/3 <= 1/2: holds"),
        (lambda n: {"x": [1, 2]}, lambda i: xp.ratio(1, i.size), "fails", "1/2 <= 1/3: fails"),
        (lambda n: {"x": [n, 2]}, lambda i: 1, "error", "not between 0 and 1"),
        (lambda n: {"x": [1, 4 - n]}, lambda i: i.x / (i.size - 2), "error", "divided by zero"),
        (lambda n: {"x": [1, n - 2]} if n > 1 else {}[n], lambda i: 2, "error", "KeyError: 1"),
    ],
)
def test_a_witness_is_judged_at_every_size(make: Any, rhs: Any, word: str, words: str) -> None:
    found = witness(make, rhs)
    assert found.worst == word and [name for name, _ in found.details] == ["size 1", "size 2", "size 3"]
    assert found.counts["small"] == 3 and any(words in text for _, text in found.details)


def test_a_witness_that_misses_a_hypothesis_or_cannot_be_decided_is_no_witness() -> None:
    assert witness(lambda n: {"x": [1, n]}, lambda i: 1, given={"small": lambda i: i.x < 1}).worst == "vacuous"
    undecided = {"lhs": lambda i: xp.exp(xp.sqrt(i.x)), "rhs": lambda i: xp.exp(xp.sqrt(i.x))}
    space = {"space": lambda n: Space(x=Ratio(0, 2)), "sizes": (1,)}
    assert outcome("witness", **space, **undecided, witness=lambda n: {"x": [1, 2]}).worst == "undecided"


def valued(value: Any, printed: Any = None, **arguments: Any) -> Findings:
    given = {"rhs": printed} if callable(printed) else {} if printed is None else {"printed": {1: printed}}
    return outcome("value", value=value, sizes=(1,), **given, **arguments)


SEVENTH = Fraction(1, 7)  # 0.142857...


@pytest.mark.parametrize(
    ("value", "printed", "word"),
    [
        (SEVENTH, "0.143", "holds"),
        (SEVENTH, ".1", "holds"),
        (SEVENTH, "1.43e-1", "holds"),
        (SEVENTH, "0.142", "fails"),
        (SEVENTH, "0.144", "fails"),
        (SEVENTH, "0.1430", "fails"),
        (-SEVENTH, "-.143", "holds"),
        (-SEVENTH, ".143", "fails"),
        (171 + SEVENTH, "171.", "holds"),
        (171 + SEVENTH, "171", "fails"),
        (Fraction(34, 10**15), "3e-14", "holds"),
        (Fraction(36, 10**15), "3e-14", "fails"),
        (Fraction(1, 8), "0.12", "holds"),
        (Fraction(1, 8), "0.13", "holds"),
        (Fraction(1, 8) + Fraction(1, 10**30), "0.12", "fails"),
        (Fraction(1, 8) + Fraction(1, 10**30), "0.13", "holds"),
        (Fraction(3, 8), "3/8", "holds"),
        (Fraction(3, 8), "6/16", "holds"),
        (Fraction(3, 8) + Fraction(1, 10**30), Fraction(3, 8), "fails"),
        (SEVENTH, "<= 1/7", "holds"),
        (SEVENTH, ">= 1/7", "holds"),
        (SEVENTH, "<= .142", "fails"),
        (SEVENTH, ">= 0.143", "fails"),
        (7, 7, "holds"),
        (7, 8, "fails"),
    ],
)
def test_a_value_is_the_printed_number_up_to_half_a_unit_of_its_last_digit(value: Any, printed: Any, word: str) -> None:
    assert valued(lambda n: value, printed).worst == word


def test_a_value_in_balls_or_intervals_is_decided_or_undecided() -> None:
    root = "0.8813735870195430252326093249797923090281603282616"  # of log(1 + sqrt 2)
    enclosed: list[int] = []

    def value(n: int) -> Any:
        enclosed.append(n)
        return xp.log(1 + xp.sqrt(xp.exact(2)))

    assert valued(value, "0.88").worst == "holds" and len(enclosed) == 1
    assert valued(value, root).worst == "holds" and len(enclosed) == 3  # 64 bits are too few
    assert valued(value, root[:-1] + "5").worst == "fails"
    assert valued(lambda n: xp.sqrt(xp.intervals(2)), "1.41421356").worst == "holds"
    assert valued(lambda n: xp.sqrt(xp.intervals(2)), "1.41421357").worst == "fails"
    assert valued(lambda n: xp.sqrt(xp.intervals(2)), "1.41421356237309504880").worst == "undecided"
    assert valued(lambda n: xp.sqrt(xp.exact(2)) ** 2, 2).worst == "holds"


def test_values_come_in_rows_by_name_or_place_and_every_number_is_judged() -> None:
    found = valued(lambda n: {"mass": SEVENTH, "gap": (1, 2)}, {"mass": ".143", "gap": (1, 3)})
    assert found.worst == "fails" and len(found.failures) == 1 and found.counts["small"] == 3
    assert found.details == (
        ("size 1, mass", "1/7 = 0.14285714286 printed as .143: holds"),
        ("size 1, gap, number 1", "1 printed as 1: holds"),
        ("size 1, gap, number 2", "2 printed as 3: fails"),
    )
    assert valued(lambda n: xp.exact([1, 2]), (1, 2)).worst == "holds"
    assert valued(lambda n: (SEVENTH, SEVENTH + Fraction(1, 10**9)), ".14286").worst == "holds"  # the ends of an enclosure
    assert "are others" in valued(lambda n: (1, 2), (1, 2, 3)).troubles[0].reason
    assert "no number" in valued(lambda n: [], 1).troubles[0].reason


def test_values_may_be_bounded_by_others_or_by_one_another() -> None:
    assert valued(lambda n: (1, 2), lambda n: 2).worst == "holds"
    assert valued(lambda n: (1, 2), lambda n: 2, relation="<").worst == "fails"
    assert valued(lambda n: xp.sqrt(xp.exact(8)), lambda n: 2 * xp.sqrt(xp.exact(2)), relation="==").worst == "holds"
    found = valued(lambda n: {"least": n, "root": xp.sqrt(xp.exact(2)), "most": 2 * n})
    assert found.details[0] == ("size 1, step 1", "1 <= 1.4142135624 +/- 2.70e-11: holds") and found.counts["small"] == 2
    assert valued(lambda n: (1, 1, 2), relation="==").worst == "fails"
    assert "a single number" in valued(lambda n: 1).troubles[0].reason


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (lambda n: 0.5, "the float 0.5 is not exact; write Fraction(1, 2), or ratio(k, n) for k / n"),
        (lambda n: xp.floats(0.5), "the float 0.5 is not exact"),
        (lambda n: 1 // (n - 1), "by zero"),
        (lambda n: {}["rows"], "KeyError: 'rows'"),
        (lambda n: None, "is not exact"),
        (lambda n: xp.exact(1) < 2, "it must be a number"),
        (lambda n: True, "value gave True; it must be a number"),
    ],
)
def test_a_value_that_is_not_exact_or_raises_is_an_error(value: Any, words: str) -> None:
    found = valued(value, "0.5")
    assert found.worst == "error" and words in found.troubles[0].reason


def trend(value: Any, bound: Any, **arguments: Any) -> Findings:
    return outcome("trend", trend=value, rhs=bound, sizes=(1, 2, 4, 8), **arguments)


@pytest.mark.parametrize(
    ("value", "bound", "relation", "word"),
    [
        (lambda n: n**2 + 1, lambda n: 4, "<=", "holds"),
        (lambda n: n**3, lambda n: 4, "<=", "fails"),
        (lambda n: n**2, lambda n: 4, "==", "holds"),
        (lambda n: n**2, lambda n: 4, "<", "fails"),
        (lambda n: xp.log(xp.exact(n)) + 1, lambda n: 2, "<", "holds"),
        (lambda n: xp.exp(xp.sqrt(xp.exact(2))) * n, lambda n: 2, "<=", "undecided"),
        (lambda n: n - 1, lambda n: 2, "<=", "fails"),
        (lambda n: 0, lambda n: 2, "<=", "holds"),
        (lambda n: 0.5, lambda n: 2, "<=", "error"),
        (lambda n: 1 // (n - 4), lambda n: 2, "<=", "error"),
    ],
)
def test_a_trend_compares_consecutive_values(value: Any, bound: Any, relation: str, word: str) -> None:
    assert trend(value, bound, relation=relation).worst == word


def test_a_trend_shows_its_values_and_ranks_its_steps() -> None:
    found = trend(lambda n: Fraction(n**2, 2), lambda n: 5)
    assert found.details == (("size 1", "1/2"), ("size 2", "2"), ("size 4", "8"), ("size 8", "32"))
    first = found.closest
    assert first is not None and (first.size, first.lhs, first.rhs, first.ratio) == (2, "2", "5/2", 0.8)


def coins(bias: float) -> Any:
    return lambda size, rng: rng.random(10_000) < bias


@pytest.mark.parametrize(
    ("simulate", "word"),
    [
        (coins(0.4), "holds"),
        (coins(0.6), "fails"),
        (coins(0.5), "undecided"),
        (coins(0.49), "undecided"),
        (lambda size, rng: np.full(10_000, 0.5), "undecided"),
        (lambda size, rng: 2 * rng.random(10_000), "error"),
        (lambda size, rng: rng.random(9_999), "error"),
        (lambda size, rng: np.full(10_000, np.nan), "error"),
        (lambda size, rng: 1 // 0, "error"),
        (lambda size, rng: np.full(10_000, 0.1 + 5j), "error"),
    ],
)
def test_a_simulation_decides_only_outside_its_confidence_bound(simulate: Any, word: str) -> None:
    found = outcome("simulated", simulate=simulate, rhs=lambda size: Fraction(1, 2), sizes=(1,))
    assert found.worst == word
    assert word == "error" or "(10000 runs, seed 0, alpha 1e-09) against" in found.details[0][1]


@pytest.mark.parametrize(
    ("ones", "word"),
    [(4_670, "holds"), (4_690, "undecided"), (4_750, "undecided"), (5_250, "undecided"), (5_310, "undecided"), (5_330, "fails")],
)
def test_the_radius_of_a_simulated_bound_is_that_of_hoeffding(ones: int, word: str) -> None:
    """``sqrt(log(1/alpha) / (2 runs))`` is 0.0322 for 10,000 runs and one in 10**9."""
    found = outcome("simulated", simulate=lambda size, rng: np.arange(10_000) < ones, rhs=lambda size: Fraction(1, 2), sizes=(1,))
    assert found.worst == word and "+/- 0.032 " in found.details[0][1]


def test_a_simulation_is_determined_by_its_seed_and_each_size_has_its_own_draws() -> None:
    def runs(seed: int) -> list[str]:
        found = outcome("simulated", simulate=coins(0.3), rhs=lambda size: xp.exact("1/2"), sizes=(1, 2), seed=seed)
        return [text.partition(" ")[0] for _, text in found.details]

    assert runs(0) == runs(0) != runs(1)
    assert len(set(runs(0))) == 2


LISTED = {
    "space": lambda n: Space(x=Ratio(0, 1)),
    "lhs": lambda i: i.x,
    "rhs": lambda i: 1,
    "witness": lambda n: {"x": [1, n]},
}


WITNESS = {"space": lambda n: Space(x=Ratio(0, 1)), "lhs": lambda i: i.x, "rhs": lambda i: 1, "witness": lambda n: {"x": [1, n]}}


@pytest.mark.parametrize(
    ("kind", "arguments", "evidence"),
    [
        ("witness", WITNESS, "computed"),
        ("value", {"value": lambda n: Fraction(1, n), "printed": {1: 1, 2: ".5"}}, "computed"),
        ("trend", {"trend": lambda n: n, "rhs": lambda n: 2}, "trend"),
        ("simulated", {"simulate": coins(0.1), "rhs": lambda n: Fraction(1, 2)}, "simulated"),
    ],
)
def test_the_evidence_says_of_what_kind_it_is(kind: str, arguments: Any, evidence: str) -> None:
    found = examined(Claim("a statement", SOURCE, kind=kind, sizes=(1, 2), **arguments), DEPTHS["quick"])
    assert (found.outcome, found.evidence, found.findings.problems) == ("holds", evidence, ())


# The bounds of a simulation, and steps that no precision decides

RADIUS = (np.log(10**9) / (2 * 1000)) ** 0.5  # of 1,000 runs at the level of one in a billion


@pytest.mark.parametrize(
    ("mean", "bound", "relation", "word"),
    [
        (0.5, 0.5 + 1.001 * RADIUS, "<=", "holds"),
        (0.5, 0.5 + 0.999 * RADIUS, "<=", "undecided"),
        (0.5, 0.5 - 0.999 * RADIUS, "<=", "undecided"),
        (0.5, 0.5 - 1.001 * RADIUS, "<=", "fails"),
        (0.5, 0.5 - 1.001 * RADIUS, ">=", "holds"),
        (0.5, 0.5 - 0.999 * RADIUS, ">=", "undecided"),
        (0.5, 0.5 + 0.999 * RADIUS, ">=", "undecided"),
        (0.5, 0.5 + 1.001 * RADIUS, ">=", "fails"),
    ],
)
def test_a_simulation_is_sure_beyond_its_radius(mean: float, bound: float, relation: str, word: str) -> None:
    flat = {"simulate": lambda n, rng: np.full(1000, mean), "rhs": lambda n: bound, "sizes": (1,), "runs": 1000}
    found = outcome("simulated", relation=relation, **flat)
    assert found.worst == word
    (verdict,) = (*found.failures, *found.troubles, *filter(None, [found.closest]))
    assert verdict.ratio == (mean / bound if relation == "<=" else bound / mean)
    assert verdict.lhs.startswith("0.5 +/- 0.1 (1000 runs, seed ") and verdict.lhs.endswith("alpha 1e-09)")


def test_a_simulation_that_is_less_sure_has_a_smaller_radius() -> None:
    """``sqrt(log(10/3) / 2000)`` is 0.02453 at the level of three in ten, and ``sqrt(log(3) / 2000)`` 0.02343."""
    less = {"simulate": lambda n, rng: np.full(1000, 0.5), "sizes": (1,), "runs": 1000, "alpha": Fraction(3, 10)}
    found = [outcome("simulated", rhs=lambda n, over=over: 0.5 + over, **less).worst for over in (0.024, 0.025)]
    assert found == ["undecided", "holds"]


def test_a_value_is_as_far_from_a_printed_number_as_from_the_middle_of_its_range() -> None:
    found = valued(lambda n: Fraction(1, 3), ".3")
    assert found.closest is not None and found.closest.ratio == pytest.approx(1 / 3 - 0.3)


def test_a_simulation_has_a_seed_of_its_own_at_each_size() -> None:
    drawn: list[list[int]] = []

    def simulate(n: int, rng: np.random.Generator) -> Any:
        drawn.append(rng.integers(0, 1000, 5).tolist())
        return np.zeros(100)

    for _ in range(2):
        outcome("simulated", simulate=simulate, rhs=lambda n: 1, sizes=(1, 2), runs=100, seed=7)
    wanted = [np.random.default_rng([7, k]).integers(0, 1000, 5).tolist() for k in (0, 1)]
    assert drawn == wanted * 2


@pytest.mark.parametrize("runs", [np.zeros(99), np.zeros((100, 1)), np.full(100, 1.1), np.full(100, -0.1), np.full(100, np.nan)])
def test_runs_are_as_many_as_told_and_between_0_and_1(runs: Any) -> None:
    found = outcome("simulated", simulate=lambda n, rng: runs, rhs=lambda n: 1, sizes=(1,), runs=100)
    assert found.worst == "error" and "100 numbers in [0, 1]" in found.troubles[0].reason
    ends = outcome("simulated", simulate=lambda n, rng: np.array([0.0, 1.0] * 50), rhs=lambda n: 1, sizes=(1,), runs=100)
    assert ends.worst == "holds"


def test_a_step_of_a_trend_is_told_with_its_sizes() -> None:
    found = outcome("trend", trend=lambda n: Fraction(1, n), rhs=lambda n: Fraction(2, 3), sizes=(2, 4, 5))
    assert found.worst == "fails" and found.counts["small"] == 2
    assert found.details == (("size 2", "1/2"), ("size 4", "1/4"), ("size 5", "1/5"), ("size 4 to 5", "1/5 <= 1/6: fails"))
    assert found.closest is not None and (found.closest.size, found.closest.ratio) == (4, 0.75)
    assert (found.failures[0].size, found.failures[0].lhs, found.failures[0].rhs) == (5, "1/5", "1/6")
    tie = outcome("trend", trend=lambda n: xp.exp(xp.sqrt(xp.exact(2))), rhs=lambda n: 1, sizes=(2, 4))
    assert tie.worst == "undecided" and "1024 bits" in tie.troubles[0].reason and tie.troubles[0].size == 4
    close = outcome("trend", trend=lambda n: xp.exp(xp.exact(Fraction(1, 10 ** (30 * n)))), rhs=lambda n: 1, sizes=(1, 2))
    assert close.worst == "holds"
    broken = outcome("trend", trend=lambda n: {}[n], rhs=lambda n: 1, sizes=(1, 2))
    assert broken.worst == "error" and broken.troubles[0].size == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (lambda n: 1.5 * n, "the float 1.5 is not exact; write Fraction(3, 2)"),
        (lambda n: n / 3, "the float 0.3333333333333333 is not exact; write Fraction(1, 3), or ratio(k, n) for k / n"),
        (lambda n: xp.floats([n]), "the trend at size 1 was computed in floats; write Fraction(a, b) for"),
        (lambda n: 2**0.5 * n, "the float 1.4142135623730951 is not exact; write what it is the value of, such as log(2)"),
    ],
)
def test_a_trend_of_floats_names_the_first_one_and_what_to_write(value: Any, words: str) -> None:
    found = trend(value, lambda n: 1)
    assert found.worst == "error" and found.troubles[0].reason.startswith(words)


def test_telling_numbers_and_witnesses_are_counted() -> None:
    found = witness(lambda n: {"x": [1, n + 1]}, lambda i: xp.ratio(1, i.size), trivial=Fraction(2, 3))
    assert found.telling == 2 and found.counts["small"] == 3  # of 1, 1/2, 1/3 the first says no more than is known
    assert valued(lambda n: (SEVENTH, 2), lambda n: 2, trivial=3).telling == 2
    assert valued(lambda n: (SEVENTH, 2), lambda n: 2, trivial=2).telling == 0
    assert valued(lambda n: (SEVENTH, Fraction(1, 2)), (".143", ".5"), trivial="probability").telling == 2
    assert valued(lambda n: (SEVENTH, 2), lambda n: 1).worst == "fails"


def test_numbers_in_a_row_are_compared_one_after_another() -> None:
    found = valued(lambda n: [1, 2, 2, 3])
    assert [name for name, _ in found.details] == ["size 1, step 1", "size 1, step 2", "size 1, step 3"]
    assert found.worst == "holds" and valued(lambda n: [1, 3, 2]).worst == "fails"
    assert valued(lambda n: {"a": (1, 2), "b": (1, 3)}).worst == "holds"
    for value, printed, words in (
        (lambda n: 1, None, "a single number"), (lambda n: [1], None, "a single number"),
        (lambda n: [], lambda n: 1, "no number"), (lambda n: {"a": 1}, {"b": 1}, "which are others"),
        (lambda n: [1, 2], (1, 2, 3), "which are others"), (lambda n: True, lambda n: 1, "must be a number"),
    ):  # fmt: skip
        wrong = valued(value, printed)
        assert wrong.worst == "error" and words in wrong.troubles[0].reason, words
