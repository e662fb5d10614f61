"""Instances as people write them: values in place of whole numbers.

An instance is its whole numbers, and on paper ``p`` is ``(1/2, 1/2)``.  What a person enters may be either: a field whose value
has a fraction in it, or rows, or which is as many numbers as there are entries and no denominator, is turned into the whole
numbers that stand for it; the others are whole numbers already and left as they are.

Main definitions: ``entered``, ``reading``.

Conventions: fractions are ``Fraction`` or text such as ``"3/4"``; a probability vector is its probabilities, a matrix its rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from theory_lab.claims.checks.telling.worked import SIZE
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.spaces.table import Ratio, Table
from theory_lab.numbers.whole.rationals import rational
from theory_lab.own_code.explained import explain


def entered(claim: Claim, at: Mapping[str, Any]) -> dict[str, Any]:
    """The instance in whole numbers, with the first size that has it; ``ValueError`` says in one sentence why there is none."""
    if claim.space is None:
        return dict(at)
    found, reasons = _readings(claim, at, 1)
    if not found:
        raise ValueError(reasons[0] if len(reasons) == 1 else f"no size has such an instance ({reasons[0]})")
    return found[0]


def reading(claim: Claim, at: Mapping[str, Any]) -> str:
    """How an instance was read that could be read in another way, at another size; '' where there is one way only."""
    if claim.space is None or SIZE in at:
        return ""
    found, _ = _readings(claim, at, len(claim.sizes))
    if len(found) < 2:
        return ""
    taken, *others = found
    arrays = claim.space_at(taken[SIZE]).arrays
    tables = [name for name, value in at.items() if isinstance(arrays.get(name), Table) and value == taken[name]]
    form = f"{', '.join(tables)} as the denominator and the numerators" if tables else "its numbers as values"
    sizes = ", ".join(repr(one[SIZE]) for one in others)
    return f'size {taken[SIZE]!r}, {form}; there is such an instance at size {sizes} too, and "size" in it says which is meant'


def _readings(claim: Claim, at: Mapping[str, Any], most: int) -> tuple[list[dict[str, Any]], list[str]]:
    """The instance in whole numbers at the first sizes that have it, and why others have none."""
    told = at.get(SIZE)
    sizes = (claim.sizes or (None,)) if told is None else (tuple(told) if isinstance(told, list) else told,)
    found: list[dict[str, Any]] = []
    reasons: list[str] = []
    for size in sizes:
        if len(found) == most:
            break
        try:
            space = claim.space_at(size)
        except Exception as error:  # the claim's own function may raise anything at a size that it does not expect
            raise ValueError(f"size {size!r}: {explain(error)}") from None
        try:
            _require_fields(space, at)
            raw = {name: _raw(space, name, value) for name, value in at.items() if name != SIZE}
            space.validate(raw)
        except ValueError as error:
            reasons.append(str(error) if size is None else f"size {size!r}: {error}")
        else:
            found.append(raw if size is None else {**raw, SIZE: size})
    return found, reasons


def _require_fields(space: Space, at: Mapping[str, Any]) -> None:
    """Raise ``ValueError`` that names the field which is not there, or the one that there is not."""
    listed = f"the fields are {', '.join(space.fields)}"
    for name in at:
        if name not in space.fields and name != SIZE:
            raise ValueError(f"there is no field {name!r}; {listed}")
    if missing := [name for name in space.fields if name not in at]:
        raise ValueError(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing; {listed}")


def _is_value(value: Any) -> bool:
    """Whether a field is entered as a value: a fraction, a decimal, or rows."""
    if isinstance(value, list | tuple):
        return any(isinstance(part, list | tuple) or _is_value(part) for part in value)
    return isinstance(value, Fraction | str | float)


def _raw(space: Space, name: str, value: Any) -> Any:
    kind = space.arrays.get(name)
    if kind is None or not (_is_value(value) or _is_whole_value(kind, value)):
        return value
    try:
        numbers = [rational(one, "the number") for one in _flat(value)]
    except (TypeError, ValueError, ZeroDivisionError):
        wrong = next(one for one in _flat(value) if not _is_exact(one))
        meant = f'; write "{Fraction(str(wrong))}"' if isinstance(wrong, float) and math.isfinite(wrong) else ""
        raise ValueError(f"field {name}: {wrong!r} is not an exact number{meant}") from None
    if isinstance(kind, Ratio) and len(numbers) == 1:
        return [numbers[0].numerator, numbers[0].denominator]
    if isinstance(kind, Table):
        _require_count(name, numbers, kind.width - 1)
        denominator, numerators = _over_one_denominator(numbers)
        return [denominator, *numerators]
    if kind.groups and not kind.entries:
        _require_count(name, numbers, kind.groups[-1].rows.stop)
        return list(_weights(name, numbers, [group.rows for group in kind.groups]))
    return value


def _is_whole_value(kind: Any, value: Any) -> bool:
    """Whether whole numbers are the value itself: as many as there are entries, where whole numbers have a denominator too."""
    if isinstance(kind, Ratio):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(kind, Table) and isinstance(value, list | tuple) and len(value) == kind.width - 1


def _require_count(name: str, numbers: Sequence[Fraction], count: int) -> None:
    if len(numbers) != count:
        raise ValueError(f"field {name}: it has {count} entries, but {len(numbers)} are given")


def _flat(value: Any) -> Iterator[Any]:
    for part in value if isinstance(value, list | tuple) else [value]:
        if isinstance(part, list | tuple):
            yield from _flat(part)
        else:
            yield part


def _is_exact(value: Any) -> bool:
    try:
        rational(value, "the number")
    except (TypeError, ValueError, ZeroDivisionError):
        return False
    return True


def _over_one_denominator(numbers: Sequence[Fraction]) -> tuple[int, list[int]]:
    denominator = math.lcm(*(number.denominator for number in numbers))
    return denominator, [int(number * denominator) for number in numbers]


def _weights(name: str, numbers: Sequence[Fraction], rows: Sequence[slice]) -> Iterator[int]:
    """Probabilities as weights, row by row; rows of whole numbers are weights already."""
    for row in rows:
        part = numbers[row]
        if any(number.denominator > 1 for number in part) and sum(part) != 1:
            raise ValueError(f"field {name}: {', '.join(map(str, part))} sum to {sum(part)}, not to 1")
        yield from _over_one_denominator(part)[1]
