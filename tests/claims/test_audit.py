"""What a certificate may say and what it must contain: each bound at the number itself, on certificates written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.power.planted import SOURCE, claim
from theory_lab.claims import Claim, Ratio, Simplex, Whole
from theory_lab.claims.verdicts.audit.contents import Certificate, CertificateError
from theory_lab.claims.verdicts.audit.counting import numbers
from theory_lab.claims.verdicts.audit.demands import (
    FARTHEST,
    is_expected,
    levels,
    miscounted,
    misfit,
    tally,
    unspoken,
    unsupported,
)  # fmt: skip
from theory_lab.claims.verdicts.audit.forms import parsed, require_form, sized
from theory_lab.claims.verdicts.audit.listing import mislisted
from theory_lab.claims.verdicts.certificates import certificate_path, read
from theory_lab.claims.verdicts.exhaustive import Reach, cases
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import Level, Outcome

CONTENT: dict[str, Any] = {
    "format": 1, "claim": "a", "fingerprint": "b", "outcome": "holds", "evidence": "screened", "counts": {"small": 3},
    "reach": [{"weight": 12, "cases": 3, "nonvacuous": 2, "complete": True, "size": None, "telling": 1}],
    "instances": {"tightest": {"raw": {"x": [1, 1]}, "outcome": "holds", "lhs": "1", "rhs": "1", "ratio": "1.0", "size": None}},
    "constants": {"refuted": "-1/3"}, "details": [["a", "b"]], "problems": ["c"],
}  # fmt: skip


def with_entry(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The same content with another entry somewhere inside."""
    if not path:
        return value
    if isinstance(content, list):
        return [with_entry(part, path[1:], value) if k == path[0] else part for k, part in enumerate(content)]
    return {**content, path[0]: with_entry(content.get(path[0]), path[1:], value)}


FIRST, TIGHTEST = ("reach", 0), ("instances", "tightest")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*FIRST, "cases"), 10**18),
        ((*FIRST, "cases"), 0),
        ((*FIRST, "telling"), 0),
        (("counts", "screened"), 10**18),
        (("counts", "screened"), 0),
        (("constants", "refuted"), "9" * 4000),
        (("constants", "refuted"), f"1/{'9' * 4000}"),
        ((*TIGHTEST, "lhs"), "1e99999"),
        ((*TIGHTEST, "lhs"), "1E-99999"),
        ((*TIGHTEST, "ratio"), "inf"),
        ((*TIGHTEST, "ratio"), None),
        (("library",), {"trusted": "", "formulas": "", "content": ""}),
        ((*FIRST, "size"), [1, ["a", 2.5, None]]),
    ],
)
def test_what_has_the_form_of_a_certificate(path: tuple[Any, ...], value: Any) -> None:
    require_form(with_entry(CONTENT, path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*FIRST, "cases"), 10**18 + 1),
        ((*FIRST, "cases"), -1),
        ((*FIRST, "telling"), 10**18 + 1),
        ((*FIRST, "telling"), True),
        ((*FIRST, "weight"), False),
        ((*FIRST, "complete"), 0),
        ((*FIRST, "more"), 0),
        (("counts", "screened"), 10**18 + 1),
        (("counts", "screened"), False),
        (("counts", "tried"), 1),
        (("constants", "refuted"), "9" * 4001),
        (("constants", "refuted"), f"1/{'9' * 4001}"),
        (("constants", "refuted"), "1.5"),
        (("constants", "refuted"), 1),
        ((*TIGHTEST, "lhs"), "1e999999"),
        ((*TIGHTEST, "rhs"), "1E+999999"),
        ((*TIGHTEST, "ratio"), "1e-999999"),
        ((*TIGHTEST, "ratio"), "nan"),
        ((*TIGHTEST, "ratio"), 1.0),
        ((*TIGHTEST, "outcome"), 1),
        (("library",), {"trusted": "", "formulas": ""}),
        (("library",), {"trusted": "", "formulas": "", "content": "", "more": ""}),
        (("library",), 1),
        (("library",), None),
        (("details", 0), ("a", "b")),
        (("details", 0), ["a", 1]),
        (("details", 0), [1, "b"]),
        (("details", 0), ["a"]),
        (("problems", 0), None),
        (("reach", 1), None),
        (("more",), 0),
    ],
)
def test_what_has_not_the_form_of_a_certificate(path: tuple[Any, ...], value: Any) -> None:
    content = with_entry(CONTENT, path, value) if path != ("reach", 1) else CONTENT | {"reach": [*CONTENT["reach"], None]}
    with pytest.raises(ValueError):
        require_form(content)


@pytest.mark.parametrize("name", CONTENT)
def test_each_entry_is_needed(name: str) -> None:
    with pytest.raises(ValueError, match=f"must have an entry '{name}'"):
        require_form({key: value for key, value in CONTENT.items() if key != name})


def test_telling_instances_are_counted_at_all_sizes_or_at_none() -> None:
    counted = CONTENT["reach"][0]
    uncounted = {name: value for name, value in counted.items() if name != "telling"}
    for reach in ([], [counted] * 2, [uncounted] * 2):
        require_form(CONTENT | {"reach": reach})
    for reach in ([counted, uncounted], [uncounted, counted]):
        with pytest.raises(ValueError, match="at some sizes"):
            require_form(CONTENT | {"reach": reach})


def nested(depth: int) -> Any:
    return 7 if not depth else [nested(depth - 1)]


def test_sizes_are_words_numbers_and_tuples_eight_deep() -> None:
    assert sized([1, ["a", 2.5, None]]) == (1, ("a", 2.5, None))
    assert str(sized(nested(8))) == "((((((((7,),),),),),),),)"
    for wrong in (nested(9), {}, [{}], [[{"a": 1}]]):
        with pytest.raises(ValueError, match="is no size"):
            sized(wrong)


def test_an_object_says_each_thing_once() -> None:
    assert parsed('{"a": [1, {"b": 2}]}') == {"a": [1, {"b": 2}]}
    for text in ('{"a": 1, "a": 1}', '[{"a": {"b": 1, "c": 2, "b": 3}}]', "NaN", "[-Infinity]"):
        with pytest.raises(ValueError):
            parsed(text)


def test_a_certificate_goes_through_json_and_back() -> None:
    certificate = Certificate.from_json(CONTENT)
    assert certificate.to_json() == CONTENT and certificate.constants == {"refuted": Fraction(-1, 3)}
    assert certificate.reach == (Reach(None, 12, 3, 2, True, 1),) and certificate.library is None and not certificate.is_edited
    for path, value in (("outcome",), "perhaps"), (("evidence",), "rumour"), (("constants", "refuted"), "1/0"), (("format",), 2):
        with pytest.raises(CertificateError, match=r"^(is corrupt|has format)"):
            Certificate.from_json(with_entry(CONTENT, path, value))
    for other in (None, [], "x", 3):
        with pytest.raises(CertificateError):
            Certificate.from_json(other)


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    place = tmp_path / "c.json"
    with pytest.raises(CertificateError, match="cannot be read"):
        read(place)
    for text, words in (
        ("[1]", "it must be a JSON object"),
        ("{", "cannot be read"),
        ("{}", "is corrupt: it must have an entry"),
    ):
        place.write_text(text)
        with pytest.raises(CertificateError, match=words) as caught:
            read(place)
        assert "\n" not in str(caught.value) and str(place) in str(caught.value)


@pytest.mark.parametrize(
    ("claimed", "stored"),
    [
        ("p/a.py", "p/certificates/a.json"),
        ("p/a.py::one", "p/certificates/a.one.json"),
        ("p/refuted/a.py", "p/certificates/refuted_a.json"),
        ("p/refuted/a.py::one", "p/certificates/refuted_a.one.json"),
    ],
)
def test_where_a_certificate_lies(claimed: str, stored: str) -> None:
    assert certificate_path(Path(claimed)) == Path(stored)


# What must stand behind what is said

HELD = claim("x^2 <= x", {"x": Ratio(0, 1)}, lambda i: i.x * i.x, lambda i: i.x, expect="holds")
SIZED = claim("p <= 1", lambda n: {"p": Simplex(n)}, lambda i: i.p[0], lambda i: 1, sizes=(2, 3))
EXACT = {"size": None, "weight": 12, "cases": 24, "nonvacuous": 24, "complete": True}


def certified(of: Claim = HELD, *, reach: list[dict[str, Any]] | None = None, **entries: Any) -> Certificate:
    """A certificate of a claim, written by hand; of one that holds with the reach that it has."""
    parts = [Reach(**part) for part in ([EXACT] if reach is None else reach)]
    whole = {
        "claim": "a", "fingerprint": "", "outcome": Outcome.HOLDS, "evidence": Level.SCREENED, "constants": {}, "details": (),
        "counts": {"small": sum(part.cases for part in parts)}, "reach": tuple(parts), "instances": {}, "problems": (),
    }  # fmt: skip
    return Certificate(**whole | entries)


def said(of: Claim, certificate: Certificate) -> list[str]:
    return list(unsupported(of, certificate))


def test_a_reach_that_is_there_is_supported() -> None:
    assert numbers(HELD.space_at(), 12) == [sum(1 for _ in HELD.space_at().small(w)) for w in range(13)]
    assert said(HELD, certified()) == [] and sum(tally(HELD, None, 12) or []) == 24
    assert said(HELD, certified(evidence=Level.COVERED)) == said(HELD, certified(evidence=Level.EXACT_ON_SMALL)) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cases": 25}, "25 small instances are claimed, and there are 24 up to weight 12"),
        ({"cases": 23, "nonvacuous": 23}, "23 small instances are claimed, and there are 24 up to weight 12"),
        ({"weight": 13}, "the enumeration ends at 12"),
        ({"weight": 11}, "the enumeration ends at 12"),
        ({"complete": False}, "does not end with 24 cases, of which 24 count"),
        ({"nonvacuous": 23, "telling": 24}, "24 instances are said to be telling of 23 that hold"),
        ({"size": 2}, "the reach is of the sizes 2, and the claim's are None"),
    ],
)
def test_numbers_of_a_reach_that_do_not_fit(change: dict[str, Any], words: str) -> None:
    assert any(words in one for one in said(HELD, certified(reach=[EXACT | change])))


def test_as_many_tell_as_hold_at_most() -> None:
    for telling in (0, 1, 24):
        assert said(HELD, certified(reach=[EXACT | {"telling": telling}])) == []


def test_a_part_of_a_weight_is_more_than_none_and_at_most_all_of_it() -> None:
    within, beyond = (sum(tally(HELD, None, weight) or []) for weight in (10, 11))
    for cases_, fits in ((within, False), (within + 1, True), (beyond, True), (beyond + 1, False)):
        assert (miscounted(HELD, Reach(None, 10, cases_, cases_, False)) == "") is fits


def test_weights_end_where_enumerations_do() -> None:
    heavy = claim("heavy", {"p": Simplex(7, positive=True)}, lambda i: 0, lambda i: 1)
    listed = [weight for weight, _ in islice(cases(heavy, None), 100)]
    assert miscounted(heavy, Reach(None, listed[-1] - 1, 100, 100, False)) == ""
    assert FARTHEST == 1_000
    for weight, fits in ((0, True), (5, False), (6, False), (7, True), (7 + FARTHEST, True), (7 + FARTHEST + 1, False)):
        part = Reach(None, weight, 1, 1, False)
        assert ("enumeration ends" not in miscounted(heavy, part)) is fits
    for n in (2, 3, 4, 5):
        law = claim("law", {"p": Simplex(n, positive=True)}, lambda i: 0, lambda i: 1)
        said_of = [miscounted(law, Reach(None, weight, 1, 1, False)) for weight in (0, n - 1, n)]
        assert ["enumeration ends" in one for one in said_of] == [False, True, False]
    few = claim("few", {"k": Whole(0, 99)}, lambda i: 0, lambda i: 1)
    for weight, complete, fits in ((99, True, True), (98, True, False), (100, True, False), (98, False, True)):
        part = Reach(None, weight, 100 if complete else weight + 2, 100, complete)
        assert (miscounted(few, part) == "") is fits
    half = claim("half", {"p": Simplex(6, positive=True)}, lambda i: 0, lambda i: 1)
    assert "ends at 12" in miscounted(half, Reach(None, 13, 1, 1, True))


def test_an_enumeration_ends_with_enough_that_count_or_with_patience() -> None:
    """Of the numbers alone: 10,000 that meet the hypotheses, or 200,000 in all."""
    for cases_, nonvacuous, ends in ((20_000, 9_999, False), (20_000, 10_000, True), (199_999, 3, False), (200_000, 3, True)):
        part = EXACT | {"cases": cases_, "nonvacuous": nonvacuous, "complete": False}
        assert any("does not end" in one for one in said(HELD, certified(reach=[part]))) is not ends


def test_what_is_counted_is_what_the_reach_has() -> None:
    assert "23 small instances are counted, and the reach has 24" in said(HELD, certified(counts={"small": 23}))
    assert "0 small instances are counted, and the reach has 24" in said(HELD, certified(counts={}))


def test_sizes_are_those_of_the_claim_in_their_order() -> None:
    two, three = ({"size": n, "weight": 12, "cases": 0, "nonvacuous": 0, "complete": True} for n in (2, 3))
    for part in (two, three):
        part["cases"] = part["nonvacuous"] = sum(tally(SIZED, part["size"], 12) or [])
    assert said(SIZED, certified(SIZED, reach=[two, three])) == []
    for reach in ([two], [three, two], [], [two, two]):
        assert any("the reach is of the sizes" in one for one in said(SIZED, certified(SIZED, reach=reach)))
    for of, wanted in ((SIZED, [two, three]), (HELD, [EXACT])):
        for lost in range(len(wanted)):
            short = [part if k != lost else part | {"nonvacuous": 0} for k, part in enumerate(wanted)]
            assert levels(of, certified(of, reach=short)) == (Level.SCREENED,)
        assert levels(of, certified(of, reach=wanted)) == (Level.SCREENED, Level.EXACT_ON_SMALL, Level.COVERED)


@pytest.mark.parametrize(
    ("outcome", "possible"),
    [
        (Outcome.TIES, (Level.SCREENED,)),
        (Outcome.VACUOUS, (Level.STATED,)),
        (Outcome.UNDECIDED, (Level.STATED,)),
        (Outcome.ERROR, (Level.STATED,)),
        (Outcome.FAILS, (Level.REFUTED,)),
    ],
)
def test_a_level_is_of_an_outcome(outcome: Outcome, possible: tuple[Level, ...]) -> None:
    assert levels(HELD, certified(outcome=outcome)) == possible
    for level in Level:
        told = said(HELD, certified(outcome=outcome, evidence=level))
        assert any(one.startswith("the evidence is") for one in told) is (level not in possible)


@pytest.mark.parametrize(
    ("kind", "level", "given"),
    [
        ("value", Level.COMPUTED, {"value": lambda n: n, "rhs": lambda n: n}),
        ("trend", Level.TREND, {"trend": lambda n: n, "rhs": lambda n: 1}),
        ("simulated", Level.SIMULATED, {"simulate": lambda n, rng: 0, "rhs": lambda n: 1}),
    ],
)
def test_a_level_is_of_a_kind(kind: str, level: Level, given: dict[str, Any]) -> None:
    assert levels(Claim("v", SOURCE, kind=kind, sizes=(1, 2), **given), certified()) == (level,)


def test_what_is_expected() -> None:
    tied = replace(HELD, ties="known")
    assert [is_expected(HELD, word) for word in ("holds", "holds but for ties", "fails")] == [True, False, False]
    assert [is_expected(tied, word) for word in ("holds", "holds but for ties", "fails")] == [True, True, False]
    wrong = replace(tied, expect="fails", falls="misprint")
    assert [is_expected(wrong, word) for word in ("holds", "holds but for ties", "fails")] == [False, True, True]
    odd = certified(outcome=Outcome.VACUOUS, evidence=Level.STATED)
    assert any("without a problem" in one for one in said(HELD, odd))
    assert not any("without a problem" in one for one in said(HELD, replace(odd, problems=("vacuous",))))


X = Verdict(Outcome.HOLDS, {"x": [1, 2]})


@pytest.mark.parametrize(
    ("of", "outcome", "needed"),
    [
        ({}, Outcome.HOLDS, []),
        ({"sharpened": lambda i: i.x}, Outcome.HOLDS, ["sharpened"]),
        ({"sharpened": lambda i: i.x, "loose": "known"}, Outcome.HOLDS, []),
        ({"given": {"a": lambda i: True}, "necessary": ("a",)}, Outcome.HOLDS, ["without a"]),
        ({"sharpened": lambda i: i.x, "given": {"a": lambda i: True}, "necessary": ("a",)}, Outcome.VACUOUS, []),
        ({}, Outcome.FAILS, ["smallest", "worst"]),
        ({}, Outcome.ERROR, ["trouble"]),
        ({}, Outcome.UNDECIDED, ["trouble"]),
        ({}, Outcome.TIES, ["trouble"]),
    ],
)
def test_the_instances_that_an_outcome_needs(of: dict[str, Any], outcome: Outcome, needed: list[str]) -> None:
    case = replace(HELD, **of)
    bare = certified(outcome=outcome, reach=[EXACT] if outcome == Outcome.HOLDS else [])
    missing = [one for one in said(case, bare) if "is missing" in one]
    assert missing == [f"the instance {name!r} is missing" for name in needed]
    if outcome == Outcome.HOLDS:
        assert not [one for one in said(case, replace(bare, problems=("loose: it survives",))) if "is missing" in one]
    whole = replace(bare, instances=dict.fromkeys(needed, X))
    assert not [one for one in said(case, whole) if "is missing" in one] and misfit(case, whole) == ""


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("smallest", {Outcome.FAILS, Outcome.ERROR, Outcome.UNDECIDED}),
        ("worst", {Outcome.FAILS, Outcome.ERROR, Outcome.UNDECIDED}),
        ("trouble", {Outcome.TIES, Outcome.ERROR, Outcome.UNDECIDED}),
        ("tightest", set(Outcome) - {Outcome.FAILS}),
        ("sharpened", set()),
        ("smaller constant", set()),
        ("without a", set()),
        ("a", set()),
    ],
)
def test_the_names_that_instances_may_have(name: str, outcomes: set[Outcome]) -> None:
    for outcome in Outcome:
        reason = misfit(HELD, certified(outcome=outcome, instances={name: X}))
        assert (f"an instance {name!r} means nothing" in reason) is (outcome not in outcomes)


def test_a_misfit_is_of_another_claim() -> None:
    assert misfit(HELD, certified()) == misfit(HELD, certified(instances={"tightest": X})) == ""
    fitting: list[tuple[Claim, dict[str, Any], str]] = [
        (HELD, {"reach": [EXACT | {"size": 2}]}, "2 is no size of the claim"),
        (HELD, {"reach": [EXACT, EXACT]}, "a size stands twice"),
        (HELD, {"instances": {"tightest": replace(X, size=2)}}, "2 is no size"),
        (HELD, {"instances": {"tightest": replace(X, raw={"x": [3, 2]})}}, "its instance 'tightest'"),
        (HELD, {"instances": {"tightest": replace(X, raw={})}}, "its instance 'tightest'"),
        (HELD, {"constants": {"refuted": Fraction(0)}}, "its constants must be none"),
        (Claim("v", SOURCE, kind="value", value=lambda n: n, rhs=lambda n: n, sizes=(1,)), {}, "kind 'value' has no reach"),
    ]
    for of, entries, words in fitting:
        assert words in misfit(of, certified(of, **entries))
    trouble = {"trouble": Verdict(Outcome.ERROR, {})}
    assert misfit(HELD, certified(outcome=Outcome.ERROR, reach=[], instances=trouble)) == ""


CONSTANT = claim("x (1 - x) <= c", {"x": Ratio(0, 1)}, lambda i, c: i.x * (1 - i.x), lambda i, c: c, unknown="c", bracket=(0, 1))


@pytest.mark.parametrize(("low", "high", "fits"), [("1/5", "1/4", True), ("1/4", "1/4", False), ("1/3", "1/4", False)])
def test_constants_are_in_order(low: str, high: str, fits: bool) -> None:
    constants: Mapping[str, Fraction] = {"refuted": Fraction(low), "survives": Fraction(high)}
    found = certified(CONSTANT, constants=constants, instances={"smaller constant": X})
    assert said(CONSTANT, found) == ([] if fits else [f"the constant {low} that is refuted must be below {high}, which survives"])
    assert misfit(CONSTANT, found) == "" and "must be 'refuted' and 'survives'" in misfit(CONSTANT, certified(CONSTANT))
    assert "the instance 'smaller constant' is missing" in said(CONSTANT, replace(found, instances={}))


def test_telling_instances_are_of_claims_that_hold() -> None:
    part = EXACT | {"telling": 0}
    for outcome in Outcome:
        told = said(HELD, certified(outcome=outcome, reach=[part]))
        assert ("telling instances are counted, and they are of claims that hold" in told) is (outcome != Outcome.HOLDS)


def test_a_claim_is_vacuous_in_strength_where_nothing_tells() -> None:
    none, one, uncounted = (Reach(None, 12, 24, 24, True, telling) for telling in (0, 1, None))
    weak = replace(HELD, weak="known")
    tight = Verdict(Outcome.HOLDS, {"x": [1, 2]}, tells=True)
    assert unspoken(HELD, [none], None).startswith("none of 24 instances is telling")
    assert unspoken(HELD, [none, none], replace(tight, tells=False)).startswith("none of 48 instances is telling")
    assert unspoken(HELD, [none], tight) == unspoken(HELD, [none, one], None) == unspoken(HELD, [one], None) == ""
    assert unspoken(HELD, [], None) == unspoken(HELD, [uncounted], None) == unspoken(HELD, [none, uncounted], None) == ""
    assert unspoken(weak, [none], None) == unspoken(weak, [one, none], None) == ""
    assert unspoken(weak, [one], None).startswith("weak says")


# Lists held against the second count

PAIR = claim("a pair", {"p": Simplex(2), "k": Whole(0, 2)}, lambda i: 0, lambda i: 1).space_at()
LISTED = [(weight, raw) for weight in range(1, 5) for raw in PAIR.small(weight)]
COUNTED = [sum(1 for w, _ in LISTED if w == weight) for weight in range(5)]


def test_a_list_that_is_whole_is_not_wrong() -> None:
    assert list(mislisted(PAIR, LISTED, COUNTED, 4)) == list(mislisted(PAIR, LISTED, None, 4)) == []
    assert list(mislisted(PAIR, LISTED[:-1], COUNTED, 3)) == []


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        (LISTED[:-1], f"lists {COUNTED[4] - 1} instances of weight 4, and there are {COUNTED[4]}"),
        (LISTED[1:], "instances of weight 1, and there are"),
        ([*LISTED, LISTED[0]], "twice"),
        ([(2, LISTED[0][1]), *LISTED[1:]], "with weight 2, and it has 1"),
        ([*LISTED[:-1], (1, LISTED[-1][1])], "with weight 1, and it has 4"),
        ([*LISTED, (6, {"p": [2, 4], "k": 0})], "it stands for [1, 2]"),
        ([*LISTED, (3, {"p": [1, 2], "k": 7})], "from 0 to 2, not 7"),
    ],
)
def test_a_list_that_is_wrong(listed: list[Any], words: str) -> None:
    (told,) = mislisted(PAIR, listed, COUNTED, 4)
    assert words in told


@pytest.mark.parametrize("whole", [1, 2, 3, 4])
def test_every_weight_up_to_the_last_is_counted_and_none_beyond(whole: int) -> None:
    for weight in range(1, 5):
        lost = next(k for k, (w, _) in enumerate(LISTED) if w == weight)
        assert bool(list(mislisted(PAIR, LISTED[:lost] + LISTED[lost + 1 :], COUNTED, whole))) is (weight <= whole)
