"""The constants in a function, and which of them are parts of a fraction or ends of the range of a field.

Part of the trusted base.

Main definitions: ``constants``, ``Kind``.

Conventions: a constant is found again in the file of the function by the place that its instruction tells.  Where no file tells
what stands there, it is no such part.
"""

from __future__ import annotations

import ast
import dis
import functools
from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from theory_lab.claims import Ratio, Table, Whole
from theory_lab.numbers import ratio

QUOTIENTS = (ratio, Fraction)
ENDS = {Ratio: 0, Whole: 0, Table: 1}  # fields of real parameters, and where the ends begin among their arguments
Place = tuple[int | None, ...]  # first and last line, first and last column
Part = tuple[tuple[str, ...], int | str | None, tuple[Any, ...]]  # the name that is called, which argument, and all constant ones


class Kind(Enum):
    """What a number in code is: one that may be a size, a part of a fraction, its value or one over it, or an end of a range."""

    SIZE, FRACTION, END = range(3)


def constants(function: FunctionType) -> Iterator[tuple[Any, Kind]]:
    """The constants in a function and in those inside it, and the values of fractions and one over them."""
    codes = [*_inside(function.__code__)]
    own = {name for code in codes for name in (*code.co_varnames, *code.co_cellvars, *code.co_freevars)}
    parts = _parts_in(function.__code__.co_filename)
    for code in codes:
        loaded = []
        for step in dis.get_instructions(code):
            if step.opcode in dis.hasconst or step.opname == "LOAD_SMALL_INT":  # the latter stand in no table of constants
                loaded.append(step.argval)
                place = step.positions and (step.positions.lineno, step.positions.end_lineno, *_columns(step))
                part = parts.get(place) if place else None
                if part and (kind := _kind(function, own, part, step.argval)) is not Kind.SIZE:
                    yield step.argval, kind
                    yield from ((one, kind) for one in (_values(*part[2]) if kind is Kind.FRACTION else ()))
                else:
                    yield step.argval, Kind.SIZE
        yield from ((one, Kind.SIZE) for one in code.co_consts if not any(one is other for other in loaded))


def _columns(step: dis.Instruction) -> tuple[int | None, int | None]:
    assert step.positions is not None
    return step.positions.col_offset, step.positions.end_col_offset


def _inside(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _inside(part)


def _values(above: int, below: int) -> Iterator[Fraction]:
    yield Fraction(above, below)
    if above:
        yield Fraction(below, above)


def _kind(function: FunctionType, own: set[str], part: Part, value: Any) -> Kind:
    """What a constant is by the call of which it is an argument."""
    (name, *attributes), place, whole = part
    called = None if name in own else function.__globals__.get(name)
    for attribute in attributes:
        called = vars(called).get(attribute) if isinstance(called, ModuleType) else None
    if type(value) is not int:
        return Kind.SIZE
    if any(called is one for one in QUOTIENTS):
        return Kind.FRACTION if len(whole) == 2 and {*map(type, whole)} == {int} and whole[1] else Kind.SIZE
    first = next((first for field, first in ENDS.items() if called is field), None)
    return Kind.END if first is not None and (isinstance(place, str) or (place is not None and place >= first)) else Kind.SIZE


def _parts_in(file: str) -> Mapping[Place, Part]:
    try:
        return _parts(Path(file).read_bytes())
    except (OSError, SyntaxError, ValueError):
        return {}


@functools.lru_cache(64)  # of a file there are many functions
def _parts(source: bytes) -> Mapping[Place, Part]:
    """The constants in source that are arguments of what is called by a name, by their places."""
    found: dict[Place, Part] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (names := _names(node.func)):
            whole = tuple(one.value if isinstance(one, ast.Constant) else None for one in node.args)
            for place, one in [*enumerate(node.args), *((key.arg, key.value) for key in node.keywords)]:
                if isinstance(one, ast.Constant):
                    found[one.lineno, one.end_lineno, one.col_offset, one.end_col_offset] = names, place, whole
    return found


def _names(node: ast.expr) -> tuple[str, ...]:
    """``xp.ratio`` as its names, nothing for what is no name."""
    if isinstance(node, ast.Attribute):
        before = _names(node.value)
        return (*before, node.attr) if before else ()
    return (node.id,) if isinstance(node, ast.Name) else ()
