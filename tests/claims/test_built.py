"""Instances that are built: exact lines, watched comparisons, ends, ties, equations, limits, faces; small spaces whole."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drawn import fractions
from tests.power import hypotheses as planted_hypotheses
from tests.power import limits as planted_limits
from tests.power import ties as planted_ties
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Simplex, Space, Table, Whole
from theory_lab.claims.checks.examination import examined
from theory_lab.claims.checks.recording import recorded
from theory_lab.claims.checks.stages import DEPTHS, Depth, hunt, run
from theory_lab.claims.search.built.coordinates import Coordinates, moved
from theory_lab.claims.search.built.ends import ends
from theory_lab.claims.search.built.equations import Equations
from theory_lab.claims.search.built.faces import Face, faces
from theory_lab.claims.search.built.handful import Handful
from theory_lab.claims.search.built.limits import limits
from theory_lab.claims.search.built.lines import reduced, roots
from theory_lab.claims.search.built.ties import ties
from theory_lab.claims.search.built.watched import watched
from theory_lab.claims.spaces.strategies import raws
from theory_lab.claims.verdicts.exhaustive import ALL, Reach, cases, is_small, reach_text
from theory_lab.claims.verdicts.judge import judge
from theory_lab.numbers.arithmetics import comparisons

SPACE = Space(
    p=Simplex(3), q=Simplex(2, positive=True), x=Ratio(Fraction(1, 3), 2), t=Table((2,), -1, 1),
    m=Whole(-(2**70), 9), n=Count(1, 5),
)  # fmt: skip
FRACTIONS = fractions(-4, 4, 9)
DISTINCT = claim(
    "a tie",
    {"p": Simplex(3), "q": Simplex(3)},
    lambda i: xp.indicator(i.p[0] == Fraction(5, 17) * i.q[1]) * i.q[1],
    lambda i: 0,
)


@given(raws(SPACE))
def test_coordinates_lead_back_to_the_instance(raw: dict[str, Any]) -> None:
    coordinates = Coordinates(SPACE)
    assert coordinates.raw(coordinates.point(raw), SPACE.static_part(raw)) == SPACE.canonical(raw)


@given(raws(SPACE), st.integers(0, 100), fractions(0, 1, 7))
def test_a_step_within_the_span_of_a_direction_is_an_instance(raw: dict[str, Any], k: int, part: Fraction) -> None:
    coordinates, directions = Coordinates(SPACE), Coordinates(SPACE).directions()
    direction, point = directions[k % len(directions)], Coordinates(SPACE).point(raw)
    back, forth = coordinates.span(point, direction)
    target = moved(point, direction, back + part * (forth - back))
    made = coordinates.raw(target, SPACE.static_part(raw))
    assert back <= 0 <= forth
    if made is None:  # a whole number between two, or a zero of a positive vector
        assert target[-1].denominator > 1 or 0 in target[3:5]
    else:
        SPACE.validate(made)
    assert coordinates.raw(moved(point, direction, 2 * (forth + 1)), SPACE.static_part(raw)) is None


@given(st.lists(FRACTIONS, min_size=3, max_size=3), FRACTIONS.filter(bool))
def test_roots_of_quadratics_and_of_quotients(numbers: list[Fraction], h: Fraction) -> None:
    a, b, c = numbers
    if a and b:
        found = roots([(k * h - a) * (k * h - b) for k in range(3)], h)
        assert {a, b} <= set(found)
    if c and all(1 + c * k * h for k in range(3)) and a and a * c != -1:
        assert a in roots([(k * h - a) / (1 + c * k * h) for k in range(3)], h)


@given(st.lists(st.lists(FRACTIONS, min_size=4, max_size=4), min_size=2, max_size=2), st.permutations(range(4)))
def test_a_reduced_system_is_solved(matrix: list[list[Fraction]], order: list[int]) -> None:
    solution = [Fraction(k + 1, 3) for k in range(4)]
    system = [[*row, sum((x * y for x, y in zip(row, solution, strict=True)), Fraction(0))] for row in matrix]
    rows, pivots = reduced(system, order)
    found = [Fraction(0)] * 4
    for row, pivot in zip(rows, pivots, strict=False):
        found[pivot] = row[-1]
    for row in system:
        assert sum((x * y for x, y in zip(row, found, strict=False)), Fraction(0)) == row[-1]


def test_comparisons_and_maxima_are_recorded_and_only_while_somebody_asks() -> None:
    x = xp.exact([1, 3])
    with comparisons.recording() as found:
        _ = x[0] >= x[1], xp.maximum(x[0], 2), xp.max(x), xp.min(x)
    _ = x[0] >= x[1]
    assert len(found) == 4
    assert [[str(value) for value in np.ravel(a - b)] for a, b in found] == [["-2"], ["-1"], ["-2", "0"], ["0", "2"]]


def test_what_a_claim_compares_is_watched() -> None:
    case = claim(
        "compared",
        {"p": Simplex(3)},
        lambda i: xp.maximum(i.p[0], i.p[1]),
        lambda i: 1,
        given={"equal": lambda i: i.p[0] + i.p[1] == Fraction(1, 2), "large": lambda i: i.p[2] >= Fraction(1, 5)},
    )
    found = watched(Handful(case, None), [{"p": [1, 1, 2]}, {"p": [1, 2, 3]}, {"p": [2, 1, 2]}])
    assert found.equations == ((0, 0, Fraction(1, 10)),) or found.equations == ((0, 0, Fraction(-1, 10)),)
    assert (Fraction(3, 10), Fraction(3, 10), Fraction(1, 5)) in found.others


def test_what_is_derived_is_made_once_for_all_that_is_watched() -> None:
    """What making it compares stands before what each side compares, as if it had been made for each."""
    made: list[int] = []

    def derived(i: Any) -> dict[str, Any]:
        made.append(1)
        return {"low": xp.minimum(i.p[0], i.p[1])}

    case = claim(
        "low", {"p": Simplex(3)}, lambda i: i.low, lambda i: xp.maximum(i.p[1], i.p[2]), given={"some": lambda i: i.low >= 0}
    )
    case = replace(case, space=Space(p=Simplex(3), derived=derived))
    found = watched(Handful(case, None), [{"p": [1, 1, 2]}, {"p": [1, 2, 3]}, {"p": [2, 1, 2]}])
    assert made == [1]
    rows = {tuple(map(abs, row)) for row in found.others}
    assert rows >= {(0, Fraction(1, 6), Fraction(1, 5)), (Fraction(1, 4), Fraction(1, 6), Fraction(1, 5))}


def test_a_claim_that_branches_is_watched_one_instance_after_the_other() -> None:
    case = claim("a branch", {"x": Ratio(0, 1)}, lambda i: 1 if i.x == Fraction(271, 828) else 0, lambda i: 0)
    assert ties(case, None, points=60, seed=0).failures[0].raw == {"x": [271, 828]}


def test_ends_reach_the_true_ends_of_whole_numbers() -> None:
    case = claim("below the end", {"m": Whole(-(2**80), 2**80)}, lambda i: abs(i.m), lambda i: 2**80, relation="<")
    assert {abs(verdict.raw["m"]) for verdict in ends(case, None, points=9, seed=0).failures} == {2**80}


@pytest.mark.parametrize("seed", range(3))
def test_ties_are_solved_for(seed: int) -> None:
    found = ties(DISTINCT, None, points=150, seed=seed)
    assert found.failures and judge(DISTINCT, found.failures[0].raw).outcome == "fails"
    assert found.counts["attacked"] <= 300


def test_built_instances_are_determined_by_the_seed_and_counted() -> None:
    for build in (ends, ties, limits):
        first, again = (build(planted_ties.TRUE["words_at_a_threshold"], None, points=60, seed=3) for _ in range(2))
        assert first == again
        assert 0 < first.counts["attacked"] <= 150
    first, again = (faces(planted_hypotheses.TRUE["chi2_le_the_extreme"], None, points=60, seed=3) for _ in range(2))
    assert first == again and 0 < first.counts["attacked"] <= 150


def test_equations_are_solved_and_lines_keep_them() -> None:
    case = planted_ties.TRUE["square_at_a_mean"]
    on = Equations(Handful(case, None, ranked=True), np.random.default_rng(0))
    assert on.names == ("mean",)
    starts = on.starts(100)
    assert len(starts) >= 3 and all(judge(case, raw).outcome == "holds" for raw in starts)
    point = on.coordinates.point(starts[0])
    for line in on.lines(point, {}):
        back, forth = on.coordinates.span(point, line)
        made = on.coordinates.raw(moved(point, line, forth if forth else back), {})
        assert made is None or judge(case, made).outcome == "holds"


def test_a_claim_whose_equation_can_be_solved_is_not_vacuous() -> None:
    case = planted_ties.TRUE["a_word_leaves_the_rest"]
    assert hunt(case, DEPTHS["quick"]).outcome == "holds"
    assert hunt(case, Depth(2_000, 300, 0, 1_000, 0)).outcome == "vacuous"


def test_limits_go_on_where_64_bits_end() -> None:
    case = planted_limits.LIMITS["hellinger_le_kl_by_a_hair"]
    failure = limits(case, 2, points=60, seed=0).failures[0]
    assert max(sum(failure.raw["q"]), sum(failure.raw["p"])) > 2**48


def test_instances_decided_together_are_ranked_as_alone() -> None:
    case = planted_hypotheses.TRUE["kl_le_half_the_square"]
    near = [{"p": [a, b], "q": [b, a], "t": [b, a]} for a, b in ((2, 3), (1, 2), (1, 3))]
    together = Handful(case, None, ranked=True).decide(near)
    alone = [Handful(case, None, ranked=True).decide([raw])[0] for raw in near]
    assert all(one.met and one.closeness == pytest.approx(other.closeness) for one, other in zip(together, alone, strict=True))
    assert [seen.closeness for seen in together] == sorted((seen.closeness for seen in together), reverse=True)


def test_hypotheses_that_are_inequalities_are_made_equalities() -> None:
    case = planted_hypotheses.TRUE["kl_le_half_the_square"]
    raw = {"p": [10, 21], "q": [20, 11], "t": [3, 1]}
    face = Face(Handful(case, None, ranked=True), np.random.default_rng(0))
    nearest, met = face.nearest(raw)
    assert len(nearest) == 3 and met == 0 and {name for name, _ in nearest} == {"ratios"}
    face.chosen = nearest[:2]
    face.solve(raw)
    assert any(all(row == (0,) for row in face.rows([seen.raw])) for seen in face.solutions if seen.met)


@pytest.mark.parametrize("seed", range(3))
def test_faces_are_followed_to_their_limits(seed: int) -> None:
    false, true = planted_hypotheses.HYPOTHESES["kl_of_bounded_ratios_nearly"], planted_hypotheses.TRUE["kl_le_half_the_square"]
    failure = faces(false, None, points=1_500, seed=seed).failures[0]
    assert judge(false, failure.raw).outcome == "fails"
    assert 1 < Fraction(*failure.raw["t"]) < Fraction(11, 10)
    held = faces(true, None, points=1_500, seed=seed)
    assert not held.failures and not held.troubles and 1_000 < held.counts["attacked"] <= 2_500


def test_a_claim_without_hypotheses_has_no_faces() -> None:
    found = faces(planted_limits.TRUE["hellinger_le_half_kl"], 2, points=60, seed=0)
    assert not found.failures and not found.counts["attacked"]


def test_limits_stop_where_a_claim_holds() -> None:
    found = limits(planted_limits.TRUE["hellinger_le_half_kl"], 2, points=60, seed=0)
    assert not found.failures and not found.troubles and found.counts["attacked"] <= 120


@pytest.mark.parametrize(
    ("space", "count"),
    [
        ({"n": Count(1, 60), "m": Whole(-20, 30)}, 3060),
        ({"c": Choice("a", "b"), "p": Simplex(1)}, 2),
        ({"m": Whole(0, 10**9)}, None),
        ({"p": Simplex(2)}, None),
        ({"x": Ratio(Fraction(1, 10**9), Fraction(1, 10**9))}, None),
    ],
)
def test_small_finite_spaces_are_gone_through_whole(space: Any, count: int | None) -> None:
    case = claim("any", space, lambda i: 0, lambda i: 0)
    assert is_small(case.space_at()) == (count is not None)
    if count is not None:
        assert len(list(cases(case, None))) == count <= ALL


def test_the_level_says_that_all_instances_were_decided() -> None:
    case = claim(
        "small", lambda k: {"n": Count(1, 40), "m": Count(1, 10 * k)}, lambda i: i.n * i.m, lambda i: 400 * i.size, sizes=(1, 2)
    )
    examination = examined(case, DEPTHS["quick"])
    record = recorded(case, "small", examination, 0.0)
    assert (record.outcome, record.small_bound) == ("holds", "size 1, 2, all instances")
    assert examination.evidence == "exact on small" and record.counts["small"] == 1200
    mixed = (Reach(1, 48, 400, 400, True), Reach(2, 12, 91, 91, False))
    assert reach_text(case, mixed) == "size 1, all instances; size 2, weight <= 12 and the next in part"
    assert reach_text(DISTINCT, (Reach(None, 12, 5, 5, True),)) == "weight <= 12"
    assert reach_text(case, ()) == ""


def test_the_worst_failure_is_sought_about_as_long_as_the_first_took() -> None:
    false: Claim = claim("below a half", {"x": Ratio(0, 1)}, lambda i: i.x, lambda i: Fraction(1, 2))
    heard: list[str] = []
    found = run(false, DEPTHS["deep"], progress=heard.append)
    assert found.failures[-1].ratio == 2 and heard == ["small", "shrink"]


def test_an_instance_with_more_digits_than_can_be_written_is_passed_over() -> None:
    """A root of a formula with high powers may have any number of digits."""
    handful = Handful(claim("x <= 1", {"x": Ratio(0, 1)}, lhs=lambda i: i.x, rhs=lambda i: 1), None)
    assert handful.decide([{"x": (1, 10**5_000)}, None]) == []
    assert len(handful.decide([{"x": (1, 10**4_000)}])) == 1


def test_limits_are_followed_from_a_dozen_instances_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    decide = Handful.decide

    def noted(self: Handful, raws: Any, most: int | None = None) -> Any:
        found = decide(self, raws, most)
        sizes.append(len(found))
        return found

    monkeypatch.setattr(Handful, "decide", noted)
    spent = limits(planted_limits.TRUE["hellinger_le_half_kl"], 3, points=600, seed=0).counts["attacked"]
    assert 600 <= spent < 700 and max(sizes) > 100 and len(sizes) <= 12
