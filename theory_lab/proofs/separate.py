"""The pattern of a claim: functions of sums over outcomes of one and the same term, at every size.

A claim is traced at sizes 2, 3, 4, 5, 11 and others (``listed``); where its formulas are the same expressions of sums
``sum_k phi(p_k, q_k, ...)``, of maxima and of parameters, they are a pattern, else there is none.  Part of the trusted base.

Main definitions
----------------
``Pattern``   the sums, the maxima, the conditions at every outcome, and the sides in terms of these
``patterns``  those of a claim, one for each value of its static fields; on trees, in the law of leaves (see ``trees``)

Conventions
-----------
That other sizes go on as these do is read off the formulas, and from the numbers in the claim's code (see ``code.numbers``).  A
number that is affine in the size is so in the sum over outcomes of 1.  Where there is no law the sizes are 2 and more.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from theory_lab.claims import Simplex, Table
from theory_lab.claims.claim import Claim
from theory_lab.claims.spaces.space import Space
from theory_lab.proofs import terms
from theory_lab.proofs.code.numbers import require_small, trees_near
from theory_lab.proofs.columns import Columns, columns_of
from theory_lab.proofs.counts import counted
from theory_lab.proofs.horizons.recursions import at_horizon, listed, places
from theory_lab.proofs.ranks import Ranks, moving
from theory_lab.proofs.statements import Statement, Untraceable, names_of, traced
from theory_lab.proofs.terms import FALSE, INF, MINUS_INF, TRUE, Term
from theory_lab.proofs.trees.forests import on_stars
from theory_lab.proofs.trees.leaves import LEAF, TREES, on_leaves, steps_in
from theory_lab.proofs.trees.stars import parts_of

# What a pattern in n is read off: the smallest, three that must follow it, and one for what is cut off later.
SIZES = (2, 3, 4, 5, 11)
# The first formula is read at primes, squares and powers of 2, and beyond what code computes, such as 7 * 7 of a name for 7.
FURTHER = (6, 7, 8, 9, 10, 12, 13, 16, 37)
FAR = 101  # and at this one if it gets longer by the same with each outcome
ENDS = {INF, MINUS_INF}
MOST_STATICS = 1000  # values of static fields that are followed over all sizes
MOST_RANKS = 3  # pairs of a law and a reward by which outcomes are ranked
Tables = tuple[tuple[str, Fraction | None, Fraction | None], ...]
_RESERVED = re.compile(r"[ASMBT]\d+")
_OUTCOME = re.compile(r"(\w+?)_(\d+)")


@dataclass(frozen=True)
class Pattern:
    """A claim at every size: ``sums`` and ``bounds`` (maxima and minima) are names for terms at one outcome.

    ``everywhere`` are conditions at each outcome, ``hypotheses`` conditions on parameters, sums and bounds.  ``B1`` and ``T1`` at
    an outcome are the masses of smaller and of equal rewards by the second of the ``ranks``, pairs of a law and a term.  A proof
    may name ``sets``, the outcomes at which a term is >= 0.
    """

    laws: tuple[str, ...]
    positive: frozenset[str]
    tables: Tables
    parameters: tuple[tuple[str, Fraction | None, Fraction | None], ...]
    sums: tuple[tuple[str, Term], ...]
    bounds: tuple[tuple[str, str, Term], ...]
    everywhere: tuple[Term, ...]
    hypotheses: tuple[Term, ...]
    sides: tuple[Term, ...]
    relation: str
    ranks: tuple[tuple[str, Term], ...] = ()
    sets: tuple[Term, ...] = ()


def patterns(claim: Claim, entry: int | None = None, few: bool = False) -> list[Pattern]:
    """The patterns of a claim; raises ``Untraceable`` where the sizes have none in common.

    Where sizes are tuples one ``entry`` grows, and there are patterns for each choice of the others that the claim has.
    ``few`` sizes are enough to tell of a proof that was gone through.
    """
    if claim.kind != "inequality" or claim.unknown:
        raise Untraceable("only an inequality or an equation without an unknown constant is a formula")
    if entry is None and is_on_trees(claim):
        return _on_trees(claim, None if few else trees_near(claim))
    if not claim.sizes or any(entry not in places(size) for size in claim.sizes):
        raise Untraceable("the sizes are no whole numbers")
    found = []
    for size in dict.fromkeys(at_horizon(size, entry, SIZES[0]) for size in claim.sizes):
        every = tuple(n for n in listed(claim, size, entry, SIZES) if n in SIZES or not few)
        sizes = tuple(n for n in every if n in (*SIZES, every[-1]) or at_horizon(size, entry, n) in claim.sizes)
        near = tuple(n for n in sizes if n <= SIZES[-1])
        _common(read := _at_sizes(claim, size, entry, near), near)  # else the others are not looked at
        read += _at_sizes(claim, size, entry, sizes[len(near) :], near)
        found += (common := _common(read, sizes))
        if common is not read[0]:
            require_small(claim)
        if not few and (further := tuple(sorted({*every, *FURTHER, FAR if _grows_evenly(claim, size, entry) else 2} - {*sizes}))):
            more = _at_sizes(claim, size, entry, further, near, 1)
            _common([*(patterns[: len(more[0])] for patterns in read), *more], (*sizes, *further))
    return found


def _grows_evenly(claim: Claim, size: Any, entry: int | None) -> bool:
    """Whether the first formula gets as much longer from 3 outcomes to 4 as from 4 to 5: one with pairs of outcomes does not."""
    spaces = [_space(claim, at_horizon(size, entry, n)) for n in (3, 4, 5)]
    first = {name: field.values()[0] for name, field in spaces[0].static_fields.items()}
    a, b, c = (len(parts_of(tuple(side for one in traced(claim, space, first) for side in one.sides))) for space in spaces)
    return c - b == b - a


def _at_sizes(
    claim: Claim, size: Any, entry: int | None, sizes: Sequence[int], before: Sequence[int] = (), most: int = MOST_STATICS
) -> list[list[Pattern]]:
    """The patterns at sizes, the fields of which have shapes that follow those before; at so many values of static fields."""
    every = (*before, *sizes)
    spaces = [_space(claim, at_horizon(size, entry, n)) for n in every]
    told = zip(spaces, columns_of(spaces, every), every, strict=True)
    return [list(_at_size(claim, *one, most)) for one in itertools.islice(told, len(before), None)]


def _common(found: list[list[Pattern]], sizes: Sequence[int] = ()) -> list[Pattern]:
    """The patterns that those of all sizes are; with these numbers of outcomes, numbers may be affine in them."""
    if all(other == found[0] for other in found[1:]):
        return found[0]
    if not sizes or any(len(other) != len(found[0]) for other in found):
        raise Untraceable(f"{_these(sizes)}: no common pattern")
    return [_counting(alike, sizes) for alike in zip(*found, strict=True)]


def _these(sizes: Sequence[int]) -> str:
    return f"the formulas at the sizes {', '.join(map(str, sizes))}" if sizes else "the formulas on the trees that are read"


def _space(claim: Claim, size: Any) -> Space:
    try:
        return claim.space_at(size)
    except Exception as error:
        raise Untraceable(f"there is no space at size {size}: {error}") from error


def is_on_trees(claim: Claim) -> bool:
    """Whether the sizes may be those of complete trees: (letters, length)."""
    return bool(claim.sizes) and all(isinstance(size, tuple) and len(size) == 2 and places(size) for size in claim.sizes)


def _on_trees(claim: Claim, near: Sequence[tuple[int, int]] | None) -> list[Pattern]:
    """The patterns of a claim on trees: in the law of leaves, and where that is not enough at each node with its children."""
    with suppress(Untraceable):
        sizes = dict.fromkeys((*TREES, *(near or ()), *claim.sizes))
        found = _common([list(_on_tree(claim, _space(claim, size))) for size in sizes])
        if all(pattern.sums or pattern.bounds for pattern in found):
            return found
    return on_stars(claim, near, lambda star, letters: _Separation(star.laws, star.tables, letters).pattern(star.statement))


def _counting(found: Sequence[Pattern], sizes: Sequence[int]) -> Pattern:
    """The pattern that those of all sizes are, where numbers may be affine in the number of outcomes: the sum of 1."""
    first, name = found[0], f"S{len(found[0].sums)}"

    def common(*parts: Any) -> Any:
        return counted(parts, sizes, terms.variable(name))

    def each(column: str) -> tuple[Any, ...]:
        rows = zip(*(getattr(one, column) for one in found), strict=True)
        return tuple(tuple(map(common, *row)) if isinstance(row[0], tuple) else common(*row) for row in rows)

    try:
        told = {column: each(column) for column in ("sums", "bounds", "everywhere", "hypotheses", "sides")}
    except ValueError as error:
        raise Untraceable(f"{_these(sizes)}: {error}") from None
    if any(replace(one, **told) != replace(first, **told) for one in found):
        raise Untraceable(f"{_these(sizes)}: no common pattern")
    least = () if first.laws else (terms.at_least(terms.variable(name), terms.number(SIZES[0])),)
    return replace(first, **told | {"sums": (*told["sums"], (name, terms.ONE)), "hypotheses": (*told["hypotheses"], *least)})


def _on_tree(claim: Claim, space: Space) -> Iterator[Pattern]:
    """The patterns in the law of leaves."""
    if len(models := steps_in(space)) != 1 or space.static_fields:
        raise Untraceable("there is not one model on a tree")
    tree = space.arrays[models[0]].tree  # type: ignore[attr-defined]
    size = len(tree.leaves)
    fields = space.arrays.items()
    laws = tuple(name for name, field in fields if isinstance(field, Simplex) and field.n == size)
    tables = tuple((name, f.lo, f.hi) for name, f in fields if type(f) is Table and f.shape == (size,))
    own = {*laws, *(name for name, _, _ in tables)}
    names = {name for field in own for name in names_of(field, space.arrays[field])}
    for statement in traced(claim, space, {}):
        scalars = {name for name in statement.ranges if name in space.arrays}
        yield _Separation((LEAF, *laws), tables, size).pattern(on_leaves(space, statement, size, names | scalars))


def _at_size(claim: Claim, space: Space, columns: Columns, size: int, most: int) -> Iterator[Pattern]:
    ranges = [field.values() for field in space.static_fields.values()]
    statics = list(itertools.islice(itertools.product(*ranges), MOST_STATICS + 1))
    if len(statics) > MOST_STATICS:
        raise Untraceable(f"the static fields have more than {MOST_STATICS} values")
    for raws in statics[:most]:
        for statement in traced(claim, space, dict(zip(space.static_fields, raws, strict=True))):
            yield _Separation(columns.laws, columns.tables, size).pattern(columns.renamed(statement))


class _Separation:
    """The separation of the statement at one size."""

    def __init__(self, laws: tuple[str, ...], tables: Tables, size: int) -> None:
        self.laws, self.tables, self.size = laws, tables, size
        self.ranks = Ranks(laws, frozenset((*laws, *(name for name, _, _ in tables))), size)
        self.fields = self.ranks.fields | {f"{letter}{i}" for letter in "BT" for i in range(MOST_RANKS)}
        self.sums: dict[Term, str] = {}
        self.bounds: dict[tuple[str, Term], str] = {}
        self.ranked: dict[tuple[str, Term], int] = {}
        self._abstract = terms.rebuilding(self._replaced)
        self._spoken: dict[Term, frozenset[int]] = {}

    def pattern(self, statement: Statement) -> Pattern:
        names = self.ranks.places.keys()
        if any(_RESERVED.fullmatch(name.split("_")[0]) for name in (*names, *statement.ranges)):
            raise Untraceable("a field has the name of a sum")
        if {name for law in statement.laws for name in law} - names:
            raise Untraceable("a law has another number of outcomes")
        everywhere, hypotheses = [], []
        for condition in self._together(_conjuncts(statement.hypotheses)):
            (everywhere if terms.variables(condition) & self.fields else hypotheses).append(condition)
        sides = tuple(self._abstract(side) for side in statement.sides)
        if any(self._outcomes(term) for term in (*sides, *hypotheses, *everywhere)):
            raise Untraceable("a formula is not made of sums over outcomes of one term")
        positive = {law for law in self.laws if f"{law}_0" in statement.positive}
        parameters = tuple((name, *ends) for name, ends in statement.ranges.items() if name not in names)
        sums = tuple((name, term) for term, name in self.sums.items())
        bounds = tuple((name, op, term) for (op, term), name in self.bounds.items())
        if len(self.ranked) > MOST_RANKS:
            raise Untraceable("outcomes are ranked in too many ways")
        told = (self.laws, frozenset(positive), self.tables, parameters, sums, bounds, tuple(everywhere), tuple(hypotheses))
        return Pattern(*told, sides, statement.relation, tuple(self.ranked))

    def _together(self, conditions: list[Term]) -> list[Term]:
        """Conditions that are said of each outcome become one condition at an outcome."""
        conditions = [self._abstract(condition) for condition in conditions]
        groups: dict[Term, set[int]] = {}
        for condition in conditions:
            outcomes = self._outcomes(condition)
            if len(outcomes) == 1:
                groups.setdefault(moving(self.fields, k := min(outcomes))(condition), set()).add(k)
        if any(len(outcomes) != self.size for outcomes in groups.values()):
            raise Untraceable("a hypothesis is about one outcome")
        return [*groups, *(condition for condition in conditions if len(self._outcomes(condition)) != 1)]

    def _outcomes(self, term: Term) -> frozenset[int]:
        """The outcomes that a term speaks about."""
        if term not in self._spoken:
            places = filter(None, map(_place, terms.variables(term)))
            self._spoken[term] = frozenset(k for field, k in places if field in self.fields)
        return self._spoken[term]

    def _replaced(self, term: Term) -> Term | None:
        if term.op in ("ge", "gt") and ENDS & {*term.args}:  # a sum in its place would count as finite, which it need not be
            told = terms.made(term.op, tuple(map(self._abstract, term.args)))
            if told in (TRUE, FALSE):
                raise Untraceable("a formula asks whether a sum is infinite")
            return told
        ranked = term.op == "sum" or (self.size == 2 and term.op in ("mul", "div"))
        if ranked and (told := self.ranks.replaced(term.parts if term.op == "sum" else (term,), self.ranked)) is not None:
            return told
        if term.op not in ("sum", "add", "max", "min"):
            return None
        items = [self._abstract(item) for item in _flat(term)]
        outcomes = [self._outcomes(item) for item in items]
        if len(items) == self.size and sorted(map(tuple, outcomes)) == [(k,) for k in range(self.size)]:
            alike = {moving(self.fields, min(one))(item) for item, one in zip(items, outcomes, strict=True)}
            if len(alike) == 1:
                return self._named("sum" if term.op == "add" else term.op, alike.pop())
        return terms.total(tuple(items)) if term.op == "sum" else None

    def _named(self, op: str, term: Term) -> Term:
        if op == "sum":
            return terms.variable(self.sums.setdefault(term, f"S{len(self.sums)}"))
        return terms.variable(self.bounds.setdefault((op, term), f"M{len(self.bounds)}"))


@functools.cache  # thousands of statements are about the same variables
def _place(name: str) -> tuple[str, int] | None:
    """The field and the outcome that a variable is named for, if any."""
    match = _OUTCOME.fullmatch(name)
    return (match[1], int(match[2])) if match else None


def _flat(term: Term) -> list[Term]:
    """The items of a sum, and of nested maxima, minima or, as Python's ``sum`` makes them, additions."""
    if term.op == "sum":
        return list(term.parts)
    return [item for part in term.parts for item in (_flat(part) if part.op == term.op else [part])]


def _conjuncts(conditions: tuple[Term, ...]) -> list[Term]:
    return [one for c in conditions for one in (_conjuncts(c.parts) if c.op == "and" else [c])]
