"""Claims whose code branches: a batch is parted by the ways that its instances go, and decided as they are one by one."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from tests.claims.test_bulk import batch_of, kind_of
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.claims.verdicts import bulk
from theory_lab.claims.verdicts.bulk import FEW, decide, weighed
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.exhaustive import cases
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.learning.likelihood.count_windows import event_bounds
from theory_lab.measures.profiles import profile
from theory_lab.numbers.arithmetics.truths import parting
from theory_lab.numbers.reals.errors import Branched

HALF = Fraction(1, 2)
RATIOS = [{"r": [k, 24]} for k in range(25)]


def largest(i: Any) -> Any:
    best = i.p[0]
    for mass in i.p[1:]:
        best = mass if mass > best else best
    return best


def in_order(i: Any) -> Any:
    masses = sorted([i.p[k] for k in range(3)])
    return masses[2] - masses[0]


def without_a_value_at_zero(i: Any) -> Any:
    return 1 / i.p[0] if i.p[0] < i.p[1] else 1 / i.p[1]


def logs(i: Any) -> Any:
    return xp.log(1 + i.p[0]) if xp.log(1 + i.p[0]) > xp.log(1 + i.p[1]) else xp.log(1 + i.p[1])


CASES = {
    "a maximum": claim("m", {"p": Simplex(3)}, largest, lambda i: xp.max(i.p), relation="=="),
    "a false bound": claim("f", {"p": Simplex(3)}, largest, lambda i: Fraction(9, 10)),
    "a sort": claim("s", {"p": Simplex(3)}, in_order, lambda i: xp.max(i.p) - xp.min(i.p), relation="=="),
    "no value": claim("v", {"p": Simplex(2)}, without_a_value_at_zero, lambda i: Fraction(5, 2)),
    "logarithms": claim("l", {"p": Simplex(3)}, logs, lambda i: xp.max(xp.log(1 + i.p[:2])), relation="=="),
    "a branch in a hypothesis": claim(
        "h", {"p": Simplex(3)}, lambda i: i.p[0], lambda i: Fraction(1, 2),
        given={"not the largest": lambda i: i.p[0] <= i.p[1] if i.p[1] > i.p[2] else i.p[0] <= i.p[2]},
    ),
    "no value where a hypothesis is missed": claim(
        "z", {"p": Simplex(3)}, lambda i: i.p[1] / i.p[0], lambda i: 1 / i.p[0], given={"there": lambda i: i.p[0] > 0}
    ),
}  # fmt: skip


def instances(case: Claim, count: int = 600) -> list[Any]:
    return [raw for _, raw in itertools.islice(cases(case, None), count)]


@pytest.mark.parametrize("name", CASES)
def test_the_verdicts_are_those_of_instances_alone(name: str) -> None:
    case, raws = CASES[name], instances(CASES[name])
    alone = [weighed(case, judge(case, raw)) for raw in raws]
    found = decide(case, raws, keep=len(raws))
    stop = next((k for k in range(len(raws)) if sum(v.outcome == Outcome.ERROR for v in alone[: k + 1]) == 20), len(raws))
    if stop == len(raws):
        assert found.counts == {word: sum(v.outcome == word for v in alone) for word in Outcome}
        assert found.telling == sum(bool(v.tells) for v in alone)
    else:  # deciding stops at so many troubles, in whatever order batches come
        assert found.counts[Outcome.ERROR] == 20


@pytest.mark.parametrize("name", ["a maximum", "a sort", "logarithms", "no value where a hypothesis is missed"])
def test_few_are_left_to_the_judge(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []
    monkeypatch.setattr(bulk, "judge", lambda *told: judged.append(told) or judge(*told))
    decide(CASES[name], instances(CASES[name]))
    assert len(judged) < 60


def test_code_that_goes_another_way_everywhere_ends_with_the_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    evaluated = []

    def count(i: Any) -> Any:
        steps = 0
        evaluated.append(batch_of(i.x))
        while i.x > Fraction(steps, 300):
            steps += 1
        return Fraction(steps, 300)

    case = claim("steps", {"x": Ratio(0, 1)}, lambda i: i.x, count)
    raws = [{"x": [k, 301]} for k in range(1, 300)]
    judged = []
    monkeypatch.setattr(bulk, "judge", lambda *told: judged.append(told) or judge(*told))
    found = decide(case, raws)
    assert found.counts[Outcome.HOLDS] == len(raws) and len(judged) > len(raws) // 2
    assert sum(evaluated) <= 3 * (bulk.WAYS + 2) * len(raws) + 2 * len(judged)


def test_a_batch_that_agrees_has_one_answer_for_whoever_parts() -> None:
    x = claim("x", {"t": Table(2, 0, 9)}, lambda i: 0, lambda i: 1).space_at(None)
    for make in (x.exacts, x.intervals):
        batch = make(x.batch([{"t": [1, 1, 2]}, {"t": [1, 3, 5]}, {"t": [1, 7, 6]}])).t
        with pytest.raises(Branched):
            bool(batch[0] > 0)
        token = parting.set(True)
        try:
            assert bool(batch[0] > 0) and not bool(batch[0] < 0)
            with pytest.raises(Branched) as branch:
                bool(batch[1] > batch[0])
        finally:
            parting.reset(token)
        yes, no = branch.value.ways
        assert yes.tolist() == [True, True, False] and no.tolist() == [False, False, True]


def test_what_enclosures_leave_open_goes_neither_way() -> None:
    x = claim("x", {"p": Simplex(3)}, lambda i: 0, lambda i: 1).space_at(None)
    thirds = x.intervals(x.batch([{"p": [1, 1, 1]}, {"p": [1, 2, 3]}, {"p": [3, 2, 1]}])).p
    token = parting.set(True)
    try:
        with pytest.raises(Branched) as branch:
            bool(thirds[0] + thirds[1] > 2 * thirds[2])
    finally:
        parting.reset(token)
    yes, no = branch.value.ways
    assert (yes.tolist(), no.tolist()) == ([False, False, True], [False, True, False])


def test_no_box_of_one_instance_is_looked_at() -> None:
    seen = []

    def look(i: Any) -> Any:
        if kind_of(i.p) == "fraction":
            raise ValueError("words would decide it before intervals are asked")
        seen.append((kind_of(i.p), batch_of(i.p)))
        return largest(i)

    decide(claim("m", {"p": Simplex(3)}, look, lambda i: 1), instances(CASES["a maximum"]))
    assert all(batch > 1 for kind, batch in seen if kind == "interval") and ("interval", FEW) in [
        (k, min(b, FEW)) for k, b in seen
    ]


def test_a_profile_of_a_batch_is_that_of_each() -> None:
    def spread(i: Any) -> Any:
        found = profile(i.p, i.q)
        return xp.sum(found.masses * found.masses) + len(found.masses)

    case = claim("profile", {"p": Simplex(3), "q": Simplex(3, positive=True)}, spread, spread, relation="==")
    raws = instances(case, 400)
    found = decide(case, raws)
    assert found.counts[Outcome.HOLDS] == 400 and all(judge(case, raw).outcome == Outcome.HOLDS for raw in raws[:40])
    space, last = case.space_at(None), raws[-1]
    pair = space.exacts(space.batch([last, last]))
    alone = profile(space.exact(last).p, space.exact(last).q)
    token = parting.set(True)
    try:
        both = profile(pair.p, pair.q)
    finally:
        parting.reset(token)
    for one, two in zip(alone[:2], both[:2], strict=True):
        numbers = two.numbers(batched=True)
        assert numbers[:, 0].tolist() == numbers[:, 1].tolist() == one.numbers().tolist()


def differ(case: Claim, raws: list[Any]) -> list[Any]:
    """Where a tally of many is not that of each alone."""
    alone = {word: sum(judge(case, raw).outcome == word for raw in raws) for word in Outcome}
    found = decide(case, raws, keep=len(raws) + 1).counts
    return [(word, n, found[word]) for word, n in alone.items() if found[word] != n]


@pytest.mark.parametrize(("relation", "raws"), [("<=", RATIOS[::-1]), (">=", RATIOS)])
def test_event_bounds_answers_for_each_instance_of_a_batch(relation: str, raws: list[Any]) -> None:
    """It reads ``sure[..., 0]``: 13 of 25 instances fail, and all are said to hold."""

    def bound(i: Any) -> Any:
        return event_bounds([HALF, HALF], 4, lambda counts: xp.exact(counts[:, 0]) >= 4 * i.r)[0]

    case = claim("e", {"r": Ratio(0, 1)}, bound, lambda i: HALF, relation=relation)
    assert not differ(case, raws)


@pytest.mark.parametrize("relation", ["<=", ">="])
def test_no_cover_by_event_bounds_of_the_first_box(relation: str) -> None:
    """Both a claim and its opposite are covered, although each fails at some 12 of 24 ratios."""

    def bound(i: Any) -> Any:
        return event_bounds([HALF, HALF], 4, lambda counts: xp.exact(counts[:, 0]) >= 4 * i.r)[0]

    found = cover(claim("e", {"r": Ratio(0, 1)}, bound, lambda i: HALF, relation=relation), None)
    assert found is None or found.open


def test_what_is_derived_and_has_no_value_is_an_error_in_a_batch_too() -> None:
    """No one watches for doubts while objects are derived; a branch there made such batches possible."""

    def branching(i: Any) -> Any:
        return {"a": 1 / i.p[0] if i.p[1] >= HALF else i.p[0]}

    for made in (branching, lambda i: {"a": 1 / (i.p[0] - Fraction(1, 3))}):
        space = Space(p=Simplex(2), derived=made)
        case = Claim("d", Source("planted", "x"), space=space, lhs=lambda i: i.p[1], rhs=lambda i: 1)
        assert not differ(case, [{"p": [k, 24 - k]} for k in range(25)])


@pytest.mark.parametrize(
    "law", [lambda i: i.p[:2], lambda i: xp.stack([i.p[0] - i.p[1], 2 * i.p[1] + i.p[2]])], ids=["all zero", "negative"]
)
def test_what_is_no_law_is_an_error_in_a_batch_too(law: Callable[[Any], Any]) -> None:
    case = claim("z", {"p": Simplex(3)}, lambda i: xp.expect_over_types(law(i), 2, lambda t: t[:, 0] >= 1), lambda i: 4)
    assert not differ(case, [{"p": [a, b, 6 - a - b]} for a in range(7) for b in range(7 - a)])
