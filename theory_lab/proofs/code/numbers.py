"""The numbers in the code of a claim, as sizes at which its formula may change: ``min(n, 12)`` is another one at 13.

Part of the trusted base.

Main definitions
----------------
``Numbers``     those that may be compared with a size, and all others
``numbers_of``  the numbers in the code of a claim
``sizes_near``  the sizes at which a claim is read because of them; ``trees_near`` those of trees

Conventions: the code is plain (``own_code.plain``), so that numbers stand nowhere else.  What code computes of numbers is not
looked at, but for what Python computes when it compiles it.
"""

from __future__ import annotations

import functools
import gc
import itertools
import math
import numbers
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from theory_lab.claims import Ratio, Space, Table, Whole
from theory_lab.claims.claim import Claim
from theory_lab.numbers import Array, Real
from theory_lab.own_code.kept import KEEPING
from theory_lab.own_code.modules import is_ours, is_peoples
from theory_lab.own_code.naming import named_by
from theory_lab.proofs.code.coefficients import Kind, constants
from theory_lab.proofs.statements import Untraceable, require_plain
from theory_lab.sequences.trees import Tree

LARGEST = 100  # numbers that are looked beyond: a formula of a hundred outcomes is read in a second or so
DEEPEST = 8  # the same of trees: one of nine letters, or of length 9, takes seconds
LONGEST = DEEPEST + 2
MOST_LEAVES = 1024  # of a tree that is read because one number may be its letters and another one its length
FURTHER_TREES = ((4, 3), (5, 3), (4, 4), (3, 5), (11, 2), (2, 8), (2, 9))  # whatever numbers stand in the code
SIZED = (list, tuple, dict, set, frozenset, range)
SPELT = re.compile(r"\s*[+-]?\d(_?\d){0,17}(\.\d{0,17})?(/[1-9]\d{0,17}|[eE][+-]?\d{1,2})?\s*")  # numbers in texts
HELD = ("builtins", "functools", "fractions", "types")  # what of this library's own objects hold is no number of a claim


@dataclass(frozen=True)
class Numbers:
    """Whole parts of numbers in code, without signs: those that may be sizes, those of fractions, ends and lengths of lists."""

    sizes: frozenset[int]
    fractions: frozenset[int]
    ends: frozenset[int]


@functools.lru_cache(64)  # a claim is read at many sizes, one after the other
def numbers_of(claim: Claim) -> Numbers:
    """The numbers in people's own code of a claim, and those that its static fields give this code at its own sizes.

    Raises ``Untraceable`` for code that is not plain.
    """
    require_plain(claim)
    found: dict[Kind, set[int]] = {kind: set() for kind in Kind}
    given = itertools.chain.from_iterable(claim.space_at(size).static_fields.values() for size in claim.sizes or (None,))
    for one, kind in _numbers(*claim.code, *given):
        if abs(one) < math.inf:
            found[kind].add(int(abs(one)))
    return Numbers(*map(frozenset, found.values()))


def sizes_near(claim: Claim, least: int) -> frozenset[int]:
    """The sizes at the numbers in a claim's code, and next to them, from a least one on, and beyond them all.

    The last of ``n`` things has the number ``n - 1``, which is larger than ``c`` from ``c + 2`` on.

    Raises ``Untraceable`` for a number that is too large to be looked beyond.
    """
    told = _looked_at(claim, LARGEST)
    most = max((one for one in told.fractions | told.ends if one <= LARGEST), default=0)
    found = {most + 1, max(told.sizes, default=0) + 2, *(one + step for one in told.sizes for step in (0, 1))}
    return frozenset(one for one in found if one >= least)


def trees_near(claim: Claim) -> tuple[tuple[int, int], ...]:
    """The same of trees: as many letters, or as long, with 2 of the other; and those that are read whatever numbers there are.

    Two numbers may be the letters and the length of one tree, which is read if it has few leaves.  A node may be far from the
    root and from the leaves: the trees are twice as long where that is possible.
    """
    told = _looked_at(claim, DEEPEST).sizes
    sizes = {one + step for one in told for step in (0, 1, 2)}
    long = {2 * one + step for one in told for step in (0, 1, 2) if 2 * one + step <= LONGEST}
    found = [*((one, 2) for one in sorted(sizes)), *((2, one) for one in sorted(sizes | long))]
    both = sorted(one + step for one in told for step in (0, 1) if one + step > 2)
    found += [(a, h) for a, h in itertools.product(both, both) if a**h <= MOST_LEAVES]
    return (*(tree for tree in found if min(tree) >= 2), *FURTHER_TREES)


def require_small(claim: Claim) -> None:
    """Raise ``Untraceable`` for a fraction that is too large, or too small, to be looked beyond: it is compared with ``1/n``."""
    if large := [one for one in numbers_of(claim).fractions if one > LARGEST]:
        raise Untraceable(
            f"a formula that depends on the size as a number is not read beyond {LARGEST}, and a fraction with the number"
            f" {min(large):,} in its code may be compared with it there"
        )


def _looked_at(claim: Claim, most: int) -> Numbers:
    told = numbers_of(claim)
    if large := [one for one in told.sizes if one > most]:
        raise Untraceable(
            f"the number {min(large):,} stands in its code and may be a size at which the formula changes, but no formula is read"
            f" beyond {most}; where it is no size, write it as a fraction, such as ratio({min(large)}, 1)"
        )
    return told


def _numbers(*objects: object) -> Iterator[tuple[Any, Kind]]:
    """The numbers in functions of people's own that objects are, hold or wrap, and those that these name or hold."""
    seen, waiting = dict[int, object](), list(objects)
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen[id(one)] = one  # kept, as another object may have the number of one that is gone
        for length in _lengths(one):
            yield length, Kind.SIZE if length > LARGEST else Kind.END
        if (number := _number(one)) is not None:
            yield number, Kind.SIZE
            if isinstance(one, Fraction) and one:
                yield 1 / one, Kind.FRACTION
        elif isinstance(one, range | slice):
            waiting += [one.start, one.stop, one.step]
        elif isinstance(one, Array):
            waiting += one.numbers().ravel().tolist() if one.is_exact else []
        elif isinstance(one, np.ndarray):
            waiting += np.ravel(one).tolist()
        elif isinstance(one, Whole | Ratio | Table):
            yield from ((end, Kind.END) for end in (one.lo, one.hi))
            waiting += one.shape if isinstance(one, Table) else ()
        elif isinstance(one, Space):
            waiting.append(dict(one.fields))
        elif isinstance(one, Tree):
            waiting += [one.size, len(one.leaves), len(one.levels)]
        elif isinstance(one, FunctionType) and is_peoples(one):
            waiting += [one.__defaults__, one.__kwdefaults__, *(one.__closure__ or ()), vars(one), *named_by(one)]
            for constant, kind in constants(one):
                if kind is Kind.SIZE:
                    waiting.append(constant)
                else:
                    yield constant, kind
        elif isinstance(one, KEEPING):  # what it keeps is none of its numbers
            waiting += [one.__wrapped__, vars(one)]
        elif isinstance(one, FunctionType):  # it may wrap one, and its own numbers are none of a claim
            waiting += [part for part in gc.get_referents(*(one.__closure__ or ())) if callable(part)]
        elif isinstance(one, type):
            waiting += [*vars(one).values(), *one.__bases__, type(one)] if is_peoples(one) else []
        elif not isinstance(one, ModuleType | CodeType):
            if is_dataclass(one):  # of this library, such as a field with a name, or people's own
                waiting += [getattr(one, part.name, None) for part in fields(one)]
            held = isinstance(one, SIZED) or type(one).__module__ in HELD or not is_ours(type(one).__module__)
            waiting += gc.get_referents(one) if held else [part for part in gc.get_referents(one) if callable(part)]


def _lengths(one: object) -> tuple[int, ...]:
    """How many things an object holds, along each axis of an array."""
    if isinstance(one, np.ndarray | Array):
        return one.shape
    return (len(one),) if isinstance(one, SIZED) else ()


def _number(one: object) -> Any:
    """The real number that an object is, or that a text spells out; None for others."""
    if isinstance(one, str):
        return Fraction(one) if SPELT.fullmatch(one) and not re.search(r"\..*/", one) else None
    if isinstance(one, numbers.Real):
        return one
    return one.fraction if isinstance(one, Real) and one.is_exact and not one.infinite else None
