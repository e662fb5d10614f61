"""Why a claim is loose can be looked up: a reason names claims that are there, or has a number; and what is far off has one."""

from __future__ import annotations

import re

from tests.shipped import all_shipped
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Filed

# The first and the last part of a name have two letters at least, which ``theta_1`` and ``E_M`` have not.
NAME = re.compile(r"\b[a-z][a-z0-9]+(?:_[a-z0-9]+)*_[a-z0-9]{2,}\b")


def _named() -> dict[str, list[Filed]]:
    """The claims by their names without the paper; one of several in a file also by the name of the file."""
    found: dict[str, list[Filed]] = {}
    for one in all_shipped():
        parts = one.name.removeprefix("refuted.").split(".")[1:]
        for name in {part for part in parts if part != "refuted"}:
            found.setdefault(name, []).append(one)
    return found


def _certificate(one: Filed) -> Certificate:
    assert isinstance(one.certificate, Certificate), one.name
    return one.certificate


def test_a_reason_names_claims_that_are_there() -> None:
    named, faults = _named(), []
    for one in all_shipped():
        for name in NAME.findall(one.claim.loose):
            others = named.get(name, [])
            if not others:
                faults.append(f"{one.name} is said to be loose because of {name}, which is no claim")
            faults += [
                f"{one.name} is said to be loose because of {other.name}: {fault}"
                for other in others
                if (fault := _fault(one, other))
            ]
    assert not faults, "\n".join(faults)


def _fault(one: Filed, other: Filed) -> str:
    """Why a claim cannot be a reason of another, if it cannot."""
    if one.name == other.name:
        return "that is itself"
    if _certificate(other).outcome != other.claim.expect:
        return "that is not as it is said to be"
    if other.name.endswith("_constant") and not _certificate(other).constants["survives"]:
        return "no constant of it survives"
    return ""


def test_a_reason_names_a_claim_or_has_a_number() -> None:
    said = {one.name: one.claim.loose for one in all_shipped() if one.claim.loose}
    assert [name for name, words in said.items() if not (NAME.search(words) or re.search(r"\d", words))] == []


def test_a_bound_that_stays_below_half_is_sharp_or_says_why() -> None:
    bounds = [one for one in all_shipped() if one.claim.expect == "holds" and one.claim.relation != "=="]
    far = [one for one in bounds if one.claim.kind != "simulated" and _below_half(one)]  # a simulation has a margin
    assert len(far) > 50
    assert [one.name for one in far if not (one.claim.loose or one.claim.sharpened)] == []


def _below_half(one: Filed) -> bool:
    closest = _certificate(one).instances.get("tightest")
    return closest is not None and closest.ratio is not None and closest.ratio < 1 / 2
