"""The extremal instances of certificates, decided a second time by numbers that belong to the kernel.

The claim's code is traced to terms, the whole numbers of an instance are turned into fractions here, and the kernel's own values
decide.  Neither the arithmetic in which claims are decided nor the judge has a part in it: a bug there does not go unseen.

Main definitions: ``second_looks``, ``second_look``.

Conventions: what no precision decides is left open (``in part``), for the kernel's values know no ties of logarithms; a claim
without a formula is ``untraced``, and so is one of which no instance is stored.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from flint import arb, ctx, fmpq, fmpz

from theory_lab.claims import Ratio, Simplex, Steps, Table
from theory_lab.claims.claim import FLIPPED, Claim
from theory_lab.claims.loading import load
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.verdicts.audit.contents import Certificate
from theory_lab.claims.verdicts.certificates import Corrupt, Filed
from theory_lab.claims.verdicts.judge import Verdict
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.claims.verdicts.recheck import Rechecked
from theory_lab.claims.verdicts.restated import named
from theory_lab.isolation.containment import Lost
from theory_lab.isolation.pool import Limits, in_order, spread
from theory_lab.proofs.kernel.values import Open, Value, sign, value
from theory_lab.proofs.statements import Statement, Untraceable, names_of, traced

BITS = (64, 256, 1024, 4096)  # of balls: the first decides nearly all, and what the last leaves open is a tie
_EXACT = re.compile(r"-?\d+(/\d+)?")
Point = Mapping[str, Fraction]


def second_looks(found: Sequence[Filed], workers: int | None = 1, limits: Limits | None = None) -> Generator[Rechecked]:
    """Decide the stored instances of certificates, in the order of their claims."""
    held = [(one, one.certificate) for one in found if isinstance(one.certificate, Certificate)]
    jobs = [(one.name, one.path, certificate) for one, certificate in held]
    results = in_order(spread(_loaded, jobs, workers, limits or Limits(), _quiet))
    for one in found:
        if isinstance(one.certificate, Corrupt):
            yield Rechecked(one.name, "corrupt", (one.certificate.reason,), 0.0)
        elif one.certificate is not None:
            result = next(results)
            lost = isinstance(result, Lost)
            yield Rechecked(one.name, "error", (result.reason,), result.seconds) if lost else result


def _quiet(running: object) -> None:
    """Progress that nobody is told of."""


def _loaded(name: str, path: Path, certificate: Certificate, progress: Callable[[str], object]) -> Rechecked:
    return second_look(load(path, spaces=False), name, certificate)


def second_look(claim: Claim, name: str, certificate: Certificate) -> Rechecked:
    """Decide the stored instances of a certificate."""
    started = time.perf_counter()
    stored = {which: one for which, one in certificate.instances.items() if one.outcome in (Outcome.HOLDS, Outcome.FAILS)}
    said = f"{name}, {len(stored)} instance{'' if len(stored) == 1 else 's'}"

    def result(outcome: str, *problems: str) -> Rechecked:
        return Rechecked(said, outcome, problems, time.perf_counter() - started)

    if certificate.is_stale(claim):
        return result("stale", "the claim's file changed since it was certified")
    if not any(one.raw for one in stored.values()):
        return result("untraced", f"a certificate of a claim of kind {claim.kind!r} without an instance")
    differing, left = [], []
    for which, one in stored.items():
        try:
            differing += _differences(named(claim, which, certificate.constants), which, one)
        except Untraceable as error:
            return result("untraced", str(error))
        except RecursionError:
            return result("untraced", "the formula is too deep")
        except Open as error:
            left.append(f"{which}: open at {BITS[-1]} bits: {str(error)[:100]}")
    return result("contradicted" if differing else "in part" if left else "confirmed", *differing, *left)


def _differences(claim: Claim, which: str, stored: Verdict) -> list[str]:
    """How a stored instance differs from what the kernel's values say."""
    space = claim.space_at(stored.size)
    found = traced(claim, space, {name: stored.raw[name] for name in space.static_fields})
    at = point(space, stored.raw)
    for bits in BITS:
        before, ctx.prec = ctx.prec, bits
        try:
            outcome, sides = _decided(found, at)
        except Open:
            if bits == BITS[-1]:
                raise
            continue
        except ZeroDivisionError as error:
            return [f"{which}: stored as {stored.outcome}, and the kernel finds {error} at {stored.raw}"]
        finally:
            ctx.prec = before
        if outcome != stored.outcome:
            return [f"{which}: stored as {stored.outcome}, and the kernel decides {outcome} at {stored.raw}"]
        texts = zip(sides[:: -1 if claim.relation in FLIPPED else 1], (stored.lhs, stored.rhs), strict=True)
        return [
            f"{which}: a side is stored as {text}, and is {side} for the kernel"
            for side, text in texts
            if not _agrees(side, text)
        ]
    raise AssertionError("there is no precision")


def point(space: Space, raw: Mapping[str, Any]) -> Point:
    """The fractions that the whole numbers of an instance stand for, by variables."""
    at: dict[str, Fraction] = {}
    for name, field in space.arrays.items():
        own, names = raw[name], names_of(name, field)
        if isinstance(field, Simplex | Steps):
            lengths = [field.n] if isinstance(field, Simplex) else [int(k) for k in field.tree.child_count if k]
            numbers = _laws(own, lengths)
        elif isinstance(field, Ratio):
            numbers = [Fraction(own[0], own[1])]
        else:
            numbers = [Fraction(k, own[0]) for k in own[1:]] if isinstance(field, Table) else [Fraction(own)]
        at.update(zip(names, numbers, strict=True))
    return at


def _laws(weights: Sequence[int], lengths: Sequence[int]) -> list[Fraction]:
    """Weights over their sums, law by law."""
    numbers: list[Fraction] = []
    for length in lengths:
        group = weights[len(numbers) : len(numbers) + length]
        numbers += [Fraction(weight, sum(group)) for weight in group]
    return numbers


def _decided(found: Sequence[Statement], at: Point) -> tuple[str, tuple[Value, Value]]:
    """What the formulas say at a point, and the sides of the step that fails, or the first and the last."""
    for statement in found:
        _require_within(statement, at)
        memo: dict[Any, Any] = {}
        if all(value(condition, at, memo) for condition in statement.hypotheses):
            sides: list[Any] = [value(side, at, memo) for side in statement.sides]
            wrong = [pair for pair in zip(sides, sides[1:], strict=False) if not _holds(statement.relation, *pair)]
            return (Outcome.FAILS, wrong[0]) if wrong else (Outcome.HOLDS, (sides[0], sides[-1]))
    return Outcome.VACUOUS, (fmpq(0), fmpq(0))


def _require_within(statement: Statement, at: Point) -> None:
    """An instance is one of the space: numbers in their ranges, laws that are laws."""
    inside = all(low <= at[name] <= high for name, (low, high) in statement.ranges.items())
    laws = all(sum(at[name] for name in law) == 1 and min(at[name] for name in law) >= 0 for law in statement.laws)
    if not (inside and laws and all(at[name] > 0 for name in statement.positive)):
        raise ZeroDivisionError("no instance of the space")


def _holds(relation: str, left: Value, right: Value) -> bool:
    if isinstance(left, float) and isinstance(right, float):
        above = (right > left) - (right < left)
    else:
        above = sign(right) if isinstance(right, float) else -sign(left) if isinstance(left, float) else sign(right - left)
    return above == 0 if relation == "==" else above > 0 if relation == "<" else above >= 0


def _agrees(side: Value, text: str) -> bool:
    """Whether a value is the number that a certificate stores: equal fractions, or balls that overlap."""
    if text in ("inf", "-inf") or isinstance(side, float):
        return isinstance(side, float) and text == ("inf" if side > 0 else "-inf")
    if isinstance(side, fmpq) and _EXACT.fullmatch(text):
        top, _, bottom = text.partition("/")
        return side == fmpq(fmpz(top), fmpz(bottom or 1))  # FLINT reads numbers of any length
    middle, _, radius = text.rpartition("=")[2].partition(" (")[0].partition("+/-")
    digits, spread = Fraction(middle.strip()), Fraction(radius.strip() or 0)
    if "=" in text and not radius:
        spread = abs(digits) / 10**10 + Fraction(1, 10**17)  # a form is followed by 11 digits
    low, high = (fmpq(end.numerator, end.denominator) for end in (digits - spread, digits + spread))
    if isinstance(side, fmpq):
        return low <= side <= high
    return not arb(low) > side and not arb(high) < side
