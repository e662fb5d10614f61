"""Many instances at once: when deciding stops, what is counted, and what is decided a second time."""

from __future__ import annotations

import gc
import itertools
import threading
from fractions import Fraction
from types import FunctionType
from typing import Any

import pytest

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Whole
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.verdicts.audit.tightest import LIGHTEST, lightest
from theory_lab.claims.verdicts.bulk import PROBE, decide, settled, steady
from theory_lab.claims.verdicts.findings import MOST_TROUBLES, Findings
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.numbers.reals.precisions import track

UNIT = {"x": Ratio(0, 1)}


def raws(count: int) -> list[dict[str, Any]]:
    return [{"x": [k, 97]} for k in range(1, count + 1)]


def open_tie(i: Any) -> Any:
    """A number that no precision tells from itself."""
    return xp.exp(xp.sqrt(i.x + 1))


def test_deciding_stops_at_twenty_troubles_and_at_no_other_number() -> None:
    assert MOST_TROUBLES == 20
    breaks = claim("breaks", UNIT, lambda i: i.x * 0.5, lambda i: i.x)
    ties = claim("ties", UNIT, open_tie, open_tie)
    for case, word in ((breaks, Outcome.ERROR), (ties, Outcome.UNDECIDED)):
        for count, seen in ((19, 19), (20, 20), (21, 20), (40, 20)):
            found = decide(case, raws(count))
            assert found.counts[word] == seen == len(found.troubles)


@pytest.mark.parametrize("keep", [1, 2, 5, 30])
def test_deciding_stops_at_the_failures_asked_for_and_failures_are_no_troubles(keep: int) -> None:
    fails = claim("fails", UNIT, lambda i: i.x, lambda i: i.x - 1)
    found = decide(fails, raws(64), keep=keep)
    assert len(found.failures) == found.counts["fails"] == keep and not found.troubles


def test_troubles_are_no_failures() -> None:
    ties = claim("ties", UNIT, open_tie, open_tie)
    found = decide(ties, raws(12), keep=1)
    assert (len(found.troubles), found.failures) == (12, ())


@pytest.mark.parametrize("chunk", [1, 7, 8, 9, 30, 4096])
def test_counts_do_not_depend_on_how_many_are_taken_at_once(chunk: int) -> None:
    case = claim(
        "some of each", {"x": Ratio(0, 1), "k": Choice(1, 2)}, lambda i: i.x, lambda i: Fraction(2, 3) / i.k,
        given={"above": lambda i: i.x >= Fraction(1, 5)}, trivial=Fraction(1, 2),
    )  # fmt: skip
    given = [{"x": [a, 60], "k": k} for a in range(61) for k in (0, 1)]
    found = decide(case, given, keep=1000, chunk=chunk)
    # At k = 1: 12 <= a <= 40 hold, and 2/3 tells nothing beside 1/2; at k = 2: 12 <= a <= 20 hold, all of them telling.
    assert {word: n for word, n in found.counts.items() if n} == {"holds": 29 + 9, "vacuous": 24, "fails": 20 + 40}
    assert found.telling == 9


def test_all_outcomes_are_counted_also_those_that_do_not_come_up() -> None:
    assert decide(claim("holds", UNIT, lambda i: 0, lambda i: 1), raws(3)).counts == dict.fromkeys(Outcome, 0) | {"holds": 3}
    assert decide(claim("holds", UNIT, lambda i: 0, lambda i: 1), []).counts == dict.fromkeys(Outcome, 0)


def test_what_misses_a_hypothesis_does_not_tell() -> None:
    rare = claim("rare", UNIT, lambda i: i.x / 2, lambda i: i.x, given={"half": lambda i: 2 * i.x > 1}, trivial=1)
    assert decide(rare, raws(64)).telling == decide(rare, raws(64)).counts["holds"] == 64 - 48
    never = claim("never", UNIT, lambda i: i.x / 2, lambda i: i.x, given={"never": lambda i: False})
    found = decide(never, raws(16))
    assert (found.telling, found.counts["vacuous"]) == (0, 16)


@pytest.mark.parametrize("close", [10**5, 10**25])
def test_whether_an_instance_tells_is_decided_as_exactly_as_whether_it_holds(close: int) -> None:
    """What is known without the theorem is so close to the right side that intervals, and then 64 bits, leave it open."""
    for sign, telling in ((1, 16), (-1, 0)):
        known = lambda i, sign=sign: xp.exp(xp.log(i.x + 1) + sign * Fraction(1, close)) - i.x / close**2  # noqa: E731
        case = claim("close", UNIT, lambda i: (i.x + 1) / 2, lambda i: 1 + i.x, trivial=known)
        assert decide(case, raws(16)).telling == telling
        assert decide(case, raws(16)[:3]).telling == min(telling, 3)


def of_calls(*answers: Any) -> Claim:
    """A right side that takes one answer after another, for ever."""
    turns = itertools.cycle(answers)
    return claim("turns", UNIT, lambda i: i.x, lambda i: i.x + next(turns))


def test_a_side_that_changes_is_noticed_though_the_outcome_stays() -> None:
    right = of_calls(1, 2)
    found = steady(right, Findings.of([judge(right, {"x": [1, 2]})]))
    assert found.outcome == "error" and found.closest is None
    turns = itertools.cycle([1, 2])
    left = claim("left", UNIT, lambda i: i.x - next(turns), lambda i: i.x)
    assert steady(left, Findings(failures=(), closest=judge(left, {"x": [1, 2]}))).outcome == "error"


def test_the_failures_the_first_trouble_and_the_closest_are_decided_again() -> None:
    calls: list[Any] = []

    def side(i: Any) -> Any:
        calls.append(str(xp.value(i.x)) if batch_of(i.x) == 1 else "many")
        return i.x

    case = claim("watched", UNIT, side, lambda i: Fraction(1, 2))
    low, middle, high, top = (judge(case, {"x": x}) for x in ([1, 5], [2, 5], [3, 5], [4, 5]))
    for found, again in (
        (Findings(failures=(high, top), closest=low), ["3/5", "4/5", "1/5"]),
        (Findings(troubles=(low, middle)), ["1/5"]),
        (Findings(), []),
    ):
        calls.clear()
        assert steady(case, found).failures == (() if found.troubles else found.failures)
        assert [text for text in calls if text != "many"] == again


def test_what_is_open_alone_may_hold_in_a_batch() -> None:
    better = claim("better", UNIT, open_tie, lambda i: open_tie(i) + (1 if batch_of(i.x) > 1 else 0))
    verdict = judge(better, {"x": [1, 2]})
    assert verdict.is_tie
    found = Findings(troubles=(verdict,))
    assert steady(better, found) is found


@pytest.mark.parametrize("word", ["holds", "vacuous"])
def test_what_is_vacuous_alone_or_holds_alone_and_is_the_other_in_a_batch_is_an_error(word: str) -> None:
    alone = (lambda i: batch_of(i.x) > 1) if word == "vacuous" else (lambda i: batch_of(i.x) == 1)
    case = claim("turns", UNIT, lambda i: 0, lambda i: 1 + i.x, given={"at times": alone})
    verdict = judge(case, {"x": [1, 2]})
    assert verdict.outcome == word
    found = steady(case, Findings(failures=(verdict,)))
    assert found.outcome == "error" and f"gave {word}" in found.troubles[0].reason


def test_of_a_batch_only_what_is_sure_is_said() -> None:
    """Of a box nothing is said where a hypothesis or the claim is true of a part of it; exactly at the ends it is."""
    case = claim("half", UNIT, lambda i: i.x, lambda i: Fraction(1, 2), given={"quarter": lambda i: i.x >= Fraction(1, 4)})
    space = case.space_at()
    many = space.intervals(space.batch([{"x": x} for x in ([1, 8], [1, 4], [3, 8], [1, 2], [3, 4])]))
    assert settled(case, many, 5).tolist() == ["vacuous", "holds", "holds", "holds", "open"]
    maybe = claim("maybe", UNIT, lambda i: 0, lambda i: 1, given={"third": lambda i: 3 * i.x >= 1})
    third = space.intervals(space.batch([{"x": [1, 3]}] * 2))
    assert settled(maybe, third, 2).tolist() == ["either"] * 2


def test_deciding_stops_at_one_failure_unless_more_are_asked_for() -> None:
    found = decide(claim("fails", UNIT, lambda i: i.x, lambda i: i.x - 1), raws(64))
    assert len(found.failures) == found.counts["fails"] == 1


def test_of_an_equation_the_first_that_is_ranked_is_the_closest_of_the_lightest() -> None:
    """As of all of them, of which the others need not be judged."""
    seen: list[tuple[str, bool, int]] = []
    given = {"some": lambda i: i.x >= Fraction(1, 3)}
    equal = claim("equal", UNIT, noting(seen, lambda i: xp.log(i.x)), lambda i: -xp.log(1 / i.x), relation="==", given=given)
    found = lightest(equal)
    first = (judge(equal, raw) for raw in ({"x": [0, 1]}, {"x": [1, 1]}, {"x": [1, 2]}, {"x": [2, 3]}))
    assert found is not None and found == Findings.of(first).closest and found.raw == {"x": [1, 1]} and found.ratio == 0
    assert len(seen) < LIGHTEST


def kind_of(numbers: xp.Array) -> str:
    return numbers.arithmetic.NAME


def batch_of(numbers: xp.Array) -> int:
    return numbers.number_of_instances


# A formula of the library may ask how numbers are stored, and a claim's code may not.
kind_of = FunctionType(kind_of.__code__.replace(co_filename=str(xp.__file__)), globals())
batch_of = FunctionType(batch_of.__code__.replace(co_filename=str(xp.__file__)), globals())


def noting(seen: list[tuple[str, bool, int]], side: Any) -> Any:
    """The side but in words, and in which numbers it was evaluated, with forms or not, and of how many instances at once."""

    def noted(i: Any) -> Any:
        if kind_of(i.x) == "fraction":
            raise ValueError("words would decide it before the others are asked")
        seen.append((kind_of(i.x), track.get(), batch_of(i.x)))
        return side(i)

    return noted


def test_a_formula_that_looks_at_one_instance_is_tried_on_a_sample_and_never_on_all_at_once() -> None:
    seen: list[tuple[str, bool, int]] = []
    alone = claim("alone", UNIT, noting(seen, lambda i: min(list(i.x[None].numbers()))), lambda i: 1)
    found = decide(alone, ({"x": [k, 1013]} for k in range(1, 1001)))
    assert found.counts[Outcome.HOLDS] == 1000
    together = [batch for _, _, batch in seen if batch > 1]
    assert len(together) == 3 and max(together) < 2 * PROBE


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        (lambda i: xp.log(i.x * i.x), lambda i: 2 * xp.log(i.x), [("exact", True)]),
        (lambda i: i.x * i.x - 1, lambda i: (i.x - 1) * (i.x + 1), [("exact", False)]),
    ],
    ids=["logarithms", "rationals"],
)
def test_a_way_that_settles_too_little_of_a_sample_is_not_tried_on_all(left: Any, right: Any, whole: Any) -> None:
    seen: list[tuple[str, bool, int]] = []
    equal = claim("equal", UNIT, noting(seen, left), right, relation="==")
    found = decide(equal, ({"x": [k, 1013]} for k in range(1, 1001)))
    assert found.counts[Outcome.HOLDS] == 1000
    assert [(kind, forms) for kind, forms, batch in seen if batch == 1000] == whole
    tried = [(kind, forms) for kind, forms, batch in seen if batch < 2 * PROBE]
    assert ("exact", False) in tried and ("interval", False) in tried


def test_intervals_go_on_where_exact_numbers_alone_branch() -> None:
    seen: list[tuple[str, bool, int]] = []
    side = noting(seen, lambda i: i.x * 3 if kind_of(i.x) == "interval" or i.x < 1 else i.x)
    branches = claim("branches", UNIT, side, lambda i: 4 * i.x)
    found = decide(branches, ({"x": [k, 1013]} for k in range(1, 601)), chunk=300)
    assert found.counts[Outcome.HOLDS] == 600
    assert [kind for kind, _, batch in seen if batch == 300] == ["interval", "interval"]


@pytest.mark.parametrize("was_on", [True, False])
@pytest.mark.parametrize("broken", [True, False])
def test_cycles_are_not_looked_for_within_a_batch_and_are_after_it(was_on: bool, broken: bool) -> None:
    within: list[bool] = []

    def side(i: Any) -> Any:
        if batch_of(i.x) > 1:
            within.append(gc.isenabled())
            if broken:
                raise ValueError("it is broken")
        return i.x

    (gc.enable if was_on else gc.disable)()
    try:
        decide(claim("noted", UNIT, side, lambda i: 2 * i.x), raws(90))
        assert gc.isenabled() is was_on and within and not any(within)
    finally:
        gc.enable()


def test_cycles_are_looked_for_again_when_the_last_of_several_threads_has_ended() -> None:
    meet, within = threading.Barrier(4), []

    def side(i: Any) -> Any:
        if batch_of(i.x) > 1 and len(within) < 4:
            meet.wait(timeout=60)  # all four are within a batch at once, and the first ends last
            for other in threads[1:] if threading.current_thread() is threads[0] else ():
                other.join(timeout=60)
            within.append(gc.isenabled())
        return i.x

    below = claim("below", UNIT, side, lambda i: 2 * i.x)
    threads = [threading.Thread(target=decide, args=(below, raws(90))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert within == [False] * 4 and gc.isenabled()


def test_intervals_that_settle_the_outcomes_are_not_left_out_where_they_leave_open_what_tells() -> None:
    """Exact numbers find no value at a tie that they cannot decide, and enclosures do."""
    tie = claim("tie", UNIT, lambda i: i.x, lambda i: xp.where(open_tie(i) >= open_tie(i), xp.INFINITY, 2))
    assert decide(tie, ({"x": [k, 997]} for k in range(1, 600))).counts[Outcome.HOLDS] == 599


@pytest.mark.parametrize(("letters", "pays"), [(5, True), (8, False)])
def test_intervals_have_to_settle_three_in_sixteen_of_a_sample(letters: int, pays: bool) -> None:
    """They settle what is no tie: one letter alone, of five or of eight."""
    seen: list[tuple[str, bool, int]] = []
    side = noting(seen, lambda i: xp.where(i.k == 0, i.x, i.x * 3))
    one = claim("one", {"x": Ratio(0, 1), "k": Whole(0, letters - 1)}, side, lambda i: 3 * i.x)
    found = decide(one, ({"x": [k, 1013], "k": [j]} for k in range(1, 201) for j in range(letters)))
    assert found.counts[Outcome.HOLDS] == 200 * letters
    assert (max(batch for kind, _, batch in seen if kind == "interval") > PROBE) is pays


@pytest.mark.parametrize("ties", [False, True])
def test_what_paid_is_sampled_again_only_after_it_did_not(ties: bool) -> None:
    """Four chunks: intervals are sampled at the first, and at the third where the second had ties alone."""
    seen: list[tuple[str, bool, int]] = []
    side = noting(seen, lambda i: i.x * xp.where(i.k == 1, 3, 1))
    some = claim("some", {"x": Ratio(0, 1), "k": Whole(0, 1)}, side, lambda i: 3 * i.x)
    found = decide(some, ({"x": [n, 4001], "k": [int(ties and 300 < n <= 600)]} for n in range(1, 1201)), chunk=300)
    assert found.counts[Outcome.HOLDS] == 1200
    sizes = [batch for kind, _, batch in seen if kind == "interval"]
    assert sizes == [PROBE, 300, 300, *([PROBE] if ties else []), 300, 300]


@pytest.mark.parametrize("place", [0, 7, 19, 49])
def test_what_comes_after_the_last_failure_that_is_looked_at_is_not_counted(place: int) -> None:
    fails = claim("fails", UNIT, lambda i: xp.where(i.x == Fraction(place + 1, 97), 2, 0), lambda i: i.x)
    found = decide(fails, raws(50), chunk=20)
    assert (found.counts[Outcome.HOLDS], found.counts[Outcome.FAILS], found.telling) == (place, 1, 0)
    both = claim("both", UNIT, lambda i: xp.where(i.x == Fraction(place + 1, 97), 2, i.x / 2), lambda i: i.x)
    assert decide(both, raws(50), chunk=20).telling == place


@pytest.mark.parametrize("letters", [15, 16])
def test_a_sample_has_no_period_of_the_enumeration(letters: int) -> None:
    """One letter alone is a tie that intervals leave open; it is no half of the sample, whatever its place."""
    seen: list[tuple[str, bool, int]] = []
    side = noting(seen, lambda i: xp.where(i.k == 0, i.x * 3, i.x))
    one = claim("one", {"x": Ratio(0, 1), "k": Whole(0, letters - 1)}, side, lambda i: 3 * i.x)
    found = decide(one, ({"x": [k, 1013], "k": [j]} for k in range(1, 129) for j in range(letters)))
    assert found.counts[Outcome.HOLDS] == 128 * letters
    assert max(batch for kind, _, batch in seen if kind == "interval") > 1000


@pytest.mark.parametrize(("offset", "outcome", "count", "tells"), [(0, Outcome.HOLDS, 87, 87), (1, Outcome.FAILS, 1, 79)])
def test_rational_claims_are_decided_in_words_alone(
    monkeypatch: pytest.MonkeyPatch, offset: int, outcome: Outcome, count: int, tells: int
) -> None:
    """Equations, hypotheses that are missed, code that branches, and what tells; an instance that fails is the judge's."""
    monkeypatch.setattr(Space, "intervals", None)
    monkeypatch.setattr(Space, "exacts", None)
    seen: list[int] = []

    def left(i: Any) -> Any:
        seen.append(batch_of(i.x))
        return (i.x - 1) * (i.x + 1) if i.x < xp.ratio(1, 2) else i.x**2 - 1

    def right(i: Any) -> Any:
        return i.x**2 - 1 + offset * xp.indicator(i.x == xp.ratio(90, 97))

    found = decide(claim("equal", UNIT, left, right, relation="==", given={"some": lambda i: i.x > xp.ratio(1, 9)}), raws(97))
    assert (found.counts[Outcome.VACUOUS], found.counts[outcome], found.telling) == (10, count, tells)
    assert seen.count(1) == offset
