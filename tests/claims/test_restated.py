"""Stored sides against those that are computed now: which digits agree, and which instance speaks about which claim."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex
from theory_lab.claims.verdicts.audit.tightest import LIGHTEST, lightest
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.restated import BINARY, agree, disagreement, named, unmatched

THIRD = Fraction(1, 3)


def binary(bits: int, more: int = 0) -> str:
    """About a third, in so many binary digits; ``more`` is added in the last one."""
    return str(Fraction(2 * (2**bits // 6) + 1 + more, 2**bits))


@pytest.mark.parametrize(
    ("computed", "stored", "same"),
    [
        ("1/3", "1/3", True),
        ("1/3", "1/4", False),
        ("1/3", "333333333333/1000000000000", False),
        ("0", "0", True),
        ("inf", "inf", True),
        ("inf", "1", False),
        ("1", "inf", False),
        (binary(BINARY), binary(BINARY), True),
        (binary(60), binary(60, 2), True),  # a part of 10^17
        (binary(60), binary(60, 2**27), True),  # 2^27 / 2^60 is 1.2 e-10, of a third 3.5 e-10
        (binary(60), binary(60, 2**29), False),  # and so 1.4 e-9
        (binary(BINARY), str(Fraction(binary(BINARY)) + Fraction(1, 2**40)), True),
        (binary(BINARY - 1), str(Fraction(binary(BINARY - 1)) + Fraction(1, 2**40)), False),
        (str(Fraction(binary(BINARY - 1)) + Fraction(1, 2**40)), binary(BINARY - 1), False),
        (str(-Fraction(binary(60))), binary(60), False),
        (str(-Fraction(binary(60))), str(-Fraction(binary(60, 2))), True),
        ("0.5 +/- 0.001", "0.5 +/- 0.001 (balls)", True),
        ("0.5 +/- 0.001", "0.5005 +/- 0.001", True),
        ("0.5 +/- 0.001", "0.5019 +/- 0.001", True),
        ("0.5 +/- 0.001", "0.5021 +/- 0.001", False),
        ("0.5 +/- 0.001", "0.4981 +/- 0.001", True),
        ("0.5 +/- 0.001", "0.4979 +/- 0.001", False),
        ("0.5 +/- 0.001", "0.5 +/- 0.0099", True),  # no ten times as wide
        ("0.5 +/- 0.001", "0.5 +/- 0.0101", False),
        ("0.5 +/- 1e-12", "0.5 +/- 4e-10", True),  # or as digits are printed
        ("0.5 +/- 1e-12", "0.5 +/- 6e-10", False),
        ("-0.5 +/- 1e-12", "-0.5 +/- 4e-10", True),
        ("-0.5 +/- 1e-12", "-0.5 +/- 6e-10", False),
        ("0.5 +/- 0.001", "1/2", False),
        ("1/2", "0.5 +/- 0.001", False),
        ("log(2) = 0.69314718056", "log(2) = 0.69314718056", True),
        ("log(2) = 0.69314718056", "log(2) = 0.69314718057", True),
        ("log(2) = 0.69314718056", "log(2) = 0.6931471806", True),
        ("log(2) = 0.69314718056", "log(2) = 0.6931471816", False),
        ("log(2) = 0.69314718056", "log(4)/2 = 0.69314718056", False),
        ("log(2) = 0.69314718056", "0.69314718056 +/- 1e-12", True),
        ("0.69314718056 +/- 1e-12", "log(2) = 0.69314718056", True),
        ("a word", "0.5 +/- 0.001", False),
        ("", "1", False),
    ],
)
def test_which_numbers_agree(computed: str, stored: str, same: bool) -> None:
    assert agree(computed, stored) is same


def test_no_number_is_made_of_floats_that_has_few_binary_digits() -> None:
    assert (BINARY, LIGHTEST) == (30, 20)


HALF = claim("x <= 1/2", {"x": Ratio(0, 1)}, lambda i: i.x, lambda i: Fraction(1, 2))
HOLDS, FAILS = (judge(HALF, {"x": x}) for x in ([1, 3], [2, 3]))


@pytest.mark.parametrize(
    ("name", "stored", "words"),
    [
        ("tightest", HOLDS, ""),
        ("smallest", FAILS, ""),
        ("tightest", replace(HOLDS, outcome=Outcome.FAILS), "stored as fails, decided as holds"),
        ("tightest", replace(HOLDS, lhs="1/4"), "sides stored as 1/4 and 1/2, computed as 1/3 and 1/2"),
        ("tightest", replace(HOLDS, rhs="1/4"), "sides stored as 1/3 and 1/4, computed as 1/3 and 1/2"),
        ("tightest", replace(HOLDS, ratio=0.67), "ratio stored as 0.67"),
        ("tightest", replace(HOLDS, ratio=None), "ratio stored as None"),
        ("tightest", FAILS, "the instance must hold, and it fails"),
        ("smallest", HOLDS, "the instance must fail, and it holds"),
        ("worst", HOLDS, "the instance must fail, and it holds"),
        ("sharpened", HOLDS, "the instance must fail, and it holds"),
        ("smaller constant", HOLDS, "the instance must fail, and it holds"),
        ("without small", HOLDS, "the instance must fail, and it holds"),
        ("trouble", HOLDS, ""),
        ("trouble", FAILS, ""),
    ],
)
def test_a_stored_instance_is_decided_again(name: str, stored: Verdict, words: str) -> None:
    told = disagreement(HALF, name, stored)
    assert words in told and bool(told) is bool(words)


@pytest.mark.parametrize(
    ("ratio", "radius", "same"),
    [
        (2 / 3, 0, True), (2 / 3 + 1e-15, 0, False), (None, 0, False), (float("inf"), 0, False),
        (2 / 3 * (1 + 9e-10), 1e-13, True), (2 / 3 * (1 + 1.1e-9), 1e-13, False), (2 / 3 * (1 - 9e-10), 1e-13, True),
        (2 / 3 * (1 - 1.1e-9), 1e-13, False), (2 / 3 * 1.008, 1e-3, True), (2 / 3 * 1.0082, 1e-3, False),
        (float("inf"), 1e-3, False), (float("nan"), 1e-3, False), (None, 1e-3, False),
    ],
)  # fmt: skip
def test_ratios_of_enclosures_agree_as_far_as_these_are_wide(ratio: float | None, radius: float, same: bool) -> None:
    """The sides are 1/3 and 1/2; their widths are 3 and 1 times the radius, of what is stored and of what is found."""
    sides = ("1/3", "1/2") if not radius else (f"0.3333333333333 +/- {radius}", f"0.5 +/- {radius / 2}")
    now = replace(HOLDS, lhs=sides[0], rhs=sides[1], ratio=2 / 3)
    other = replace(now, ratio=ratio) if not radius else replace(now, ratio=ratio, rhs=f"0.5 +/- {radius / 2} (stored)")
    assert (unmatched("tightest", other, [now], []) == "") is same


@pytest.mark.parametrize(("ratio", "same"), [(2 / 3 + 1e-15, True), (2 / 3 * (1 + 1.1e-9), False), (2 / 3 * (1 + 9e-10), True)])
def test_enclosures_that_print_alike_may_differ_in_what_is_not_printed(ratio: float, same: bool) -> None:
    """An end of another machine moves the ratio in its last digit, and no digit that is printed."""
    now = replace(HOLDS, lhs="0.3333333333333 +/- 1e-13", rhs="1/2", ratio=2 / 3)
    assert (unmatched("tightest", replace(now, ratio=ratio), [now], []) == "") is same
    endless = replace(now, rhs="inf", ratio=0.0)
    assert (
        unmatched("tightest", endless, [endless], []) == "" != unmatched("tightest", replace(endless, ratio=0.5), [endless], [])
    )


def test_infinite_ratios_are_one_number() -> None:
    """As read from a certificate: another object."""
    now, stored = (replace(HOLDS, lhs="0.3333333333333 +/- 1e-13", rhs="0", ratio=float("inf")) for _ in range(2))
    assert now.ratio is not stored.ratio and unmatched("tightest", stored, [now], []) == ""
    assert unmatched("tightest", replace(stored, ratio=-float("inf")), [now], [])


def test_a_number_is_of_its_size_outcome_and_instance() -> None:
    assert unmatched("tightest", HOLDS, [FAILS, HOLDS], []) == ""
    assert "another number is meant" in unmatched("tightest", HOLDS, [FAILS], [HOLDS])
    assert "no number of size None is so" in unmatched("tightest", HOLDS, [], [FAILS])
    for other in (
        replace(HOLDS, size=1), replace(HOLDS, outcome=Outcome.UNDECIDED), replace(HOLDS, raw={"x": [2, 6]}),
        replace(HOLDS, lhs="1/4"), replace(HOLDS, rhs="1/4"), replace(HOLDS, ratio=0.5),
    ):  # fmt: skip
        assert unmatched("tightest", other, [HOLDS], [HOLDS])
    assert unmatched("tightest", replace(HOLDS, size="1"), [replace(HOLDS, size=1)], [])


@pytest.mark.parametrize("kind", ["value", "trend", "simulated"])
def test_what_has_no_instance_is_run_again_elsewhere(kind: str) -> None:
    odd = Claim("v", HALF.source, kind=kind, sizes=(1, 2), rhs=lambda n: 1, **{"simulated": {"simulate": lambda n, rng: 0}}.get(
        kind, {"value": {"value": lambda n: 0}, "trend": {"trend": lambda n: 0}}.get(kind, {})))  # type: ignore[arg-type]  # fmt: skip
    assert disagreement(odd, "tightest", replace(HOLDS, lhs="7")) == ""


def test_each_name_speaks_about_a_variant() -> None:
    case = claim(
        "x <= 1/2", {"x": Ratio(0, 1)}, lambda i: i.x, lambda i: Fraction(1, 2), sharpened=lambda i: Fraction(1, 3),
        given={"small": lambda i: 3 * i.x <= 1, "large": lambda i: 4 * i.x >= 1}, necessary=("small",),
    )  # fmt: skip
    for name, outcomes in (
        ("", ["vacuous", "holds", "vacuous"]), ("tightest", ["vacuous", "holds", "vacuous"]),
        ("without small", ["vacuous", "holds", "fails"]), ("without large", ["holds", "holds", "vacuous"]),
    ):  # fmt: skip
        variant = named(case, name, {})
        assert [judge(variant, {"x": x}).outcome for x in ([1, 5], [1, 3], [3, 5])] == outcomes, name
    assert judge(named(case, "sharpened", {}), {"x": [1, 3]}).rhs == "1/3"
    constant = claim("x <= c", {"x": Ratio(0, 1)}, lambda i, c: i.x, lambda i, c: c, unknown="c", bracket=(0, 1))
    known = {"refuted": Fraction(1, 4), "survives": Fraction(1, 2)}
    for name, rhs in (("smaller constant", "1/4"), ("tightest", "1/2"), ("", "1/2"), ("smallest", "1/2")):
        assert judge(named(constant, name, known), {"x": [0, 1]}).rhs == rhs


def test_the_lightest_are_twenty_of_each_size() -> None:
    seen: list[Any] = []
    counted = claim("counted", lambda n: {"p": Simplex(n)}, lambda i: seen.append(1) or i.p[0], lambda i: 2, sizes=(2, 3))
    best = lightest(counted)
    assert len(seen) == 2 * LIGHTEST and best is not None and (best.ratio, best.size) == (0.5, 2)
    few = lightest(counted, 1)
    assert few is not None and (few.ratio, few.raw) == (0.0, {"p": [0, 1]})
    assert lightest(counted, 0) is None


@pytest.mark.parametrize(
    ("given", "lhs", "rhs"),
    [
        ({"some": lambda i: i.p[0] > 0}, lambda i: i.p[0], lambda i: i.p[0]),  # (0, 1) misses the hypothesis
        ({}, lambda i: xp.log(i.p[0]), lambda i: xp.log(i.p[0])),  # both sides are infinite at (0, 1)
        ({}, lambda i: i.p[1], lambda i: 0),  # it fails at (0, 1)
    ],
)
def test_the_lightest_of_an_equation_is_the_first_that_holds_and_is_ranked(given: Any, lhs: Any, rhs: Any) -> None:
    best = lightest(claim("equal", {"p": Simplex(2)}, lhs, rhs, relation="==", given=given))
    assert best is not None and (best.outcome, best.raw, best.ratio) == (Outcome.HOLDS, {"p": [1, 0]}, 0)
