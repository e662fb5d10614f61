"""What a claim states, as terms.

The claim's own code runs on symbols, once for each value of its static fields and for each way through its branches.  Part of
the trusted base.

Main definitions
----------------
``Statement``   variables with their ranges, hypotheses and sides at one size
``statements``  all statements of a claim at one size
``names_of``    the variables of a field

Conventions
-----------
Whole numbers are taken to be any real number of their range, which states more.  A law is a group of variables that are
nonnegative with sum 1.  No field has a name like an entry of another, at any size; all names are plain, so that what is put
together of them (``p_0``, ``a@1``) is read apart again.  A comparison of constants that is open at this precision is refused.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab.claims import Choice, Count, Kernel, Ratio, Simplex, Steps, Table, Whole
from theory_lab.claims.claim import FLIPPED, Claim
from theory_lab.claims.registry import split
from theory_lab.claims.spaces.instance import called
from theory_lab.claims.spaces.space import Space
from theory_lab.numbers import Array, Truth
from theory_lab.numbers.array import together
from theory_lab.numbers.reals.precisions import precision
from theory_lab.own_code.kept import changed, state
from theory_lab.proofs import symbols, terms
from theory_lab.proofs.asking import otherwise
from theory_lab.proofs.terms import FALSE, TRUE, Term

MOST_PATHS = 64  # ways through the branches of a formula
ENTRY = re.compile(r"(_c?\d+)+")  # how names of entries and of columns go on after the field's
MOST_STATICS = 400  # values of the static fields
AGAIN = "'"  # marks the names of a first reading: no name of a field ends like this
Range = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Statement:
    """``sides[0] relation sides[1] relation ...`` wherever the hypotheses hold and the sides have values."""

    ranges: Mapping[str, Range]
    laws: tuple[tuple[str, ...], ...]
    positive: frozenset[str]
    hypotheses: tuple[Term, ...]
    sides: tuple[Term, ...]
    relation: str

    def renamed(self) -> Statement:
        """The statement with its marked variables by their own names."""
        names = {name: name.removesuffix(AGAIN) for name in (*self.ranges, *itertools.chain(*self.laws))}
        plain = terms.substituting({name: terms.variable(own) for name, own in names.items()})
        return Statement(
            {names[name]: ends for name, ends in self.ranges.items()},
            tuple(tuple(names[name] for name in law) for law in self.laws),
            frozenset(names[name] for name in self.positive),
            tuple(map(plain, self.hypotheses)),
            tuple(map(plain, self.sides)),
            self.relation,
        )


class Untraceable(Exception):
    """The claim's code cannot run on symbols."""


class NotPlain(Untraceable):
    """The claim's code names what nobody looks into; its argument is ``Claim.unplain``."""

    def __str__(self) -> str:
        return f"its code is not plain ({self.args[0]}), and what it does at other instances is not known"


def require_plain(claim: Claim) -> None:
    """Raise ``NotPlain`` for code that is not."""
    if claim.unplain:
        raise NotPlain(claim.unplain)


def statements(claim: Claim, size: Any = None) -> list[Statement]:
    """What the claim says at one size, for all values of its static fields; raises ``Untraceable``."""
    if claim.kind != "inequality" or claim.unknown:
        raise Untraceable("only an inequality or an equation without an unknown constant is a formula")
    space = claim.space_at(size)
    ranges = [field.values() for field in space.static_fields.values()]
    found: list[Statement] = []
    for count, raws in enumerate(itertools.product(*ranges)):
        if count == MOST_STATICS:
            raise Untraceable(f"the static fields have more than {MOST_STATICS} values")
        found += traced(claim, space, dict(zip(space.static_fields, raws, strict=True)))
    return found


def traced(claim: Claim, space: Space, static: Mapping[str, int]) -> list[Statement]:
    """What the claim says at one value of its static fields, a statement for each way through its branches."""
    if claim.catching:
        raise Untraceable(f"its code may catch what a formula raises, or ask how numbers are stored ({claim.catching})")
    require_plain(claim)
    file = None if claim.path is None else split(claim.path)[0]
    if file is not None and file.is_file() and (why := otherwise(claim, file)):
        raise Untraceable(f"its code {why}")
    if any(static[name] != field.values()[0] for name, field in space.static_fields.items()):
        return _read(claim, space, static, "")
    return _read_twice(claim, space, static)


def _read_twice(claim: Claim, space: Space, static: Mapping[str, int]) -> list[Statement]:
    """The statements; raises ``Untraceable`` where code keeps what it computed at another instance, or changes what it keeps.

    Under other names first: what is kept has these.
    """
    before = _read(claim, space, static, AGAIN)
    kept = state(*claim.code)
    found = _read(claim, space, static, "")
    if [one.renamed() for one in before] != found:
        raise Untraceable("its code keeps what it computed at another instance")
    if changed(kept, state(*claim.code)):
        raise Untraceable("its code changes what it keeps, such as a list or a counter, each time it is run")
    return found


def _read(claim: Claim, space: Space, static: Mapping[str, int], mark: str) -> list[Statement]:
    """The statements in variables whose names end with a mark."""
    found, waiting = [], [()]
    while waiting:
        if len(found) == MOST_PATHS:
            raise Untraceable(f"the formula branches in more than {MOST_PATHS} ways")
        path = _Path(waiting.pop())
        values, ranges, laws, positive = _symbols(space, mark)  # anew, for code may write into its arrays
        token = terms.deciding.set(path)
        try:
            with precision(128, True):
                instance = space.instance(values, static)
                hypotheses = [_condition(called(given, instance)) for given in claim.given.values()]
                sides = [_side(called(side, instance)) for side in claim.chain or (claim.lhs, claim.rhs)]
                sides = sides[::-1] if claim.relation in FLIPPED else sides
        except RecursionError:
            raise Untraceable("the formula is too deep") from None
        except Exception as error:
            raise Untraceable(f"{type(error).__name__}: {error}") from error
        finally:
            terms.deciding.reset(token)
        waiting += path.open
        known = tuple(h for h in (*path.taken, *hypotheses) if h is not TRUE)
        if FALSE not in known:
            found.append(Statement(ranges, laws, positive, known, tuple(sides), FLIPPED.get(claim.relation, claim.relation)))
    return found


class _Path:
    """One way through the branches of a formula: first as told, then always yes; the noes are left ``open``."""

    def __init__(self, told: tuple[bool, ...]) -> None:
        self.told, self.answers, self.taken, self.open = told, [], [], []

    def __call__(self, condition: Term) -> bool:
        for known in self.taken:
            if condition is known or condition is terms.negation(known):
                return condition is known
        k = len(self.answers)
        if k >= len(self.told):
            self.open.append((*self.answers, False))
        answer = self.told[k] if k < len(self.told) else True
        self.answers.append(answer)
        self.taken.append(condition if answer else terms.negation(condition))
        return answer


def _condition(value: Any) -> Term:
    if isinstance(value, bool | np.bool_):
        return terms.truth(value)
    if not isinstance(value, Truth):
        raise TypeError(f"a hypothesis gave {value!r}")
    if not value.is_decided:  # it is no reason to leave instances out
        raise TypeError("a hypothesis compares constants, and is open")
    return terms.truth(np.asarray(value.sure, dtype=object).view(symbols.Symbols).all())


def _side(value: Any) -> Term:
    if not isinstance(value, Array):
        return symbols.term_of(value)
    if value.shape:
        raise ValueError(f"a side has shape {value.shape}")
    _, (payload,) = together(value, among=symbols)
    return symbols.term_of(payload.item())


def _symbols(
    space: Space, mark: str = ""
) -> tuple[dict[str, Array], dict[str, Range], tuple[tuple[str, ...], ...], frozenset[str]]:
    """Symbols for the fields of a space, the ranges of those that are no probabilities, the laws, the positive ones."""
    values: dict[str, Array] = {}
    ranges: dict[str, Range] = {}
    laws: list[tuple[str, ...]] = []
    positive, taken = set[str](), set[str]()
    for name, field in space.fields.items():
        if not (name.isascii() and name.isidentifier()):
            raise Untraceable(f"{name!r} is no plain name")
        if field.static and type(field) not in (Count, Choice):
            raise Untraceable(f"a field of the kind {type(field).__name__}")
    for name, other in itertools.permutations(space.arrays, 2):
        if name.startswith(other) and ENTRY.fullmatch(name[len(other) :]):
            raise Untraceable(f"{name} has a name like an entry of {other}")
    for name, field in space.arrays.items():
        shape, names = _shape(field), [f"{one}{mark}" for one in names_of(name, field)]
        if not taken.isdisjoint(names):
            raise Untraceable(f"an entry of {name} has the name of another field's")
        taken |= set(names)
        values[name] = Array(symbols, symbols.symbols(names, shape))
        if isinstance(field, Simplex | Steps | Kernel):
            laws += [tuple(names[group.rows]) for group in field.groups]
            positive |= set(names) if field.positive else set()
        else:
            low, high = _ends(field)
            ranges |= dict.fromkeys(names, (low, high))
    return values, ranges, tuple(laws), frozenset(positive)


def names_of(name: str, field: Any) -> list[str]:
    """The variables that stand for the entries of a field, row by row."""
    return [name + "".join(f"_{k}" for k in index) for index in np.ndindex(*_shape(field))]


def _shape(field: Any) -> tuple[int, ...]:
    """The shape of a field of one of these very kinds: one that is made of them may have other values."""
    if type(field) is Simplex:
        return (field.n,)
    if type(field) is Steps:
        return (field.width,)
    if type(field) in (Whole, Ratio):
        return ()
    if type(field) in (Table, Kernel):
        return field.shape
    raise Untraceable(f"a field of the kind {type(field).__name__}")


def _ends(field: Any) -> Range:
    return Fraction(field.lo), Fraction(field.hi)
