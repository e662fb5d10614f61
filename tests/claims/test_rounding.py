"""Floats of Python in a claim's own code are told: they may decide which way it goes, and rounding is not looked at."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial
from math import log as natural
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from theory_lab import numbers as xp
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


def guessed(i: Any) -> Fraction:
    with xp.guessing():
        return Fraction(0.5)


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
}
EXACT: dict[str, Callable[..., Any]] = {
    "whole numbers": lambda i: math.isqrt(i.k) + math.ceil(Fraction(i.k, 3)) + math.comb(5, i.k),
    "infinities": lambda i: xp.where(i.x > 0, math.inf, 1e999),
    "functions of the library": lambda i: xp.log(i.x) + xp.sqrt(i.x),
    "what is proved afterwards": guessed,
    "array functions of NumPy": lambda i: np.arange(i.k).sum(),
}


@pytest.mark.parametrize("name", ROUNDING)
def test_floats_are_found(name: str) -> None:
    function, what = ROUNDING[name]
    assert rounds(function).startswith("test_rounding.py, line ") and rounds(function).endswith(f": {what}")


@pytest.mark.parametrize("name", EXACT)
def test_what_is_exact_is_not(name: str) -> None:
    assert rounds(EXACT[name]) == ""


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
