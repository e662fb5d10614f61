"""Equality, and what refutes a sharper form, where a claim says more than what is known without it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from tests.power.planted import claim
from tests.shipped import all_shipped
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio
from theory_lab.claims.checks import examination
from theory_lab.claims.checks.equality.attained import confirm_tight, tightest_instances
from theory_lab.claims.checks.equality.saying import is_said, refute_sharper
from theory_lab.claims.checks.examination import examined
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.checks.tightness import refute
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.judge import judge

UNIT = {"x": Ratio(0, 1)}


def square(**arguments: Any) -> Claim:
    """``x^2 <= x`` for a probability: an equation at 0 and at 1 alone, and there it is known."""
    return claim("a square", UNIT, lambda i: i.x**2, lambda i: i.x, **{"trivial": "probability", **arguments})


def same(**arguments: Any) -> Claim:
    """``x <= x``, with equality everywhere."""
    return claim("the same", UNIT, lambda i: i.x, lambda i: i.x, **{"trivial": "probability", **arguments})


def problems(case: Claim) -> tuple[str, ...]:
    return examined(case, DEPTHS["quick"]).findings.problems


@pytest.mark.parametrize("end", [0, 1])
def test_equality_that_is_known_without_the_claim_is_a_problem(end: int) -> None:
    case = square(tight_at={"x": [end, 1]})
    (problem,) = problems(case)
    assert problem.startswith(f"tight_at shows nothing: at {end} against {end} the claim says no more than trivial= does; give")
    assert confirm_tight(case, None).confirmed
    assert problems(same(tight_at={"x": [1, 2]})) == ()


def test_equality_of_zeros_shows_nothing_where_nothing_is_known() -> None:
    (problem,) = problems(square(trivial=None, tight_at={"x": [0, 1]}))
    assert problem.startswith("tight_at shows nothing: at 0 against 0 the smaller side is 0 or one is infinite; give another")
    assert problems(square(trivial=None, tight_at={"x": [1, 1]})) == ()


def test_a_claim_that_is_weak_need_not_say_anything_at_equality() -> None:
    case = claim("weak", UNIT, lambda i: 0, lambda i: i.x, tight_at={"x": [0, 1]}, weak="it is the sign alone")
    assert problems(case) == ()


def test_a_limit_says_something_where_it_is_close() -> None:
    """From above: both sides approach 1, and the right one is never below it."""
    above = claim("above", UNIT, lambda i: 1 - i.x, lambda i: 1 + i.x, trivial="probability")
    limit = {"tight_at": lambda k: {"x": [1, 2**k]}, "rate": "2^(-k)"}
    (problem,) = problems(replace(above, **limit))
    assert problem.startswith("tight_at shows nothing: at 255/256 against 257/256 the claim says no more than trivial= does")
    assert problems(claim("below", UNIT, lambda i: (1 - i.x) / 2, lambda i: (1 + i.x) / 2, trivial="probability", **limit)) == ()


def test_what_refutes_a_sharper_form_is_sought_where_the_claim_says_something() -> None:
    """The declared equality refutes it first, at 1 against 99/100."""
    case = same(tight_at={"x": [1, 1]}, sharpened=lambda i: xp.ratio(99, 100) * i.x)
    found, wrong = refute_sharper(case, partial(refute, sizes=(None,), budget=2_000, seed=0, starts=({"x": [1, 1]},)))
    assert found is not None and found.outcome == "fails" and not wrong
    assert judge(case, found.raw).lhs.count("/") > 0 and is_said(case, found)
    stored = examined(case, DEPTHS["quick"]).findings.variants["sharpened"]
    assert is_said(case, stored) and stored.raw != {"x": [1, 1]}


def test_that_a_sharper_form_fails_only_where_nothing_is_said_is_a_problem() -> None:
    """``x^2 <= 99/100 x`` fails from 99/100 on; ``x^2 <= x`` says nothing from a half on, where that is known."""
    case = square(trivial=(0, Fraction(1, 2)), sharpened=lambda i: xp.ratio(99, 100) * i.x)
    (problem,) = problems(case)
    assert problem.startswith("the refutation of sharpened shows nothing: at ") and "no more than trivial= does" in problem
    assert problems(replace(case, loose="as a square is")) == ()


def test_a_tie_of_the_claim_is_said_where_its_sides_are() -> None:
    """Equal sides that no form shows are open, and they are told by what is known of them all the same."""
    root = lambda i: xp.sqrt(2 + xp.sqrt(xp.exact(3))) * i.x  # noqa: E731
    sum_of_roots = lambda i: (xp.sqrt(xp.exact(6)) + xp.sqrt(xp.exact(2))) / 2 * i.x  # noqa: E731
    case = claim("a tie", UNIT, root, sum_of_roots, trivial=(0, 1))
    at = judge(case, {"x": [1, 4]})
    assert is_said(case, at) and not is_said(case, judge(case, {"x": [1, 1]}))


def test_what_shipped_certificates_store_against_sharper_forms_is_said_there() -> None:
    """Unless the claim tells why it is loose; and where equality is declared, or at the end of its limit."""
    unsaid, seen = [], 0
    for one in all_shipped():
        certificate = one.certificate
        assert isinstance(certificate, Certificate)
        stored = certificate.instances.get("sharpened")
        if stored is not None and not one.claim.loose:
            seen += 1
            unsaid += [(one.name, "sharpened")] * (not is_said(one.claim, stored))
        for raw in tightest_instances(one.claim):
            seen += 1
            unsaid += [(one.name, "tight_at")] * (not is_said(one.claim, judge(one.claim, raw, one.claim.small_size)))
    assert unsaid == [] and seen > 600


def test_the_examination_asks_it_of_every_sharper_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examination, "refute_sharper", lambda *_: (None, "planted"))
    assert "planted" in problems(same(sharpened=lambda i: i.x / 2, loose="for the test"))
