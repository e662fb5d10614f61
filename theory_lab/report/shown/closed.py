"""Sides in closed form where a record has an enclosure of them, in the words of ``show``.

Main definitions: ``in_closed_form``.

Conventions: nothing is decided.  The claim's code runs at the instances of the record; where that raises or takes long the
enclosure stays.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory_lab.claims.checks.telling.worked import written
from theory_lab.claims.claim import Claim
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.variants import at_constant
from theory_lab.isolation.alarms import within
from theory_lab.report.quantities import simplified

ENCLOSED = " +/- "
SECONDS = 10.0  # an instance of a shipped claim takes at most a quarter of one


def in_closed_form(claim: Claim, record: Record) -> Record:
    """The record with closed forms in place of enclosures, where there are any."""
    plain = _plain(claim, record)
    if plain is None or claim.chain:
        return record
    lhs, rhs = _sides(plain, record.witness, record.witness_size, record.lhs, record.rhs)
    worst = _sides(plain, record.worst_witness, record.worst_size, record.worst_lhs, record.worst_rhs)
    return replace(record, lhs=lhs, rhs=rhs, worst_lhs=worst[0], worst_rhs=worst[1])


def _plain(claim: Claim, record: Record) -> Claim | None:
    """The claim at the constant that its instances are about; None where that is not known."""
    if not claim.unknown:
        return claim
    value = record.constant.get("refuted" if record.outcome == Outcome.FAILS else "survives")
    return None if value is None else at_constant(claim, Fraction(value))


def _sides(claim: Claim, raw: Any, size: Any, left: str | None, right: str | None) -> tuple[str | None, str | None]:
    """Both sides at an instance, each by the primes in its logarithms."""
    if not raw or left is None or right is None:
        return left, right
    told = [left, right]
    if any(ENCLOSED in side for side in told):
        with suppress(Exception), within(SECONDS):  # otherwise it is shown as it is stored, and `show` says what is wrong
            found = written(claim, raw, size)
            told = [form if ENCLOSED in side else side for side, form in zip(told, (found[0], found[-1]), strict=True)]
    return simplified(told[0]), simplified(told[1])
