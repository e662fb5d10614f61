"""Floats of Python in a claim's own code are told: they may decide which way it goes, and rounding is not looked at."""

from __future__ import annotations

import array
import ctypes
import math
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, partial, wraps
from math import log as natural
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import mpmath
import numpy as np
import pytest
import sympy
from mpmath import power

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Space
from theory_lab.claims.checks.check import check
from theory_lab.claims.loading import load
from theory_lab.claims.verdicts.covers import cover
from theory_lab.own_code.rounding import rounds
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


def rated(rate: Any) -> Callable[..., Any]:
    return lambda i: int(i.k * rate > 3 * rate)


def guessed(i: Any) -> Fraction:
    with xp.guessing():
        return Fraction(0.5) + Fraction(PROVED[0])


ROUNDING: dict[str, tuple[Callable[..., Any], str]] = {
    "a literal": (tenths, "0.1"),
    "a function that is called": (lambda i: tenths(i) + 1, "0.1"),
    "a table that is written out": (lambda i: (1, 0.5)[i.k], "0.5"),
    "a function of math": (lambda i: math.ceil(math.log2(i.k)), "math.log2"),
    "one that is imported by its name": (lambda i: int(natural(i.k)), "natural"),
    "a constant of math": (lambda i: int(i.k * math.pi), "math.pi"),
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
    "in an array of Python's": (lambda i: int(i.k * STORED[0] > STORED[1]), "an array of float64"),
    "in a field of an array": (lambda i: int(i.k * ROWS["rate"][0]), "an array of [('k', '<i8'), ('rate', '<f8')]"),
    "in memory": (lambda i: int(i.k * SEEN[1]), "an array of float64"),
    "a number of C": (lambda i: int(i.k * WORD.value), "an array of float64"),
    "around it": (lambda i: int(i.k * AROUND.get()), "0.1"),
    "by a class of classes": (lambda i: int(i.k * Limit.rate), "0.1"),
    "a member of an enumeration": (lambda i: int(i.k * Rate.SLOW.value), "0.1"),
    "an attribute of an object": (lambda i: int(i.k * FAST.rate), "0.25"),
    "held from around": (rated(0.1), "0.1"),
    "held from around, a decimal": (rated(Decimal("0.1")), "Decimal('0.1')"),
    "a default": (lambda i, rate=0.1: int(i.k * rate), "0.1"),
    "a default by name": (lambda i, *, rate=0.1: int(i.k * rate), "0.1"),
    "decimals": (lambda i: Decimal(i.k) / 3, "Decimal"),
    "a type of NumPy": (lambda i: np.float64(i.k) / 10, "np.float64"),
    "a function of NumPy that gives floats of whole numbers": (lambda i: np.divide(i.k, 10), "np.divide"),
    "a function of mpmath": (lambda i: int(mpmath.log(i.k, 10)), "mpmath.log"),
    "one of it that is imported by its name": (lambda i: int(power(i.k, 3)), "power"),
    "a float of SymPy": (lambda i: int(sympy.N(i.k, 3)), "sympy.N"),
    "a function of JAX": (lambda i: int(jnp.sqrt(i.k)), "jnp.sqrt"),
    "linear algebra": (lambda i: int(np.linalg.det([[i.k, 1], [1, 2]])), "np.linalg"),
}
EXACT: dict[str, Callable[..., Any]] = {
    "whole numbers": lambda i: math.isqrt(i.k) + math.ceil(Fraction(i.k, 3)) + math.comb(5, i.k),
    "infinities": lambda i: xp.where(i.x > 0, math.inf, 1e999),
    "functions of the library": lambda i: xp.log(i.x) + xp.sqrt(i.x),
    "what is proved afterwards": guessed,
    "array functions of NumPy": lambda i: np.add(np.arange(i.k), 1).sum() + np.maximum(i.k, 2),
    "infinities that are held": lambda i: max(FAR) > i.x,
    "whole numbers in memory": lambda i: BYTES[0] + int(WHOLE["n"][0]) + i.k,
    "roots of SymPy": lambda i: sympy.sqrt(i.k) > sympy.Rational(3, 2),
    "fractions that are held": lambda i: EXACTLY.rate * i.k,
}


@pytest.mark.parametrize("name", ROUNDING)
def test_floats_are_found(name: str) -> None:
    function, what = ROUNDING[name]
    assert rounds(function).startswith("test_rounding.py, line ") and rounds(function).endswith(f": {what}")


@pytest.mark.parametrize("name", EXACT)
def test_what_is_exact_is_not(name: str) -> None:
    assert rounds(EXACT[name]) == ""


def test_what_is_around_a_function_holds_fractions_as_well_as_floats() -> None:
    assert rounds(rated(Fraction(1, 10))) == "" and rounds(partial(rated(1), rate=Fraction(1, 10))) == ""
    assert rounds(partial(rated(1), rate=0.1)) == "an object with code: 0.1" == rounds(Setting(rate=0.1))


def test_what_code_is_given_as_floats_is_found() -> None:
    assert rounds(Space(k=Choice(Fraction(1, 10), 1))) == "" and rounds(Space(k=Choice((0.1, 1)))) == "a Choice: 0.1"
    assert rounds(sizes=(1, "0.1", (2, 0.1))) == "the sizes: 0.1" and rounds(sizes=(1, "0.1")) == ""


NAMED = """\
from theory_lab.claims import Claim, Count, Source, Space
RATE, LEVEL = 0.1, 0.3
CLAIM = Claim("a statement", Source("a note", "Lemma", status="derived"), Space(k=Count(0, 9)), relation="==",
    lhs=lambda i: int(i.k * RATE > LEVEL), rhs=lambda i: int(i.k >= 3))
"""


def test_constants_with_names_are_neither_covered_nor_proved(claim_file: Callable[..., Path]) -> None:
    """The same false claim."""
    claim = load(claim_file("named", text=NAMED))
    assert claim.rounding.startswith("named.py, line 4: 0.") and cover(claim, None) is None
    with pytest.raises(Untraceable, match=r"its code computes in Python's floats \(named\.py, line 4: 0\.\d\)"):
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
    said = "Python's floats at tenths.py, line 3: 0.1; what is decided by them is not exact"
    claim = load(claim_file("tenths", text=text))
    assert ("floats", said) in check(claim, "tenths").details
    assert cover(claim, None) is None
    with pytest.raises(Untraceable, match=r"its code computes in Python's floats \(tenths\.py, line 3: 0\.1\)"):
        statements(claim)
    exact = load(claim_file("exact", text=text.replace("int(i.k * 0.1 > 0.3)", "int(i.k >= 3)")))
    assert "floats" not in dict(check(exact, "exact").details)
    assert cover(exact, None) is not None and statements(exact)
