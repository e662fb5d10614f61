"""Enumerations of constants, imports within a function and ``float("inf")`` are plain; what looks like them is not."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable
from enum import Enum, IntEnum
from fractions import Fraction
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from theory_lab import numbers as xp
from theory_lab.claims.checks.telling.remedies import remedy
from theory_lab.claims.loading import load
from theory_lab.own_code.kinds import is_an_enumeration
from theory_lab.own_code.plain import unplain
from theory_lab.proofs.code.numbers import numbers_of
from theory_lab.proofs.prover import proved


class Kind(Enum):
    """Constants of any kind."""

    SLOW = Fraction(1, 10)
    FAST = 2
    NONE = None
    WORD = "a word"
    PAIR = (1, 2)
    QUICK = 2


@enum.unique
class Level(IntEnum):
    LOW = 3
    HIGH = enum.auto()


class Rate(Enum):
    SLOW = 0.1


class Method(Enum):
    ONE = 1

    def most(self) -> int:
        return 500


class Missing(Enum):
    ONE = 1

    @classmethod
    def _missing_(cls, value: object) -> Any:
        return cls.ONE


class Other(IntEnum):
    """Its number is another one than its value."""

    def __new__(cls, value: int) -> Any:
        made = int.__new__(cls, 500)
        made._value_ = value
        return made

    ONE = 1


class Changed(IntEnum):
    ONE = 1


class Added(Enum):
    ONE = 1


class Shown(Enum):
    ONE = 1

    def __str__(self) -> str:
        return "500"


class Bound(Enum):
    ONE = 1


class Said(Enum):
    ONE = 1


class Many(enum.IntFlag):
    ONE = 1


class Made(enum.EnumMeta):
    def __len__(cls) -> int:
        return 500


class ByMade(Enum, metaclass=Made):
    ONE = 1


class Mixed(str, Enum):  # noqa: UP042
    ONE = "1"


class Empty(Enum):
    """One without members makes others when it is called."""


Changed.ONE._value_ = 500
Added.ONE.limit = 500  # type: ignore[attr-defined]
Bound.__len__ = lambda self: 500  # type: ignore[attr-defined]
Said.__doc__ = property(lambda self: 500)  # type: ignore[assignment]
ODD = (Method, Missing, Other, Changed, Added, Shown, Bound, Said, Many, ByMade, Mixed, Empty)


def test_enumerations_of_constants_are_plain() -> None:
    assert unplain(lambda i: i.k * Kind.SLOW.value + Level.LOW + len(Kind) + Kind(2).value + Kind["FAST"].value) == ""
    assert unplain(lambda i: 1 if i.kind is Kind.FAST else Level.HIGH.value, Kind.SLOW) == ""
    assert unplain(lambda i: Rate.SLOW.value).endswith(": 0.1")


@pytest.mark.parametrize("one", ODD, ids=lambda one: one.__name__)
def test_what_does_more_than_give_names_to_constants_is_none(one: Any) -> None:
    assert not is_an_enumeration(one) and unplain(lambda i: one).endswith(f": {one.__name__}")
    assert "Enum" in remedy(f"lemma.py, line 1: {one.__name__}")


HEAD = """\
import enum
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
class Level(enum.{kind}):
    FEW = 2
    MANY = {many}
"""
TAIL = """
CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), lambda n: Space(p=Simplex(n)), sizes=(2, 3),
    lhs=lambda i: xp.sum(i.p) * i.size, rhs=lambda i: {side})
"""


@pytest.mark.parametrize("kind", ["Enum", "IntEnum"])
def test_the_values_of_an_enumeration_are_numbers_of_the_code(kind: str, claim_file: Callable[..., Path]) -> None:
    """False from 8 outcomes on, and from 114 on, where no formula is read."""
    text = HEAD.format(kind=kind, many=7) + TAIL.format(side="min(i.size, Level.MANY.value)")
    claim = load(claim_file("few", text=text))
    assert not claim.unplain and {2, 7} <= numbers_of(claim).sizes
    assert "proved (all n)" not in str(proved(claim, "few", 5))
    many = load(claim_file("many", text=text.replace("MANY = 7", "MANY = 113")))
    assert "the number 113" in proved(many, "many", 5).open


def combined(i: Any) -> Any:
    import math as m
    from math import comb, inf

    from theory_lab import numbers as np
    from theory_lab.measures.divergences import kl

    return m.isqrt(i.k) + comb(3, i.k) + np.sum(i.p) + min(inf, kl(i.p, i.p))


def twice(i: Any) -> Any:
    if i.k:
        import math
    else:
        import math
    return math.comb(3, i.k)


def floats(i: Any) -> Any:
    import math

    return math.log(i.k)


def rounded(i: Any) -> Any:
    from math import pi

    return pi * i.k


def another(i: Any) -> Any:
    import math

    math = i.array  # noqa: F811
    return math.mean()  # type: ignore[attr-defined]


def given(i: Any, math: Any = None) -> Any:
    if i.k:
        import math
    return math.mean()


def within(i: Any) -> Any:
    import math

    return [lambda: math.mean()]  # type: ignore[attr-defined]


def passed(i: Any) -> Any:
    import math

    return vars(math)


def of_two(i: Any) -> Any:
    import math as several

    if i.k:
        import operator as several  # type: ignore[no-redef]
    return several


def looped(i: Any) -> Any:
    import math

    for math in i.several:  # noqa: B007, F402
        pass
    return math.mean()  # type: ignore[attr-defined]


def stateful(i: Any) -> Any:
    import random

    return random.random() * i.k


def numbered(i: Any) -> Any:
    from errno import EHOSTUNREACH

    return min(i.k, EHOSTUNREACH)


def untrusted(i: Any) -> Any:
    from theory_lab.claims.verdicts.covers import BOXES

    return min(i.k, BOXES)


REFUSED: dict[Callable[..., Any], str] = {
    floats: "math.log",
    rounded: "imports pi",
    another: "imports math",
    given: "imports math",
    within: "imports math",
    passed: "math, a module without an attribute",
    of_two: "imports math",
    looped: "imports math",
    stateful: "imports random",
    numbered: "imports errno",
    untrusted: "imports BOXES",
}


def test_words_may_be_imported_within_a_function() -> None:
    assert unplain(combined) == unplain(twice) == ""


@pytest.mark.parametrize("function", REFUSED, ids=lambda one: one.__name__)
def test_what_is_imported_otherwise_is_not_plain(function: Callable[..., Any]) -> None:
    assert unplain(function).startswith("test_plain_names.py, line ") and unplain(function).endswith(f": {REFUSED[function]}")


def test_imports_are_those_of_python() -> None:
    """A function may have another ``__import__`` than Python's."""
    words = {"__import__": lambda *k: math, "min": min}
    assert unplain(FunctionType(twice.__code__, {"__builtins__": words})).endswith(": imports math")
    assert unplain(FunctionType(twice.__code__, {"__builtins__": {**words, "__import__": __import__}})) == ""


def test_what_a_function_imports_is_as_it_would_be_at_the_top(claim_file: Callable[..., Path]) -> None:
    text = HEAD.format(kind="Enum", many=3) + "def side(i):\n    from theory_lab.numbers import sum\n    import math\n"
    text += "    return sum(i.p) * i.size * math.comb(2, 1)" + TAIL.format(side="side(i)")
    claim = load(claim_file("within", text=text))
    assert not claim.unplain and "proved" in str(proved(claim, "within", 10))


def test_infinities_that_are_written_out_are_plain() -> None:
    written = (lambda i: min(i.x, float("inf")), lambda i: max(i.x, float("-Infinity")), lambda i: max(i.x, -float("inf")))
    assert [unplain(one) for one in (*written, lambda i: xp.exact(math.inf), lambda i: (-math.inf, xp.INFINITY))] == [""] * 5


def test_other_floats_of_texts_are_not() -> None:
    float_of = FunctionType((lambda i: float("inf")).__code__, {"float": lambda text: 0.1})
    odd = (lambda i: float("0.1"), lambda i: float("nan"), lambda i: float(i.x), lambda i: [float, "inf"])
    odd += (lambda i: map(float, "inf"), lambda i: sorted("inf", key=float), lambda i: float("inf" if i.x else "0.1"))
    assert all(unplain(one).endswith(": float") for one in odd)
    assert unplain(float_of).endswith(": 0.1")
    assert remedy("lemma.py, line 1: float").startswith("write math.inf or float('inf') for infinity")
