"""Fields with an entry for each outcome: laws, tables, and the columns of tables whose other axes stay as they are.

A size may be a tuple of which one entry grows, the number of outcomes.  Part of the trusted base.

Main definitions: ``Columns`` (of a family of spaces), ``columns_of``.

Conventions: entry ``k`` of column ``j`` of a table ``f`` is the variable ``f_cj_k``, and ``f_k`` where there is one column.  A
law on a number of outcomes that stays as it is consists of parameters with sum 1.  A kernel to as many outcomes as the size has
a law for each row, and one from as many is a table whose columns add up to 1 at each outcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from theory_lab.claims import Kernel, Ratio, Simplex, Table, Whole
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs import terms
from theory_lab.proofs.statements import Statement, Untraceable, names_of
from theory_lab.proofs.terms import ONE, Term


@dataclass(frozen=True)
class Columns:
    """The laws and tables with an entry for each outcome, and the names that variables of a statement have instead.

    Laws of a statement that are no ``laws`` here are said to be such by hypotheses.
    """

    laws: tuple[str, ...]
    tables: tuple[tuple[str, Fraction, Fraction], ...]
    names: Mapping[str, str]

    def renamed(self, statement: Statement) -> Statement:
        """The statement by columns; what is known of laws that stay as they are is a hypothesis."""
        images = {old: terms.variable(new) for old, new in self.names.items() if old != new}
        grown = [law for law in statement.laws if self.names.get(law[0], "").removesuffix("_0") in self.laws]
        other = [law for law in statement.laws if law not in grown]
        known = [term for law in other for term in _one(tuple(map(terms.variable, law)))]
        known += [terms.above(terms.variable(p), terms.ZERO) for law in other for p in law if p in statement.positive]

        def renamed(found: tuple[Term, ...]) -> tuple[Term, ...]:
            return tuple(terms.substituted(term, images) for term in found)

        ranges = {self.names.get(name, name): ends for name, ends in statement.ranges.items()}
        return replace(
            statement,
            ranges=ranges | {self.names.get(p, p): (Fraction(0), Fraction(1)) for law in other for p in law},
            laws=tuple(tuple(self.names[p] for p in law) for law in grown),
            positive=frozenset(self.names[p] for p in statement.positive if p in self.names),
            hypotheses=renamed((*known, *statement.hypotheses)),
            sides=renamed(statement.sides),
        )


def _one(masses: tuple[Term, ...]) -> tuple[Term, Term]:
    """That masses sum to 1."""
    whole = terms.total(masses)
    return terms.at_least(whole, ONE), terms.at_least(ONE, whole)


def columns_of(spaces: Sequence[Space], sizes: Sequence[int]) -> list[Columns]:
    """The columns of the spaces at these numbers of outcomes; raises ``Untraceable`` where a shape does not follow them."""
    if any(space.arrays.keys() != spaces[0].arrays.keys() for space in spaces):
        raise Untraceable("the fields depend on the size")
    axes = {name: _axis([_shape(space, name) for space in spaces], sizes, name) for name in spaces[0].arrays}
    return [_columns(space, size, axes) for space, size in zip(spaces, sizes, strict=True)]


def _shape(space: Space, name: str) -> tuple[int, ...]:
    field = space.arrays[name]
    if type(field) not in (Simplex, Table, Kernel, Ratio, Whole):
        raise Untraceable(f"{name} is a field of the kind {type(field).__name__}")
    return (field.n,) if isinstance(field, Simplex) else field.shape if isinstance(field, Table | Kernel) else ()


def _axis(shapes: Sequence[tuple[int, ...]], sizes: Sequence[int], name: str) -> int | None:
    """The axis of a field that grows with the size, None where none does."""
    grown = [axis for axis in range(len(shapes[0])) if any(shape[axis] != shapes[0][axis] for shape in shapes)]
    if any(len(shape) != len(shapes[0]) for shape in shapes) or len(grown) > 1:
        raise Untraceable(f"the shape of {name} does not follow the size")
    if any(shape[axis] != size for axis in grown for shape, size in zip(shapes, sizes, strict=True)):
        raise Untraceable(f"there are not as many entries of {name} as the size")
    return grown[0] if grown else None


def _columns(space: Space, size: int, axes: Mapping[str, int | None]) -> Columns:
    laws: list[str] = []
    tables: list[tuple[str, Fraction, Fraction]] = []
    names: dict[str, str] = {}
    for name, axis in axes.items():
        field = space.arrays[name]
        if axis is None:
            continue
        if isinstance(field, Simplex):
            laws.append(name)
            names |= {old: f"{name}_{k}" for k, old in enumerate(names_of(name, field))}
            continue
        entries = np.moveaxis(np.array(names_of(name, field)).reshape(field.shape), axis, -1).reshape(-1, size)  # type: ignore[attr-defined]
        for j, column in enumerate(entries.tolist()):
            own = name if len(entries) == 1 else f"{name}_c{j}"
            if isinstance(field, Kernel) and axis:
                laws.append(own)
            else:
                tables.append((own, Fraction(0), Fraction(1)) if isinstance(field, Kernel) else (own, field.lo, field.hi))  # type: ignore[attr-defined]
            names |= {old: f"{own}_{k}" for k, old in enumerate(column)}
    fields = [*laws, *(name for name, _, _ in tables), *(name for name, axis in axes.items() if axis is None)]
    if len(set(fields)) < len(fields):
        raise Untraceable("a column has the name of a field")
    return Columns(tuple(laws), tuple(tables), names)
