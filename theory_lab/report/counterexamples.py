"""Counterexamples with the numbers worked out.

An instance is shown twice, as the integers that it is and as the values that they stand for, with both sides
of the claim as exact numbers or enclosures, so that a person can verify it by hand.

Main definitions: `Case`, `cases`, `came_out`, `account`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from theory_lab.claims.checks.readings import are_apart
from theory_lab.claims.verdicts.certificates import CORRUPT
from theory_lab.claims.verdicts.outcomes import UNSPOKEN, Outcome
from theory_lab.report.quantities import readable, short, simplified, told_apart, value_of, with_decimals

if TYPE_CHECKING:
    from theory_lab.claims.record import Record

LONGEST = 60  # entries of a list that are shown, ten lines of them
LONG = 7  # letters of a fraction: one with three digits above and below is still seen at a glance
DERIVED = "derived"
CLOSE = "the sides differ in digits that are not shown"
OUTCOMES: dict[str, str] = {
    Outcome.HOLDS: "holds",
    Outcome.TIES: "holds but for ties",
    Outcome.FAILS: "is refuted",
    Outcome.UNDECIDED: "is undecided",
    Outcome.VACUOUS: "is vacuous",
    Outcome.ERROR: "raised an error",
    UNSPOKEN: "is vacuous in strength",
    CORRUPT: "has a corrupt certificate",
}


@dataclass(frozen=True)
class Field:
    """One field of an instance, or what is derived from the fields; ``shares`` are the values of a list over its largest."""

    name: str
    integers: str
    values: str
    shares: tuple[float, ...] = ()


@dataclass(frozen=True)
class Case:
    """One instance worked out; without fields the two sides alone, as for a trend, and then with their ratio.

    ``note`` says what cannot be seen from the sides.
    """

    title: str
    fields: tuple[Field, ...]
    lhs: str
    rhs: str
    ratio: str = ""
    size: str = ""
    note: str = ""


def cases(record: Record) -> list[Case]:
    """The instances worth showing: smallest and worst of a refuted claim, the tightest of one that holds."""
    refuted = record.outcome == Outcome.FAILS
    if record.witness is None and record.worst_witness is None and record.worst_lhs:
        title = "where it fails" if refuted else "where it is tightest"
        return [Case(title, (), record.worst_lhs, record.worst_rhs or "", short(record.worst_ratio))]
    small = _case(
        ("smallest counterexample" if _is_smallest(record) else "small counterexample") if refuted else "instance",
        record.witness,
        record.witness_values,
        record.lhs,
        record.rhs,
        record.witness_size,
        refuted,
    )
    worst = _case(
        "worst counterexample" if refuted else "tightest instance",
        record.worst_witness,
        record.worst_values,
        record.worst_lhs,
        record.worst_rhs,
        record.worst_size,
        refuted,
    )
    if record.witness == record.worst_witness:
        return small[:1] if refuted else worst
    return [*small, *worst]


def _is_smallest(record: Record) -> bool:
    """Whether all lighter instances were decided."""
    return any(name == "smallest" for name, _ in record.details)


def came_out(record: Record) -> str:
    """What came out against what was expected, as the predicate of a sentence."""
    verdict = OUTCOMES.get(record.outcome, record.outcome)
    if record.ok:
        return f"{verdict} (as expected)"
    if record.outcome == record.expect:
        return f"{verdict}, problem: {readable(record.problems[0])}"
    return f"{verdict} (expected: {record.expect})"


def account(record: Record) -> str:
    """One claim as plain text: what it says, what came out, the problems, the instances worked out."""
    lines = [f"{record.id} {came_out(record)}"]
    lines += [f"  {record.source}, {record.label} ({record.status})", f"  {record.statement}"]
    lines += [f"  {readable(problem)}" for problem in record.problems[record.outcome == record.expect :]]
    lines += [f"  {name}: {readable(text)}" for name, text in record.details]
    for case in cases(record):
        lines.append(f"  {case.title}")
        width = max([len("right"), *(len(field.name) for field in case.fields)])
        for field in case.fields:
            values = f" = {field.values}".replace(" = ≈", " ≈") if field.values != field.integers else ""
            lines.append(f"    {field.name:{width}}  {field.integers}{values}")
        if case.lhs or case.rhs:
            left, right = map(readable, told_apart(*map(_side, (case.lhs, case.rhs))))
            lines += [f"    {'left':{width}}  {left}", f"    {'right':{width}}  {right}"]
        if case.note:
            lines.append(f"    {case.note}")
        if case.ratio:
            lines.append(f"    {'ratio':{width}}  {case.ratio}")
    return "\n".join(lines)


def _side(text: str) -> str:
    """A side, by the primes in its logarithms, with decimals behind it where it is a fraction of many digits."""
    plain = simplified(text)
    return with_decimals(plain) if len(plain) > LONG else plain


def _case(
    title: str,
    raw: Mapping[str, Any] | None,
    values: Mapping[str, Any],
    lhs: str | None,
    rhs: str | None,
    size: Any,
    refuted: bool,
) -> list[Case]:
    """The case as a list of one; empty when there is no instance."""
    if not raw:
        return []
    fields = [_field(name, integers, values.get(name, integers)) for name, integers in raw.items()]
    derived = [Field(name, DERIVED, _written(value)) for name, value in values.items() if name not in raw]
    note = CLOSE if refuted and not are_apart(lhs or "", rhs or "") else ""
    return [Case(title, (*fields, *derived), lhs or "", rhs or "", size="" if size is None else str(size), note=note)]


def _field(name: str, integers: Any, value: Any) -> Field:
    floats = [value_of(word) for word in _words(value)]
    numbers = [number for number in floats if number is not None]
    largest = max(numbers, default=0.0)
    bars = _is_list(value) and len(numbers) == len(floats) and min(numbers, default=0.0) >= 0 < largest
    shares = tuple(number / largest for number in numbers) if bars else ()
    return Field(name, _shortened(json.dumps(integers), integers), _written(value), shares)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _words(value: Any) -> Iterator[str]:
    """The numbers of a nested list, in order."""
    if _is_list(value):
        for item in value:
            yield from _words(item)
    else:
        yield str(value)


def _written(value: Any) -> str:
    if not _is_list(value):
        return readable(str(value))
    items = [_written(item) for item in value[:LONGEST]]
    if len(value) > LONGEST:
        items.append(f"... {len(value) - LONGEST} more")
    return f"({', '.join(items)})"


def _shortened(text: str, integers: Any) -> str:
    if not _is_list(integers) or len(integers) <= LONGEST:
        return text
    return f"{json.dumps(list(integers[:LONGEST]))[:-1]}, ... {len(integers) - LONGEST} more]"
