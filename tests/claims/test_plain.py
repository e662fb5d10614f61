"""Code that is not plain is told: floats may decide which way it goes, or what nobody looks into."""

from __future__ import annotations

import array
import ctypes
import dis
import importlib
import itertools
import json
import math
import operator
import os
import statistics
import struct
import sys
import weakref
from collections import Counter
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, partial, wraps
from math import log as natural
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, cast

import jax.numpy as jnp
import mpmath
import numpy as np
import pytest
import sympy
from mpmath import power

from tests.shipped import all_shipped
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Space
from theory_lab.claims.checks.check import check
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.claims.verdicts import covers
from theory_lab.claims.verdicts.covers import cover
from theory_lab.claims.verdicts.variants import at_constant
from theory_lab.measures.divergences import kl
from theory_lab.numbers.constructors import unwrap
from theory_lab.own_code.instructions import is_called
from theory_lab.own_code.plain import unplain
from theory_lab.proofs.statements import Untraceable, statements


def tenths(i: Any) -> int:
    return int(i.k * 0.1 > 0.3)


class Rounds:
    """What is wrapped in an object."""

    def __call__(self, i: Any) -> int:
        return int(i.k**0.5)


RATE, TENTHS, PROVED, FAR = 0.1, {1: (0.1, "1/10")}, [0.1], [math.inf, -math.inf]
GRID = np.linspace(0, 1, 11)


class Rate(Enum):
    """A number with a name."""

    SLOW = 0.1


@dataclass(frozen=True)
class Setting:
    """Numbers that belong together."""

    rate: Any


FAST, EXACTLY = Setting(0.25), Setting(Fraction(1, 4))
STORED, AROUND, WORD = array.array("d", [0.1, 0.3]), ContextVar("AROUND", default=0.1), ctypes.c_double(0.1)
ROWS, WHOLE = np.array([(1, 0.1)], dtype=[("k", int), ("rate", float)]), np.array([(1, 2)], dtype=[("k", int), ("n", int)])
SEEN, BYTES = memoryview(GRID), memoryview(array.array("b", [1, 2]))


class Told(type):
    rate = 0.1


class Limit(metaclass=Told):
    pass


@wraps(xp.log)
def logarithm(i: Any) -> int:
    return int(i.k * 0.1)


def counts(i: Any) -> int:
    global CALLS
    CALLS += 1
    return CALLS + int(i.k)


def raises(i: Any) -> int:
    if i.k < 0:
        raise ArithmeticError(f"{i.k} is negative")
    return i.k


def marked(i: Any) -> int:
    marked.calls = i.k  # type: ignore[attr-defined]
    return 1


def imports(i: Any) -> int:
    import random as m

    return m.randint(0, i.k)


@cache
def kept(k: int) -> int:
    return k


class Step(NamedTuple):
    """A tuple with names."""

    many: int
    share: Fraction

    def doubled(self) -> Step:
        return self._replace(many=2 * self.many)


class Steps:
    """What is made with an initial value."""

    def __init__(self, least: list[int]) -> None:
        self.all = least

    @property
    def least(self) -> int:
        return min(self.all)

    @staticmethod
    def more(k: int) -> int:
        return k + 1


class Counting:
    """It sets an attribute of its own whenever it is asked."""

    def __init__(self) -> None:
        self.many = 0

    def more(self, many: int) -> int:
        self.many = many
        return many


class Posing:
    """It says that it stands in the library."""

    @property
    def limit(self) -> int:
        return ord("~")


class PosingAgain(Posing):
    """And one of which that module is imported."""


Posing.__module__, PosingAgain.__module__ = "theory_lab.claims.space", "theory_lab.claims.claim"
COUNTER = Counting()
CALLS, ALIVE, GOING, GRID_OF_WHOLE, SHORT = 0, weakref.WeakSet(), itertools.count(), np.arange(3), partial(max, 3)


@dataclass(slots=True)
class Slotted:
    """A record whose initial values its class does not have."""

    rate: Any = 0.1


@dataclass
class Drawn:
    """A record whose initial value is made each time."""

    rate: Any = field(default_factory=lambda: 0.1)


class Called:
    """What it does is held by a special name, and is no function."""

    __call__ = partial(tenths)


class Least(int):
    """A number that is compared in its own way."""

    __slots__ = ()

    def __gt__(self, other: Any) -> bool:
        return other < 500


class Grid(np.ndarray):
    """An array of which only its kind is seen."""


class Numbered:
    """It counts how many are made."""

    many = 0

    def __init__(self) -> None:
        Numbered.many += 1


class Rated:
    """Floats within, and a class of theirs."""

    rate = 0.1


@cache
def going_on() -> Any:
    yield from range(9)


@cache
def said(k: int) -> int:
    return min(k, ord("~"))


said.__wrapped__ = kept  # type: ignore[misc]


def guessing_at(i: Any) -> int:
    return int(i.guessing * 0.1)


def mean_of(several: list[int]) -> Any:
    array = np.array(several)
    mean = array.mean
    return mean()


def by_cases(i: Any) -> Any:
    match np.array([1, i.k]):
        case np.ndarray(mean=mean):
            return mean()


def module_of(text: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> ModuleType:
    """A module of people's own."""
    (folder / "settings_with_limits.py").write_text(text)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "settings_with_limits", raising=False)
    return importlib.import_module("settings_with_limits")


LEAST, SMALL, SUBCLASS = Least(7), np.array([1, 2], dtype=np.uint8), np.array([0.1]).view(Grid)


def rated(rate: Any) -> Callable[..., Any]:
    return lambda i: int(i.k * rate > 3 * rate)


def guessed(i: Any) -> Fraction:
    with xp.guessing():
        return Fraction(0.5) + Fraction(PROVED[0])


REFUSED: dict[str, tuple[Callable[..., Any], str]] = {
    "a literal": (tenths, "0.1"),
    "a function that is called": (lambda i: tenths(i) + 1, "0.1"),
    "a table that is written out": (lambda i: (1, 0.5)[i.k], "0.5"),
    "a function of math": (lambda i: math.ceil(math.log2(i.k)), "math.log2"),
    "one that is imported by its name": (lambda i: int(natural(i.k)), "natural"),
    "a constant of math": (lambda i: int(i.k * math.pi), "3.141592653589793"),
    "a function of NumPy": (lambda i: int(np.sqrt(i.k)), "np.sqrt"),
    "a complex number": (lambda i: i.k * 1j, "1j"),
    "inside another function": (lambda i: [k for k in range(9) if k * 0.1 > 0.3], "0.1"),
    "a partial function": (partial(lambda i, n: i.k * 0.25 > n, n=2), "0.25"),
    "a function that keeps": (cache(tenths), "0.1"),
    "an object": (Rounds(), "0.5"),
    "by the name of a function of the library": (lambda i: logarithm(i), "0.1"),
    "a constant with a name": (lambda i: int(i.k * RATE > 3 * RATE), "0.1"),
    "in a table with a name": (lambda i: int(i.k * TENTHS[1][0]), "0.1"),
    "in an array": (lambda i: int(i.k * GRID[1]), "an array of float64"),
    "in an array of Python's": (lambda i: int(i.k * STORED[0] > STORED[1]), "STORED"),
    "in a field of an array": (lambda i: int(i.k * ROWS["rate"][0]), "an array of [('k', '<i8'), ('rate', '<f8')]"),
    "in memory": (lambda i: int(i.k * SEEN[1]), "SEEN"),
    "a number of C": (lambda i: int(i.k * WORD.value), "WORD"),
    "around it": (lambda i: int(i.k * AROUND.get()), "AROUND"),
    "by a class of classes": (lambda i: int(i.k * Limit.rate), "Limit"),
    "a member of an enumeration": (lambda i: int(i.k * Rate.SLOW.value), "0.1"),
    "an attribute of an object": (lambda i: int(i.k * FAST.rate), "0.25"),
    "held from around": (rated(0.1), "0.1"),
    "held from around, a decimal": (rated(Decimal("0.1")), "an object of type Decimal"),
    "a default": (lambda i, rate=0.1: int(i.k * rate), "0.1"),
    "a default by name": (lambda i, *, rate=0.1: int(i.k * rate), "0.1"),
    "decimals": (lambda i: Decimal(i.k) / 3, "Decimal"),
    "a type of NumPy": (lambda i: np.float64(i.k) / 10, "np.float64"),
    "a function of NumPy that gives floats of whole numbers": (lambda i: np.divide(i.k, 10), "np.divide"),
    "a function of mpmath": (lambda i: int(mpmath.log(i.k, 10)), "mpmath.log"),
    "one of it that is imported by its name": (lambda i: int(power(i.k, 3)), "power"),
    "a number of SymPy": (lambda i: int(sympy.sqrt(i.k)), "sympy.sqrt"),
    "a function of JAX": (lambda i: int(jnp.sqrt(i.k)), "jnp.sqrt"),
    "numbers in memory": (lambda i: BYTES[0] + i.k, "BYTES"),
    "a field of whole numbers": (lambda i: int(WHOLE["n"][0]), "an array of [('k', '<i8'), ('n', '<i8')]"),
    "a quotient by its name": (lambda i: operator.truediv(i.k, 3) > 1, "operator.truediv"),
    "the mean of an array": (lambda i: np.array([1, i.k]).mean() > 1, ".mean"),
    "numbers that are unpacked": (lambda i: struct.unpack("d", i.k)[0], "struct.unpack"),
    "what Python makes of a text": (lambda i: float("0.1") * i.k, "float"),
    "the environment": (lambda i: min(i.k, int(os.environ["HOME"])), "os.environ"),
    "a setting of Python": (lambda i: min(i.k, sys.getrecursionlimit()), "sys.getrecursionlimit"),
    "a limit in a letter": (lambda i: min(i.k, ord("~")), "ord"),
    "what is typed in": (lambda i: min(i.k, int(input())), "input"),
    "what a cache counts": (lambda i: kept.cache_info().hits + i.k, ".cache_info"),
    "a set of what is alive": (lambda i: len(ALIVE) + i.k, "ALIVE"),
    "an iterator that goes on": (lambda i: next(GOING) + i.k, "GOING"),
    "a name of its own that it sets": (counts, "sets CALLS"),
    "an attribute that an object sets later": (lambda i: COUNTER.more(i.k), "sets many"),
    "an attribute that it sets": (lambda i: marked(i) + 1, "sets calls"),
    "a module that it imports": (lambda i: imports(i), "imports random"),
    "a module as a value": (lambda i: vars(math)["pi"] > i.k, "math, a module without an attribute"),
    "what a cache wraps": (lambda i: cast(Any, raises).__wrapped__(i), ".__wrapped__"),
    "a name that Python may give a field": (lambda i: i.k.__secret__, ".__secret__"),
    "its own code": (lambda i: len(rated.__code__.co_code) > i.k, ".__code__"),
    "a function of Python that is written in Python": (lambda i: statistics.median([i.k, 3]), "statistics.median"),
    "what stands around": (lambda i: globals()["RATE"] * i.k, "globals"),
    "an exception of a library": (lambda i: json.JSONDecodeError and i.k, "json.JSONDecodeError"),
    "a class of a library": (lambda i: Counter([i.k])[3], "Counter"),
    "by the name of a class of the library": (lambda i: Posing().limit > i.k, "ord"),
    "by that of a class of an imported module": (lambda i: PosingAgain().limit > i.k, "PosingAgain"),
    "an initial value that a class does not have": (lambda i: int(Slotted().rate * i.k), "0.1"),
    "one that is made each time": (lambda i: int(Drawn().rate * i.k), "0.1"),
    "what is called by a special name": (lambda i: Called()(i), "0.1"),
    "a number of another kind": (lambda i: i.k < LEAST, "Least, a kind of int"),
    "an array of another kind": (lambda i: SUBCLASS[0] * i.k, "Grid, a kind of ndarray"),
    "whole numbers of 8 bits": (lambda i: SMALL * SMALL, "an array of uint8"),
    "their type, by its name": (lambda i: np.arange(i.k).astype("int8").max(), "'int8', a type of numbers"),
    "their type, in a letter": (lambda i: np.ones(i.k, "B") + i.k, "'B', a type of numbers"),
    "a class that an object sets": (lambda i: Numbered().many + i.k, "sets many"),
    "an iterator that is kept": (lambda i: next(going_on()) + i.k, "going_on, which keeps an iterator"),
    "a cache of another function than it says": (lambda i: said(i.k), "said, which keeps another function"),
    "another thing named like what proves": (lambda i: guessing_at(i), "0.1"),
    "an array by a pattern": (lambda i: by_cases(i), "a case of a class"),
    "a method that has the name of a field": (lambda i: np.array([1, i.k]).mean() + len({"mean": 1}), ".mean"),
    "one that is called by another name": (lambda i: mean_of([1, i.k]) + len({"mean": 1}), ".mean"),
    "one of what is no variable": (lambda i: i.tree.parent.mean, ".mean"),
    "a method by its name": (lambda i: getattr(np.array([1, i.k]), "mean")(), "getattr"),  # noqa: B009
    "code by its name": (lambda i: getattr(raises, "__code__"), "getattr"),  # noqa: B009
    "what a class has by a name": (lambda i: vars(np.ndarray)["mean"](np.array([1, i.k])), "vars"),
    "a special name that classes have": (lambda i: len(str(Steps.__doc__)) + Steps.more(i.k), ".__doc__"),
    "numbers in bytes": (lambda i: min(i.k, b"~\xff"[i.j]), "b'~\\xff'"),
    "a number of the library's": (lambda i: min(i.k, covers.BOXES), "covers.BOXES"),
    "a number of a class of the library's": (lambda i: min(i.k, Claim.runs), "Claim"),
    "an object of the library's": (lambda i: min(i.k, DEPTHS["quick"].screen), "DEPTHS"),
    "what the library does with files": (lambda i: min(i.k, len(find())), "find"),
    "how the library stores numbers": (lambda i: unwrap(i.x).dtype == object, "unwrap"),
    "floats of the library": (lambda i: (xp.floats(i.k) / 10 * 3 > 1).numbers(), "xp.floats"),
    "how many types a function has": (lambda i: min(i.k, np.add.ntypes), ".ntypes"),
    "linear algebra": (lambda i: int(np.linalg.det([[i.k, 1], [1, 2]])), "np.linalg.det"),
}
EXACT: dict[str, Callable[..., Any]] = {
    "whole numbers": lambda i: math.isqrt(i.k) + math.ceil(Fraction(i.k, 3)) + math.comb(5, i.k),
    "infinities": lambda i: xp.where(i.x > 0, math.inf, 1e999),
    "functions of the library": lambda i: xp.log(i.x) + xp.sqrt(i.x),
    "what is proved afterwards": guessed,
    "array functions of NumPy": lambda i: np.add(np.arange(i.k), 1).sum() + np.maximum(i.k, 2),
    "infinities that are held": lambda i: max(FAR) > i.x,
    "whole numbers that are held": lambda i: int(GRID_OF_WHOLE[1]) + i.k,
    "records and tuples with names": lambda i: EXACTLY.rate * i.k + Step(1, Fraction(1, 2)).doubled().share,
    "objects that are made, and what is told of them": lambda i: Steps([i.k]).least + Steps.more(i.k),
    "exceptions of Python": raises,
    "a field by the name of an attribute": lambda i: i.mean + len({"mean": 1}),
    "a library's own function with what it wraps": lambda i: xp.precision and kl(i.p, i.p) + SHORT(1, 2),
    "fractions that are held": lambda i: EXACTLY.rate * i.k,
    "more of itertools": lambda i: [*itertools.takewhile(bool, range(i.k))] + [next(itertools.count(i.k))],
    "more of NumPy": lambda i: np.einsum("ij,jk->ik", np.eye(2, dtype=int), np.tri(2, dtype=int)).trace() + np.matmul([1], [2]),
    "a record with another value": lambda i: replace(EXACTLY, rate=i.k).rate + operator.mod(i.k, 3),
    "texts": lambda i: " A".strip().lower() + "b".upper(),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_plain_is_found(name: str) -> None:
    function, what = REFUSED[name]
    assert unplain(function).startswith("test_plain.py, line ") and unplain(function).endswith(f": {what}")


@pytest.mark.parametrize("name", EXACT)
def test_what_is_plain_is_not(name: str) -> None:
    assert unplain(EXACT[name]) == ""


def test_a_field_may_have_the_name_of_an_attribute() -> None:
    assert unplain(Space(mean=Count(0, 9)), lambda i: i.mean) == "" and unplain(lambda i: i.mean).endswith(": .mean")


def test_texts_that_name_types_are_plain_where_no_arrays_are_made() -> None:
    assert unplain(lambda i: {"short": 1, "b": 2}["short"]) == ""
    assert unplain(lambda i: np.arange(i.k).astype("int64") + np.zeros(3, dtype=int)) == ""


def test_what_the_library_holds_of_peoples_own_is_looked_at() -> None:
    assert unplain(Space(k=Count(0, 9), derived=cast(Any, partial(Rated)))) == "Rated: 0.1"


def test_what_a_module_makes_when_it_is_asked_is_not_plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = module_of("STANDS = 3\ndef __getattr__(name):\n    return 500\n", monkeypatch, tmp_path)
    assert module.STANDS
    names: dict[str, Any] = {"settings": module}
    exec("made = lambda i: min(i.k, settings.LIMIT)\nstands = lambda i: min(i.k, settings.STANDS)", names)
    assert unplain(names["made"]).endswith(": settings.LIMIT") and unplain(names["stands"]) == ""


def test_what_is_around_a_function_holds_fractions_as_well_as_floats() -> None:
    assert unplain(rated(Fraction(1, 10))) == "" and unplain(partial(rated(1), rate=Fraction(1, 10))) == ""
    assert unplain(partial(rated(1), rate=0.1)) == "an object with code: 0.1" == unplain(Setting(rate=0.1))


def test_what_code_is_given_as_floats_is_found() -> None:
    assert unplain(Space(k=Choice(Fraction(1, 10), 1))) == "" and unplain(Space(k=Choice((0.1, 1)))) == "a Choice: 0.1"
    assert unplain(sizes=(1, "0.1", (2, 0.1))) == "the sizes: 0.1" and unplain(sizes=(1, "0.1")) == ""


NAMED = """\
from theory_lab.claims import Claim, Count, Source, Space
RATE, LEVEL = 0.1, 0.3
CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), Space(k=Count(0, 9)), relation="==",
    lhs=lambda i: int(i.k * RATE > LEVEL), rhs=lambda i: int(i.k >= 3))
"""


def test_constants_with_names_are_neither_covered_nor_proved(claim_file: Callable[..., Path]) -> None:
    """The same false claim."""
    claim = load(claim_file("named", text=NAMED))
    assert claim.unplain.startswith("named.py, line 4: 0.") and cover(claim, None) is None
    with pytest.raises(Untraceable, match=r"its code is not plain \(named\.py, line 4: 0\.\d\)"):
        statements(claim)
    exact = load(claim_file("exact", text=NAMED.replace("RATE, LEVEL = 0.1, 0.3", "RATE, LEVEL = 1, 3")))
    assert cover(exact, None) is not None and statements(exact)


def test_a_check_tells_them_and_no_box_and_no_proof_is_said_to_see_them(claim_file: Callable[..., Path]) -> None:
    """A false claim: at ``k = 3`` both are 3/10."""
    text = """\
from theory_lab.claims import Claim, Count, Source, Space
CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), Space(k=Count(0, 9)), relation="==",
    lhs=lambda i: int(i.k * 0.1 > 0.3), rhs=lambda i: int(i.k >= 3))
"""
    said = "not plain at tenths.py, line 3: 0.1, so that no box and no proof speaks for it; floats decide nothing exactly; write"
    said = f"{said} Fraction(1, 10), or ratio(k, n) for k / n"
    claim = load(claim_file("tenths", text=text))
    assert ("code", said) in check(claim, "tenths").details
    assert cover(claim, None) is None
    with pytest.raises(Untraceable, match=r"its code is not plain \(tenths\.py, line 3: 0\.1\)"):
        statements(claim)
    exact = load(claim_file("exact", text=text.replace("int(i.k * 0.1 > 0.3)", "int(i.k >= 3)")))
    assert "code" not in dict(check(exact, "exact").details)
    assert cover(exact, None) is not None and statements(exact)


KEEPS = """\
from functools import cache, lru_cache
from theory_lab.claims import Claim, Ratio, Source, Space
SEEN = []
@cache
def seen():
    return []
@lru_cache(maxsize=4)
def several():
    return [[]]
@cache
def going():
    return zip([0] * 3000 + [1] * 99000)
def counted():
    SEEN.append(1)
    return len(SEEN) < 3000
def counted_in_a_cache():
    seen().append(1)
    return len(seen()) < 3000
def counted_in_a_bounded_cache():
    several()[0].append(1)
    return len(several()[0]) < 3000
def gone_on():
    return next(going()) == (0,)
def counted_for_a_while():
    if len(SEEN) < 2:
        SEEN.append(1)
    return len(SEEN) < 2
def filled_once():
    return len(seen()) + len(several()) < 3000
CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), Space(x=Ratio(0, 1)), relation="<=",
    lhs=lambda i: i.x * (1 if filled_once() else 2), rhs=lambda i: i.x)
"""


@pytest.mark.parametrize(
    "name", ["counted", "counted_for_a_while", "counted_in_a_cache", "counted_in_a_bounded_cache", "gone_on"]
)
def test_what_changes_what_it_keeps_is_neither_covered_nor_proved(claim_file: Callable[..., Path], name: str) -> None:
    """Claims that are false from the 3000th time on, or the second."""
    text = KEEPS.replace("filled_once() else", f"{name}() else")
    covered, read = (load(claim_file(f"{way}_{name}", text=text)) for way in ("covered", "read"))
    assert not covered.unplain and cover(covered, None) is None
    with pytest.raises(Untraceable, match=r"its code (changes what it )?keeps"):
        statements(read)


def test_what_fills_a_cache_once_is_covered_and_read(claim_file: Callable[..., Path]) -> None:
    claim = load(claim_file("filled", text=KEEPS))
    assert cover(claim, None) is not None and statements(claim)


def test_what_the_library_makes_of_a_claim_is_as_plain_as_the_claim() -> None:
    """For a constant, without a hypothesis, with a sharper side: covers speak for these, too."""
    made = [one for one in all_shipped() if one.claim.unknown and not one.claim.unplain]
    assert len(made) > 15
    for one in made:
        assert at_constant(one.claim, Fraction(1)).unplain == "", one.name


def test_only_what_is_called_is_a_call_of_an_attribute() -> None:
    """Whichever name it is: Python 3.12 tells the two apart by a bit of the number of the name, which before is another one."""
    names = [f"name{k}" for k in range(4)]
    for call, wanted in (("", False), ("()", True)):
        code = compile("\n".join(f"one.{name}{call}" for name in names), "", "exec")
        steps = [step for step in dis.get_instructions(code) if step.argval in names]
        assert [is_called(step) for step in steps] == [wanted] * len(names)
