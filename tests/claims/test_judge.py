"""The judge: verdicts of single instances, the interval filter for many, and the float scores of the search."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from tests.power.divergences import TRUE as DIVERGENCES
from tests.power.planted import claim
from tests.power.selection import FALSE as SELECTION
from tests.power.sequences import TRUE as SEQUENCES
from tests.power.tables import TRUE as TABLES
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Table, Whole
from theory_lab.claims.checks.check import check
from theory_lab.claims.search.scores import scores
from theory_lab.claims.verdicts.bulk import decide, settled
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome

UNIT = {"x": Ratio(0, 1)}


def verdict(lhs: Any, rhs: Any, raw: Any = None, space: Any = UNIT, **arguments: Any) -> Verdict:
    return judge(claim("a statement", space, lhs, rhs, **arguments), raw or {"x": [1, 2]})


@pytest.mark.parametrize("power", [10, 30, 100])
def test_the_precision_rises_until_the_comparison_is_certain(power: int) -> None:
    x = {"x": [1, 10**power]}
    assert verdict(lambda i: 1 + i.x, lambda i: xp.exp(i.x), x).outcome == "holds"
    assert verdict(lambda i: xp.exp(i.x), lambda i: 1 + i.x, x).outcome == "fails"


def test_a_comparison_is_no_side() -> None:
    reason = verdict(lambda i: i.x <= 1, lambda i: i.x).reason
    assert "lhs is a comparison, and a side must be a number; xp.indicator()" in reason and "Truth(" not in reason


def test_a_float_is_no_side_and_its_fraction_is_named() -> None:
    assert verdict(lambda i: i.x, lambda i: 0.5).reason.endswith(
        "rhs gave 0.5; a side must be a number in the functions of theory_lab.numbers;"
        " write Fraction(1, 2), or ratio(k, n) for k / n"
    )


def test_infinity_is_no_side_and_it_is_told_how_it_is_written() -> None:
    assert verdict(lambda i: i.x, lambda i: float("inf")).reason.endswith("theory_lab.numbers; write exact(inf)")
    assert verdict(lambda i: i.x, lambda i: xp.exact(float("inf"))).outcome == "holds"
    assert verdict(lambda i: i.x, lambda i: float("nan")).reason.endswith("theory_lab.numbers")


def test_a_tie_that_no_precision_settles_is_undecided_and_says_so() -> None:
    tie = verdict(lambda i: xp.exp(xp.sqrt(i.x)), lambda i: xp.exp(xp.sqrt(i.x)))
    assert tie.is_tie and tie.lhs == tie.rhs == "2.0281149816 +/- 4.75e-11"
    assert tie.reason.count("1024 bits") == 1


def test_a_tie_of_logarithms_is_decided() -> None:
    both = (lambda i: xp.log(i.x) * 2, lambda i: xp.log(i.x * i.x))
    assert verdict(*both).outcome == verdict(*both, relation="==").outcome == "holds"
    assert verdict(*both, relation="<").outcome == "fails"


@pytest.mark.parametrize(
    ("lhs", "words"),
    [
        (lambda i: xp.log(i.x - i.x) - xp.log(i.x - i.x), "inf - inf"),
        (lambda i: i.x * 0.1, "Fraction(1, 10)"),
        (lambda i: xp.stack([i.x, i.x]), "lhs has shape (2,)"),
        (lambda i: "half", "lhs gave 'half'"),
        (lambda i: i.y, "there is no field 'y'"),
        (lambda i: {}[3], "KeyError: 3"),
        (lambda i: 1 / (i.x - i.x), "divided by zero"),
    ],
)
def test_whatever_is_raised_is_an_error_that_says_what(lhs: Any, words: str) -> None:
    wrong = verdict(lhs, lambda i: i.x)
    assert wrong.outcome == "error" and words in wrong.reason
    assert wrong.raw == {"x": [1, 2]}


def test_an_invalid_instance_is_an_error() -> None:
    assert "not between 0 and 1" in verdict(lambda i: i.x, lambda i: i.x, {"x": [3, 2]}).reason


@pytest.mark.parametrize("missed", [lambda i: i.x > 1, lambda i: False])
def test_an_instance_that_misses_a_hypothesis_is_vacuous(missed: Any) -> None:
    assert verdict(lambda i: i.x * 0.1, lambda i: i.x, given={"a hypothesis": missed}).outcome == "vacuous"


def test_a_hypothesis_may_be_a_vector_of_conditions() -> None:
    ordered = {"ordered": lambda i: i.p[:-1] <= i.p[1:]}
    first = claim("least first", {"p": Simplex(3)}, lambda i: i.p[0], lambda i: xp.ratio(1, 3), given=ordered)
    outcomes = [judge(first, {"p": p}).outcome for p in ([1, 1, 1], [0, 1, 2], [2, 1, 1])]
    assert outcomes == ["holds", "holds", "vacuous"]


@pytest.mark.parametrize("k", [2, 3])
def test_a_hypothesis_that_is_a_tie_at_64_bits_is_decided_before_the_sides_are_looked_at(k: int) -> None:
    """Where it is missed the sides have no value; 64 bits, which leave it open, must not say so."""
    above = {"above": lambda i: i.n > xp.exp(xp.log(xp.exact(2)) + xp.log(i.n) - xp.log(xp.exact(2)))}
    found = verdict(lambda i: 0, lambda i: 1 / (i.n - i.n), {"n": k}, {"n": Whole(1, 9)}, given=above)
    assert found.outcome == "vacuous"


@pytest.mark.parametrize(("relation", "outcome"), [("<=", "holds"), ("==", "holds"), ("<", "fails")])
def test_relations_differ_at_a_tie(relation: str, outcome: str) -> None:
    assert verdict(lambda i: i.x, lambda i: 1 - i.x, relation=relation).outcome == outcome


@pytest.mark.parametrize(
    ("lhs", "rhs", "outcome", "ratio"),
    [
        (lambda i: i.x, lambda i: xp.INFINITY + 0 * i.x, "holds", None),
        (lambda i: xp.INFINITY + 0 * i.x, lambda i: i.x, "fails", float("inf")),
        (lambda i: xp.INFINITY + 0 * i.x, lambda i: xp.INFINITY + 0 * i.x, "holds", None),
        (lambda i: 0, lambda i: 0, "holds", None),
        (lambda i: 1, lambda i: 0, "fails", None),
        (lambda i: i.x, lambda i: xp.log(2), "holds", 0.5 / np.log(2)),
        (lambda i: 3 * i.x, lambda i: Fraction(1, 2), "fails", 3.0),
    ],
)
def test_infinite_and_constant_sides_are_compared_and_ranked(lhs: Any, rhs: Any, outcome: str, ratio: Any) -> None:
    found = verdict(lhs, rhs)
    assert found.outcome == outcome
    assert found.ratio is ratio or found.ratio == pytest.approx(ratio)


def test_an_equation_is_ranked_by_the_distance_of_its_sides() -> None:
    assert verdict(lambda i: i.x, lambda i: i.x**2, relation="==").ratio == 0.25


def test_sides_are_shown_exactly_or_as_enclosures() -> None:
    found = verdict(lambda i: i.x / 3, lambda i: xp.exp(xp.exp(i.x)))
    assert found.lhs == "1/6" and found.rhs.startswith("5.200") and "+/-" in found.rhs


def test_a_chain_shows_every_step_and_the_sides_of_the_first_that_fails() -> None:
    steps = (lambda i: i.x**2, lambda i: i.x, lambda i: i.x / 2, lambda i: 1)
    found = judge(claim("a chain", UNIT, chain=steps), {"x": [1, 2]})
    assert [word for *_, word in found.steps] == ["holds", "fails", "holds"]
    assert (found.outcome, found.lhs, found.rhs) == ("fails", "1/2", "1/4")
    shorter = judge(claim("a chain", UNIT, chain=steps[:2]), {"x": [1, 2]})
    assert (shorter.outcome, shorter.lhs, shorter.rhs, shorter.steps) == ("holds", "1/4", "1/2", ())


def open_tie(i: Any) -> Any:
    """A number that no precision tells from itself."""
    return xp.exp(xp.sqrt(i.x))


@pytest.mark.parametrize(
    ("steps", "outcome", "words"),
    [
        ((lambda i: i.x + 10, open_tie, open_tie), "fails", ["fails", "undecided"]),
        ((open_tie, open_tie, lambda i: i.x), "fails", ["undecided", "fails"]),
        ((lambda i: i.x + 10, lambda i: i.x, open_tie, open_tie), "fails", ["fails", "holds", "undecided"]),
        ((lambda i: i.x, open_tie, open_tie), "undecided", []),
        (
            (lambda i: i.x + 1, lambda i: i.x, lambda i: xp.log(i.x) * 2, lambda i: xp.log(i.x**2)),
            "fails",
            ["fails", "fails", "holds"],
        ),
        ((lambda i: i.x + 1, lambda i: i.x, lambda i: 1 / (i.x - i.x)), "error", []),
    ],
)
def test_a_chain_fails_by_one_step_that_fails_though_another_is_open(steps: Any, outcome: str, words: list[str]) -> None:
    found = judge(claim("a chain", UNIT, chain=steps), {"x": [1, 2]})
    assert (found.outcome, [word for *_, word in found.steps]) == (outcome, words)
    if outcome == "fails":
        failed = found.steps[words.index("fails")]
        assert (found.lhs, found.rhs) == failed[:2]


COIN = {"p": Simplex(2), "n": Count(1, 5), "k": Whole(0, 5)}


def some(case: Claim, size: Any, count: int) -> list[dict[str, Any]]:
    """Random instances, ties and zeros among them, with several choices of the static fields."""
    space, rng = case.space_at(size), np.random.default_rng(1)
    batches = [space.random(rng, count, static) for static in space.statics(rng, 3)]
    return [space.column(batch, k) for batch in batches for k in range(count)]


CASES = {
    **{name: (DIVERGENCES[name], 3) for name in ("pinsker", "kl_le_log_chi2", "chain_to_bretagnolle_huber")},
    "increments": (SELECTION["increment_of_best_of_n"], None),
    "one percent": (SELECTION["coverage_le_kl_one_percent"], 3),
    "tree": (SEQUENCES["first_letters_diverge_less"], 2),
    "schur": (TABLES["schur"], None),
    "equation": (claim("a square", COIN, lambda i: (i.p[0] + i.p[1]) ** i.n, lambda i: 1, relation="=="), None),
    "vacuous": (claim("rare", COIN, lambda i: i.p[0] ** i.n, lambda i: 1 / (1 + i.k), given={"k": lambda i: i.k <= i.n}), None),
    "branching": (claim("a branch", UNIT, lambda i: i.x if i.x > xp.ratio(1, 3) else 1 - i.x, lambda i: xp.ratio(9, 10)), None),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_interval_filter_agrees_with_the_judge(name: str) -> None:
    case, size = CASES[name]
    raws = some(case, size, 500)
    alone = [judge(case, raw, size) for raw in raws]
    together = decide(case, raws, size, keep=len(raws) + 1)
    assert {k: n for k, n in together.counts.items() if n} == Counter(v.outcome for v in alone)
    fails = [v.raw for v in alone if v.outcome == "fails"]
    assert sorted(map(str, fails)) == sorted(str(v.raw) for v in together.failures)


@pytest.mark.parametrize("name", ["pinsker", "chain_to_bretagnolle_huber", "increments", "schur"])
def test_intervals_settle_most_instances(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case, size = CASES[name]
    judged: list[Any] = []
    monkeypatch.setattr("theory_lab.claims.verdicts.judge.judge", lambda *given: judged.append(given) or judge(*given))
    raws = some(case, size, 1000)
    assert sum(decide(case, raws, size, keep=len(raws)).counts.values()) == len(raws)
    assert len(judged) < len(raws) / 2


def test_decide_stops_at_the_failures_that_were_asked_for() -> None:
    half = claim("below a half", UNIT, lambda i: i.x, lambda i: Fraction(1, 2))
    tally = decide(half, ({"x": [k, 100]} for k in range(101)), keep=3)
    assert [v.raw["x"] for v in tally.failures] == [[51, 100], [52, 100], [53, 100]]


def test_decide_counts_errors_and_keeps_some() -> None:
    tally = decide(claim("no number", UNIT, lambda i: i.x * 0.5, lambda i: i.x), [{"x": [1, 2]}] * 9)
    assert tally.counts["error"] == 9 == len(tally.troubles)


@pytest.mark.parametrize("name", ["pinsker", "increments", "one percent", "tree", "schur", "equation"])
def test_scores_are_close_to_the_exact_ratio_and_those_of_intervals_no_larger(name: str) -> None:
    case, size = CASES[name]
    space = case.space_at(size)
    for static in space.statics(np.random.default_rng(1), 3):
        batch = space.random(np.random.default_rng(2), 200, static)
        floats, enclosed = (scores(case, make(batch), 200) for make in (space.floats, space.intervals))
        for k in range(200):
            exact = judge(case, space.column(batch, k), size)
            if exact.ratio is not None and exact.ratio > 1e-9:
                assert floats[k] == pytest.approx(exact.ratio, rel=1e-6)
                assert enclosed[k] <= exact.ratio * (1 + 1e-12)


def test_scores_of_ties_zeros_and_infinities() -> None:
    space = {"t": Table((2,), -1, 1)}
    rows = {"t": np.array([[1] * 6, [0, 1, 1, -1, 1, 0], [1, 0, 1, -1, -1, 0]])}

    def scored(**arguments: Any) -> list[float]:
        case = claim("two numbers", space, lambda i: i.t[0], lambda i: i.t[1], **arguments)
        return scores(case, case.space_at().floats(rows), 6).tolist()

    assert scored() == [0, np.inf, 1, 0, np.inf, 0]
    assert scored(relation="<") == [0, np.inf, 1, 1, np.inf, 1]
    assert scored(relation="==") == [1, 1, 0, 0, 2, 0]
    assert scored(given={"t": lambda i: i.t[0] > 0})[:2] == [-np.inf, np.inf]


FLOAT, LITTLE = xp.floats(np.array(1.0)), Fraction(1, 10**30)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"lhs": None, "rhs": None, "chain": (lambda i: i.x, lambda i: FLOAT - LITTLE, lambda i: 1)}, "rhs was computed"),
        ({"given": {"small": lambda i: i.x <= FLOAT}}, "floats meet exact numbers"),
        ({"given": {"small": lambda i: FLOAT <= 2}}, "the hypothesis 'small' was computed in floats"),
        ({"given": {"small": lambda i: i.x}}, "the hypothesis 'small' gave"),
        ({"lhs": lambda i: xp.where(i.x >= FLOAT, i.x, 0)}, "floats meet exact numbers"),
        ({"lhs": lambda i: sys.exit(0)}, "called exit with 0"),
    ],
)
def test_what_must_not_decide_is_an_error(arguments: dict[str, Any], words: str) -> None:
    sides = {"lhs": lambda i: i.x, "rhs": lambda i: 1} | arguments
    bad = claim("a statement", UNIT, **sides)
    found = judge(bad, {"x": [1, 2]})
    assert (found.outcome, words in found.reason) == ("error", True), found.reason
    many = decide(bad, [{"x": [k, 64]} for k in range(1, 33, 2)])
    assert many.counts["error"] == 16


@pytest.mark.parametrize(
    "side",
    [
        lambda i: 1 / abs(11 * i.x - 1),
        lambda i: 1 + xp.sqrt(i.x - xp.ratio(1, 11)) ** 2,
        lambda i: 1 + xp.log(abs(11 * i.x - 1) - 1) ** 2,
        lambda i: xp.exp(xp.log(11 * i.x) - xp.log(22 * i.x)),
        lambda i: xp.absolute(xp.log(abs(11 * i.x - 1)) + 1 / xp.exp(xp.log(abs(11 * i.x - 1)))),
        lambda i: xp.minimum(i.x * xp.log(i.x), 1) ** 2,
    ],
)
def test_a_batch_finds_the_instance_at_which_a_side_has_no_value(side: Any) -> None:
    raws = [{"x": [k, 11]} for k in range(11)]
    one_by_one = Counter(judge(claim("a statement", UNIT, lambda i: 0, side), raw).outcome for raw in raws)
    assert one_by_one["error"] >= 1
    assert decide(claim("a statement", UNIT, lambda i: 0, side), raws, keep=99).counts["error"] == one_by_one["error"]


def test_a_difference_of_infinities_that_is_bounded_afterwards_is_an_error_in_batches_of_every_size() -> None:
    both = {"p": Simplex(2), "q": Simplex(2)}
    ratio = claim("a ratio", both, lambda i: 0, lambda i: xp.exp(xp.log(i.p[0]) - xp.log(i.q[0])))
    raws = [{"p": [0, 1], "q": [0, 1]}, *({"p": [k, 10], "q": [1, k]} for k in range(1, 12))]
    for size in (1, 3, 10, 12):
        assert decide(ratio, raws[:size], keep=99).counts["error"] == 1
    assert check(ratio, "a ratio", depth="normal").outcome == "error"


def test_where_a_hypothesis_is_missed_it_does_not_matter_that_the_sides_have_no_value() -> None:
    raws = [{"x": [k, 11]} for k in range(11)]
    sides: dict[str, Any] = {"lhs": lambda i: 0, "rhs": lambda i: xp.exp(xp.log(i.x) - xp.log(2 * i.x))}
    given = claim("given", UNIT, **sides, given={"positive": lambda i: i.x > 0})
    tally = decide(given, raws)
    assert (tally.counts["holds"], tally.counts["vacuous"], tally.counts["error"]) == (10, 1, 0)
    assert settled(given, given.space_at().intervals(given.space_at().batch(raws)), 11).tolist() == ["vacuous"] + ["holds"] * 10


def test_where_a_hypothesis_has_no_value_nothing_is_concluded() -> None:
    raws = [{"x": [k, 11]} for k in range(11)]
    for given in (lambda i: xp.exp(xp.log(i.x) - xp.log(i.x)) < 0, lambda i: 1 / i.x > 0):
        odd = claim("odd", UNIT, lambda i: 0, lambda i: 1, given={"odd": given})
        assert settled(odd, odd.space_at().intervals(odd.space_at().batch(raws)), 11)[0] == "open"
        assert decide(odd, raws).counts["error"] == 1


def test_a_hypothesis_that_intervals_leave_open_is_not_taken_as_met() -> None:
    third = claim("a third", UNIT, lambda i: 0, lambda i: i.x, given={"tie": lambda i: 3 * (i.x / 3) != i.x})
    raws = [{"x": [k, 7]} for k in range(1, 8)] + [{"x": [1, 3]}] * 9
    space = third.space_at()
    assert set(settled(third, space.intervals(space.batch(raws)), 16)) == {"either"}
    assert decide(third, raws).counts["vacuous"] == 16


def test_an_equation_that_holds_has_distance_zero_and_no_rounding() -> None:
    product = verdict(lambda i: xp.sqrt(i.x) * xp.sqrt(1 - i.x), lambda i: xp.sqrt(i.x * (1 - i.x)), {"x": [2, 7]}, relation="==")
    assert (product.outcome, product.ratio) == ("holds", 0.0)
    apart = verdict(lambda i: xp.log(2 * i.x), lambda i: xp.log(i.x) + xp.log(xp.exact(2)) + xp.ratio(1, 10**12), relation="==")
    assert (apart.outcome, apart.ratio) == ("fails", pytest.approx(1e-12))


def test_the_gap_ranks_what_the_ratio_does_not() -> None:
    near, far = (verdict(lambda i: i.x, lambda i: -i.x, {"x": [1, k]}) for k in (100, 2))
    assert (near.ratio, far.ratio) == (None, None) and (near.gap, far.gap) == (0.02, 1.0)


@pytest.mark.parametrize("steps", [(1, 0, 2), (0, 2, 1), (0, 1, 0, 3)])
def test_a_batch_holds_only_if_every_step_of_a_chain_does(steps: tuple[int, ...]) -> None:
    chain = claim("a chain", UNIT, chain=tuple((lambda i, k=k: i.x + k) for k in steps))
    raws = [{"x": [k, 16]} for k in range(16)]
    assert decide(chain, raws, keep=99).counts["fails"] == 16


INFINITE = xp.INFINITY


@pytest.mark.parametrize(
    ("lhs", "rhs", "relation", "ratio", "gap"),
    [
        (Fraction(1, 2), Fraction(3, 4), "<=", 2 / 3, -0.25),
        (Fraction(3, 4), Fraction(1, 2), "<=", 1.5, 0.25),
        (Fraction(3, 4), Fraction(1, 2), ">=", 2 / 3, -0.25),
        (Fraction(1, 2), Fraction(3, 4), ">=", 1.5, 0.25),
        (Fraction(-1, 2), Fraction(3, 4), "<=", -2 / 3, -1.25),
        (Fraction(1, 2), Fraction(3, 4), "==", 0.25, -0.25),
        (Fraction(3, 4), Fraction(1, 2), "==", 0.25, 0.25),
        (Fraction(1, 2), INFINITE, "==", None, -np.inf),
        (INFINITE, Fraction(1, 2), "==", None, np.inf),
        (-INFINITE, Fraction(1, 2), "==", None, -np.inf),
        (INFINITE, INFINITE, "==", None, np.inf),
        (Fraction(1, 2), INFINITE, "<=", None, -np.inf),
        (INFINITE, Fraction(1, 2), "<=", np.inf, np.inf),
        (-INFINITE, Fraction(1, 2), "<=", -np.inf, -np.inf),
        (Fraction(1, 2), -INFINITE, "<=", None, np.inf),
        (INFINITE, Fraction(-1, 2), "<=", None, np.inf),
        (Fraction(1, 2), Fraction(0), "<=", None, 0.5),
        (Fraction(-1, 2), Fraction(-1, 4), "<=", None, -0.25),
    ],
)
def test_how_close_an_instance_comes(lhs: Any, rhs: Any, relation: str, ratio: float | None, gap: float) -> None:
    found = verdict(lambda i: lhs + 0 * i.x, lambda i: rhs + 0 * i.x, relation=relation)
    assert (found.ratio, found.gap) == (ratio, gap)


def test_a_tie_has_an_instance_and_sides() -> None:
    tie = Verdict(Outcome.UNDECIDED, {"x": [1, 2]}, lhs="1", rhs="1")
    assert tie.is_tie
    for other in (replace(tie, raw={}), replace(tie, lhs=""), replace(tie, outcome=Outcome.ERROR)):
        assert not other.is_tie


def test_a_truth_value_of_numpy_decides_nothing() -> None:
    """Nor does one that is false: both come from floats."""
    for answer in (np.True_, np.False_):
        assert (
            "a truth value of NumPy" in verdict(lambda i: 0, lambda i: 1, given={"odd": lambda i, answer=answer: answer}).reason
        )
    assert verdict(lambda i: 0, lambda i: 1, given={"even": lambda i: True}).outcome == "holds"


def test_a_hypothesis_that_no_precision_settles_leaves_the_instance_undecided() -> None:
    found = verdict(lambda i: i.x, lambda i: 2, given={"open": lambda i: open_tie(i) <= open_tie(i)})
    assert (found.outcome, found.lhs) == ("undecided", "") and not found.is_tie
    many = decide(claim("open", UNIT, lambda i: i.x, lambda i: 2, given={"open": lambda i: open_tie(i) <= open_tie(i)}),
                  [{"x": [k, 97]} for k in range(1, 13)])  # fmt: skip
    assert many.counts["undecided"] == 12


def test_every_hypothesis_has_to_be_met() -> None:
    conditions = {"above": lambda i: i.x > Fraction(1, 4), "sure": lambda i: True, "below": lambda i: i.x < Fraction(3, 4)}
    case = claim("between", UNIT, lambda i: i.x, lambda i: 2, given=conditions)
    raws = [{"x": [k, 16]} for k in range(17)]
    alone = [judge(case, raw).outcome for raw in raws]
    assert [k for k, outcome in enumerate(alone) if outcome == "holds"] == list(range(5, 12))
    assert decide(case, raws).counts["holds"] == 7


def test_a_chain_of_batches_has_names_for_its_sides() -> None:
    for k, name in enumerate(("lhs", "rhs", "step 2", "step 3")):
        steps = [lambda i: i.x, lambda i: i.x + 1, lambda i: i.x + 2, lambda i: i.x + 3]
        steps[k] = lambda i: "a word"
        assert judge(claim("a chain", UNIT, chain=tuple(steps)), {"x": [1, 2]}).reason.startswith(f"{name} gave 'a word'")


def test_a_boolean_is_no_number() -> None:
    for value in (True, None, 0.5):
        assert "lhs gave" in verdict(lambda i, value=value: value, lambda i: 1).reason
    assert verdict(lambda i: 0, lambda i: xp.value(xp.exp(i.x))).rhs.startswith("1.6487")


def test_no_ratio_to_a_number_whose_form_alone_shows_that_it_is_0() -> None:
    """``log x^5 - log x - log x^4`` is a ball around 0 until its form is made, and then 0."""

    def zero(i: Any) -> Any:
        return xp.log(i.x * i.x**4) - xp.log(i.x) - xp.log(i.x**4)

    at_zero = claim("zero", {"x": Ratio(Fraction(1, 9), 1)}, lambda i: 0, zero)
    for raw in ({"x": [a, b]} for b in range(2, 30) for a in range(1, b) if 9 * a >= b):
        verdict = judge(at_zero, raw)
        assert verdict.outcome == "holds" and verdict.ratio is None, raw
