"""What is stored as the tightest, held against the lightest instances: closer is what certainly is, whatever the middles say."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flint import arb, fmpq

from tests.claims.test_bulk import noting
from tests.claims.test_recheck import SQUARE, WHOLE, written
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Ratio
from theory_lab.claims.verdicts import recheck as rechecking
from theory_lab.claims.verdicts.audit.tightest import LIGHTEST, is_closer, lightest
from theory_lab.claims.verdicts.judge import Verdict, judge
from theory_lab.claims.verdicts.recheck import recheck

Files = Callable[..., Path]
UNIT = {"x": Ratio(0, 1)}
# Left sides that are known to lie within so much of x / 2.
WIDE = """\
from tests.claims.test_tightest import between
CLAIM = Claim('x/2 <= x', S, Space(x=Ratio(1, 2)), lambda i: between(HALF, BY), lambda i: i.x)
"""


def between(number: Any, by: str) -> Any:
    """What is known of a number to a part of it, as of what was computed in floats."""
    q, spread = number.numbers()[()].q, fmpq(*map(int, by.split("/")))
    return xp.exact(xp.Real(None, arb(q * (1 - spread)).union(arb(q * (1 + spread)))))


def wide(by: str, half: str = "i.x / 2") -> str:
    return WIDE.replace("HALF", half).replace("BY", repr(by))


@pytest.mark.parametrize("by", ["1/1000000", "1/10000000000000"])
def test_a_middle_that_is_larger_here_does_not_contradict(claim_file: Files, by: str) -> None:
    """The ratio of the tightest was less by an ulp on the machine that stored it."""
    case, certificate = written(claim_file, wide(by))
    tightest = judge(case, {"x": [1, 1]})
    assert tightest.ratio is not None
    stored = replace(tightest, ratio=math.nextafter(tightest.ratio, 0))
    found = recheck(case, replace(certificate, reach=(), instances={"tightest": stored}))
    assert not [problem for problem in found.problems if problem.startswith("tightest")]


def test_what_is_certainly_closer_contradicts_also_among_enclosures(claim_file: Files) -> None:
    case, certificate = written(claim_file, wide("1/1000000", "i.x * i.x / 2"))
    stored = judge(case, {"x": [4, 3]})
    found = recheck(case, replace(certificate, reach=(), instances={"tightest": stored}))
    assert [problem for problem in found.problems if "is stored, and" in problem]


def verdict(x: Any, ratio: float = 0.5) -> Verdict:
    return replace(judge(claim("half", UNIT, lambda i: i.x / 2, lambda i: i.x), {"x": x}), ratio=ratio)


def enclosed(i: Any) -> Any:
    """``x (1 + x) / 4``, known to one part in a hundred."""
    return between(i.x * (1 + i.x) / 4, "1/100")


@pytest.mark.parametrize(
    ("first", "second", "closer"),
    [
        ([1, 1], [1, 2], True),
        ([1, 2], [1, 1], False),
        ([100, 101], [1, 1], False),
        ([1, 1], [100, 101], False),
        ([1, 1], [1, 1], False),
    ],
)
def test_of_enclosures_the_closer_one_has_to_be_apart(first: list[int], second: list[int], closer: bool) -> None:
    assert is_closer(claim("wide", UNIT, enclosed, lambda i: i.x), verdict(first), verdict(second)) is closer
    exactly = claim("exact", UNIT, lambda i: i.x * (1 + i.x) / 4, lambda i: i.x)
    assert is_closer(exactly, verdict(first), verdict(second)) is (Fraction(*first) > Fraction(*second))


def test_the_larger_side_is_below_also_where_the_claim_says_at_least() -> None:
    least = claim("least", UNIT, lambda i: i.x, lambda i: i.x * i.x, relation=">=")
    assert is_closer(least, verdict([1, 1]), verdict([1, 2])) and not is_closer(least, verdict([1, 2]), verdict([1, 1]))
    assert not is_closer(least, verdict([0, 1]), verdict([1, 2]))  # 0/0 has no ratio


def test_only_what_may_come_closer_is_judged() -> None:
    seen: list[tuple[str, bool, int]] = []
    below = claim("below", UNIT, noting(seen, lambda i: i.x * i.x), lambda i: i.x)
    everything = lightest(below)
    assert everything is not None and everything.raw == {"x": [1, 1]}
    seen.clear()
    assert lightest(below, beyond=0.99) == everything
    alone = [kind for kind, _, batch in seen if batch == 1]
    assert 0 < len(alone) <= 3  # the tightest, and 0/0, where a ratio is not known not to be larger
    for ratio in (0.0, 0.3, 0.5, math.nextafter(1, 0)):
        found = lightest(below, beyond=ratio)
        assert found == everything
    assert (none := lightest(below, beyond=1.5)) is None or none.ratio is None or none.ratio <= 1.5


def test_none_is_left_out_where_the_stored_ratio_is_not_known_or_intervals_do_not_evaluate_the_claim() -> None:
    seen: list[tuple[str, bool, int]] = []
    branches = claim("branches", UNIT, noting(seen, lambda i: i.x / 2 if i.x < Fraction(1, 3) else i.x), lambda i: i.x)
    best = lightest(branches, beyond=0.75)
    assert best is not None and best.ratio == 1 and sum(batch == 1 for _, _, batch in seen) >= LIGHTEST


def test_instances_with_other_static_fields_are_looked_at_in_batches_of_their_own() -> None:
    seen: list[tuple[str, bool, int]] = []
    fields = {"x": Ratio(0, 1), "k": Choice(1, 2, 3)}
    each = claim("each", fields, noting(seen, lambda i: i.x / i.k), lambda i: i.x)
    best = lightest(each, beyond=0.6)
    assert best is not None and best.ratio == 1 and best.raw["k"] == 0
    assert sum(kind == "interval" for kind, _, _ in seen) == 3


@pytest.mark.parametrize(("ratio", "judged"), [(0.0, False), (0.1, False), (-0.1, True)])
def test_where_an_equation_holds_none_comes_closer_than_another(ratio: float, judged: bool) -> None:
    equal = claim("equal", UNIT, lambda i: i.x + i.x, lambda i: 2 * i.x, relation="==")
    assert (lightest(equal, beyond=ratio) is not None) is judged


def test_cycles_are_not_looked_for_while_instances_are_listed(claim_file: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    within: list[bool] = []
    plain = rechecking.mislisted
    monkeypatch.setattr(rechecking, "mislisted", lambda *given: within.append(gc.isenabled()) or plain(*given))
    assert gc.isenabled() and recheck(*written(claim_file, SQUARE, reach=(WHOLE,))).outcome == "confirmed"
    assert within == [False] and gc.isenabled()
