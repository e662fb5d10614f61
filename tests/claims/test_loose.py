"""Why a claim is loose can be looked up: a reason names claims that are there, or has a number; and what is far off has one."""

from __future__ import annotations

import re

import pytest

from tests.shipped import all_shipped
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Filed

# The first and the last part of a name have two letters at least, which ``theta_1`` and ``E_M`` have not.
NAME = re.compile(r"\b[a-z][a-z0-9]+(?:_[a-z0-9]+)*_[a-z0-9]{2,}\b")
LOOSE = [one for one in all_shipped() if one.claim.loose]


def _named() -> dict[str, list[Filed]]:
    """The claims by their names without the paper; one of several in a file also by the name of the file."""
    found: dict[str, list[Filed]] = {}
    for one in all_shipped():
        parts = one.name.removeprefix("refuted.").split(".")[1:]
        for name in {part for part in parts if part != "refuted"}:
            found.setdefault(name, []).append(one)
    return found


NAMED = _named()


def _certificate(one: Filed) -> Certificate:
    assert isinstance(one.certificate, Certificate), one.name
    return one.certificate


@pytest.mark.parametrize("one", LOOSE, ids=lambda one: one.name)
def test_a_reason_names_claims_that_are_there(one: Filed) -> None:
    names = NAME.findall(one.claim.loose)
    unknown = [name for name in names if name not in NAMED]
    assert not unknown, f"{one.name} is said to be loose because of {', '.join(unknown)}, which is no claim"
    others = [other for name in names for other in NAMED[name]]
    assert one.name not in {other.name for other in others}
    for other in others:
        assert _certificate(other).outcome == other.claim.expect, other.name
        assert not other.name.endswith("_constant") or _certificate(other).constants["survives"], other.name


@pytest.mark.parametrize("one", LOOSE, ids=lambda one: one.name)
def test_a_reason_names_a_claim_or_has_a_number(one: Filed) -> None:
    assert NAME.search(one.claim.loose) or re.search(r"\d", one.claim.loose), one.claim.loose


def test_a_bound_that_stays_below_half_is_sharp_or_says_why() -> None:
    bounds = [one for one in all_shipped() if one.claim.expect == "holds" and one.claim.relation != "=="]
    far = [one for one in bounds if one.claim.kind != "simulated" and _below_half(one)]  # a simulation has a margin
    assert len(far) > 50
    assert [one.name for one in far if not (one.claim.loose or one.claim.sharpened)] == []


def _below_half(one: Filed) -> bool:
    closest = _certificate(one).instances.get("tightest")
    return closest is not None and closest.ratio is not None and closest.ratio < 1 / 2
