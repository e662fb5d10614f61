"""What array numbers do not do, and what to write instead.

A claim file is ordinary Python, so that ``math.log``, ``np.sum``, ``range`` and format strings reach numbers that do not fit
them.  What Python and NumPy say then names their own protocols; these sentences name the function or the field to use.

Main definitions: ``NO_INT``, ``NO_FLOAT``, ``NO_GUESS``, ``NO_EXPONENT``, ``NO_WHOLE_PART``, ``no_whole_part``, ``no_index``,
``no_format``, ``instead``, ``numpy_function``, ``numpy_ufunc``, ``no_attribute``, ``no_function``, ``exponent_of``.

Conventions: the functions of NumPy raise ``TypeError``, except where they only tell a shape, and except for operators with an
array of NumPy on the left.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np

NO_INT = "an array number is no Python int, as a loop length or an index of a list must be; a Count field gives one"
NO_FLOAT = (
    "an array number is no Python float, as math.log, math.exp, math.sqrt and float need; write log, exp and sqrt of"
    " theory_lab.numbers in a formula, and float(value(x)) elsewhere"
)
NO_GUESS = (
    "an exact number became a float while a verdict was decided, which must not depend on rounding; compare exact numbers, or"
    " take the float within guessing() of theory_lab.numbers where what comes of it is proved or enclosed afterwards"
)
NO_EXPONENT = (
    "an exponent that is an array number is no whole Python number; a Count field gives one, and for other exponents use"
    " exp, log or sqrt"
)
NO_WHOLE_PART = (
    "array numbers have no whole part, so that // and % do not apply; a Count field gives a Python int, for which they do, and"
    " x / y divides"
)

SIMPLE = 1000  # denominators up to it are what somebody may have meant by a float
TYPED = 12  # digits that somebody may have typed; a float with more, mostly sixteen, was computed

_SHAPES: dict[Any, Callable[[Any], Any]] = {np.shape: lambda x: x.shape, np.ndim: lambda x: x.ndim, np.size: lambda x: x.size}
_REFLECTED = {
    np.add: "__radd__", np.subtract: "__rsub__", np.multiply: "__rmul__", np.true_divide: "__rtruediv__",
    np.power: "__rpow__", np.greater_equal: "__le__", np.greater: "__lt__", np.less_equal: "__ge__", np.less: "__gt__",
    np.equal: "__eq__", np.not_equal: "__ne__", np.bitwise_and: "__rand__", np.bitwise_or: "__ror__",
}  # fmt: skip
_INSTEAD = {
    "abs": "absolute", "amax": "max", "amin": "min", "add.reduce": "sum", "multiply.reduce": "prod",
    "maximum.reduce": "max", "minimum.reduce": "min", "add.accumulate": "cumsum", "matmul": "dot", "inner": "dot",
    "vdot": "dot", "vstack": "stack", "hstack": "concatenate", "append": "concatenate", "logical_and.reduce": "all",
    "logical_or.reduce": "any",
}  # fmt: skip
_SHARED = {  # functions that NumPy and theory_lab.numbers have under one name
    "absolute", "all", "any", "broadcast_to", "concatenate", "cumsum", "dot", "exp", "full", "log", "max", "maximum", "min",
    "minimum", "ones", "outer", "prod", "solve", "sqrt", "stack", "sum", "where", "zeros",
}  # fmt: skip
_WRITTEN = {  # functions of NumPy, SciPy and others in those that are here
    "mean": "sum(x) / n", "average": "dot(weights, x)", "var": "sum(x**2) / n - (sum(x) / n) ** 2",
    "std": "sqrt(sum(x**2) / n - (sum(x) / n) ** 2)", "norm": "sqrt(dot(x, x))", "diff": "x[1:] - x[:-1]",
    "log2": "log(x) / log(2)", "log10": "log(x) / log(10)", "log1p": "log(1 + x)", "expm1": "exp(x) - 1",
    "exp2": "exp(x * log(2))", "logsumexp": "log(sum(exp(x)))", "softmax": "exp(x) / sum(exp(x))",
    "logaddexp": "log(exp(x) + exp(y))", "expit": "1 / (1 + exp(-x))", "sigmoid": "1 / (1 + exp(-x))",
    "tanh": "(exp(2 * x) - 1) / (exp(2 * x) + 1)", "clip": "minimum(maximum(x, low), high)", "relu": "maximum(x, 0)",
    "sign": "where(x > 0, 1, where(x < 0, -1, 0))", "square": "x**2", "power": "x**2",
}  # fmt: skip
_OPERATORS = {
    "add": "x + y", "subtract": "x - y", "multiply": "x * y", "divide": "x / y", "power": "x ** y", "float_power": "x ** y",
    "negative": "-x", "square": "x ** 2", "reciprocal": "1 / x", "logical_and": "x & y", "logical_or": "x | y",
    "logical_not": "~x", "equal": "x == y", "not_equal": "x != y", "reshape": "x.reshape", "ravel": "x.reshape",
    "transpose": "x.T",
}  # fmt: skip


def no_whole_part(*_: Any) -> Any:
    """What ``//`` and ``%`` do: raise ``TypeError``."""
    raise TypeError(NO_WHOLE_PART)


def no_index(part: Any) -> str:
    """Why this does not choose an entry."""
    if isinstance(part, bool | np.bool_):
        return f"the index {part} adds an axis in NumPy and chooses no entry; int() of it is the index 0 or 1"
    return "an index must not depend on the instance; use where() or at_least()"


def no_format(spec: str) -> str:
    """Why a format does not apply."""
    return (
        f"the format {spec!r} does not apply to an array number, which may stand for many instances; a Count field gives a"
        " Python int, and float(value(x)) the number of one instance"
    )


def instead(value: Any) -> str:
    """What to write in place of a float, as the end of a sentence; nothing for nan and infinities."""
    if not math.isfinite(value):
        return ""
    exact, simple = Fraction(str(value)), Fraction(float(value)).limit_denominator(SIMPLE)
    if 1 < simple.denominator <= exact.denominator and float(simple) == value:  # perhaps a quotient of whole numbers, as 1 / 3
        return f"; write {simple!r}, or ratio(k, n) for k / n"
    if len(Decimal(str(value)).as_tuple().digits) > TYPED:
        return "; write what it is the value of, such as log(2) or sqrt(2) of theory_lab.numbers"
    return f"; write {exact.numerator if exact.denominator == 1 else repr(exact)}"


def exponent_of(value: Any) -> int | Fraction:
    """A whole number, or a fraction that is none; raises ``TypeError`` for all else."""
    if isinstance(value, Fraction):
        return value if value.denominator > 1 else value.numerator
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"the exponent {value!r} is not a whole number or a Fraction, such as Fraction(1, 2)") from None


def no_attribute(name: str) -> str:
    """Why an array number has no such attribute, and which function is meant."""
    ours = _INSTEAD.get(name, name)
    told = f"; use {ours}(x) of theory_lab.numbers" if ours in _SHARED else _formula(name)
    return f"an array number has no attribute {name!r}{told}"


def no_function(name: str) -> str:
    """Why there is no such function, and what is meant."""
    said = f"use {_INSTEAD[name]}" if name in _INSTEAD else f"write {_WRITTEN[name]}" if name in _WRITTEN else ""
    return f"theory_lab.numbers has no {name!r}" + (f"; {said}" if said else "")


def numpy_function(function: Any, args: tuple[Any, ...]) -> Any:
    """What ``__array_function__`` does: shapes are told, every other function is refused by name."""
    if function in _SHAPES and len(args) == 1:
        return _SHAPES[function](args[0])
    raise TypeError(_sentence(function.__module__.replace("numpy", "np", 1), function.__name__))


def numpy_ufunc(array: Any, ufunc: np.ufunc, method: str, inputs: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """What ``__array_ufunc__`` does: ``ndarray + array`` is left to ``array``, every other call is refused by name."""
    if method == "__call__" and not options and ufunc in _REFLECTED and inputs[1] is array:
        other, operator = inputs[0], getattr(array, _REFLECTED[ufunc], None)
        if operator is not None and type(other) is not type(array):
            result = operator(other[()] if isinstance(other, np.ndarray) and not other.ndim else other)
            if result is not NotImplemented:
                return result
    raise TypeError(_sentence("np", ufunc.__name__ if method == "__call__" else f"{ufunc.__name__}.{method}"))


def _sentence(module: str, name: str) -> str:
    if name in _OPERATORS:
        return f"{module}.{name} does not take array numbers; write {_OPERATORS[name]}"
    ours = _INSTEAD.get(name, name)
    if ours in _SHARED:
        return f"{module}.{name} does not take array numbers; use {ours} of theory_lab.numbers"
    if told := _formula(name):
        return f"{module}.{name} does not take array numbers{told}"
    return (
        f"{module}.{name} does not take array numbers, and theory_lab.numbers has no such function; build it from those that"
        " it has, such as sum, dot, where, log, exp and sqrt"
    )


def _formula(name: str) -> str:
    """What to write in place of a function, as the end of a sentence; nothing where nobody knows."""
    return f"; write {_WRITTEN[name]}, with the functions of theory_lab.numbers" if name in _WRITTEN else ""
