"""The terms of an inequality: products of simple functions of quantities.

A term is its factors; it has values in floats, code for a claim, and LaTeX.

Main definitions
----------------
``Factor``, ``Term``  a function of a quantity; a product of these, ``()`` for the number 1
``FUNCTIONS``         the simple functions
``values_of``         a term's values at many instances, in floats
``exactly``           a term at one instance, in the arithmetic of the instance
``written``, ``latex``  a term as code and as LaTeX
``plain``, ``single_terms``, ``product_terms``  the terms tried

Conventions: where a term has no value, such as ``0 * inf``, it is ``nan``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from theory_lab import numbers as xp

Column = np.ndarray


class Function(NamedTuple):
    """A simple function: on floats, on any numbers, as code, as LaTeX, and how complicated it is."""

    on: Callable[[Column], Column]
    exactly: Callable[[Any], Any]
    code: str
    latex: str
    cost: int


FUNCTIONS = {
    "": Function(lambda x: x, lambda x: x, "{}", "{}", 1),
    "square": Function(lambda x: x**2, lambda x: x**2, "{} ** 2", "{}^2", 2),
    "sqrt": Function(np.sqrt, xp.sqrt, "xp.sqrt({})", r"\sqrt{{{}}}", 2),
    "log": Function(np.log, xp.log, "xp.log({})", r"\log {}", 3),
    "log1p": Function(np.log1p, lambda x: xp.log(1 + x), "xp.log(1 + {})", r"\log(1 + {})", 3),
    "exp": Function(lambda x: np.exp(-x), lambda x: xp.exp(-x), "xp.exp(-{})", r"e^{{-{}}}", 3),
}


class Factor(NamedTuple):
    """A simple function of one quantity."""

    quantity: str
    function: str = ""


Term = tuple[Factor, ...]
ONE: Term = ()


def values_of(term: Term, values: Mapping[str, Column]) -> Column:
    """The term at every instance; ``nan`` where it has no value."""
    count = len(next(iter(values.values())))
    with np.errstate(all="ignore"):
        factors = [FUNCTIONS[function].on(values[name]) for name, function in term]
        return np.prod(factors, axis=0) if factors else np.ones(count)


def exactly(term: Term, quantities: Mapping[str, Callable[..., Any]], instance: Any) -> Any:
    """The term at one instance or batch; the whole number 1 for the empty product."""
    return math.prod(FUNCTIONS[function].exactly(quantities[name](instance)) for name, function in term)


def cost(term: Term) -> int:
    """How complicated a term is; the number 1 counts as a factor."""
    return sum(FUNCTIONS[function].cost for _, function in term) or 1


def written(term: Term, code: Mapping[str, str]) -> str:
    """The term as code, given that of each quantity; the empty string for the number 1."""
    return " * ".join(FUNCTIONS[function].code.format(code[name]) for name, function in term)


def latex(term: Term, symbol: Callable[[str], str]) -> str:
    """The term as LaTeX; the empty string for the number 1."""
    return r" \, ".join(_factor(function, symbol(name)) for name, function in term)


def _factor(function: str, symbol: str) -> str:
    compound = function == "square" and not (len(symbol) == 1 or (symbol.startswith(r"\mathrm{") and symbol.endswith("}")))
    return FUNCTIONS[function].latex.format(f"({symbol})" if compound else symbol)


def plain(name: str) -> Term:
    """A quantity by itself."""
    return (Factor(name),)


def single_terms(names: Iterable[str]) -> list[Term]:
    """Every function of every quantity."""
    return [(Factor(name, function),) for name in names for function in FUNCTIONS]


def product_terms(names: Iterable[str], parameters: Iterable[str]) -> list[Term]:
    """Products of two different quantities, and of two square roots, but none of two parameters."""
    pairs = [pair for pair in combinations(names, 2) if not set(pair) <= set(parameters)]
    return [(Factor(a, function), Factor(b, function)) for function in ("", "sqrt") for a, b in pairs]
