"""The words of plain code: what functions of people's own may name beside themselves.

Main definitions
----------------
``is_word``       whether plain code may name something of Python, NumPy or a module of Python's
``is_offered``    whether it may name something of this library; ``is_of_floats`` whether that makes floats
``module_of``     the module that plain code may import in a function
``is_special``    whether a name is one that Python gives, such as ``__code__``, and no word
``names_a_type``  whether a text names a type of arrays that holds other numbers than 64 bits of whole ones
``UNSPOKEN``      names of attributes that numbers, texts, tables, arrays and functions have, and that plain code does not ask for

Conventions: a word gives whole numbers, fractions and truth values for such, in the same way each time, and keeps nothing.  An
attribute of another name can only be one of this library's objects, or of objects of people's own, which are looked at.
"""

from __future__ import annotations

import builtins
import collections.abc
import dataclasses
import fractions
import functools
import importlib
import itertools
import math
import operator
import re
import sys
import types
import typing
from abc import ABCMeta
from contextlib import suppress
from types import ModuleType

import numpy as np

from theory_lab.own_code.modules import OURS, is_ours

_WORDS: dict[ModuleType, str] = {
    builtins: (
        "abs all any bool callable dict divmod enumerate filter frozenset int isinstance issubclass iter"
        " len list map max min next object pow property range reversed round set slice sorted str sum tuple zip"
    ),
    np: (
        "abs absolute add all any append arange argmax argmin argsort array array_equal asarray atleast_1d atleast_2d"
        " bincount bitwise_and bitwise_or bitwise_xor bool_ broadcast_to clip column_stack concatenate copy count_nonzero"
        " cumprod cumsum delete diag diff dot einsum equal expand_dims eye fill_diagonal flatnonzero flip fliplr"
        " flipud floor_divide full full_like gcd greater greater_equal hstack indices inf inner insert int64 intersect1d"
        " intp invert isin ix_ kron lcm less less_equal lexsort logical_and logical_not logical_or logical_xor matmul max"
        " maximum meshgrid min minimum mod moveaxis multiply ndarray ndindex negative newaxis nonzero not_equal object_"
        " ones ones_like outer power prod ravel ravel_multi_index remainder repeat reshape roll rot90 searchsorted"
        " setdiff1d sign sort split square squeeze stack subtract sum swapaxes take take_along_axis tensordot tile trace"
        " transpose tri tril tril_indices triu triu_indices union1d unique unravel_index vdot vstack where zeros"
        " zeros_like"
    ),
    math: "ceil comb factorial floor gcd inf isqrt lcm perm prod trunc",
    dataclasses: "replace",
    fractions: "Fraction",
    functools: "cache lru_cache partial reduce wraps",
    itertools: (
        "accumulate chain combinations combinations_with_replacement compress count dropwhile groupby islice pairwise"
        " permutations product repeat starmap takewhile zip_longest"
    ),
    operator: "abs add and_ contains eq floordiv ge gt itemgetter le lt mod mul ne neg not_ or_ sub xor",
    collections.abc: "Callable Iterable Iterator Mapping Sequence",
    typing: "Any NamedTuple cast",
}
# Of this library what speaks of mathematics, by folders and files, and by the names that two packages offer; the rest runs
# checks and proofs, reads files, or shows how numbers are stored.  What makes floats is for what is proved afterwards.
_FOLDERS = ("chains", "counting", "decisions", "decoding", "learning", "measures", "sequences")
_FOLDERS += ("numbers.reals.ends", "numbers.whole", "own_code.attributes")
_OFFERING = ("claims", "numbers")
_WITHHELD = {"Claim", "Record", "Source", "strategies", "floats", "logs", "smooth"}
_FLOATS = ("floats", "logs")
_KNOWN = {id(vars(module)[name]): vars(module)[name] for module, names in _WORDS.items() for name in names.split()}

_WORDS_OF_OBJECTS = (
    "accumulate add all any append argmax argmin argsort astype base bit_count bit_length clear clip copy count"
    " cumsum denominator diagonal difference discard dot dtype endswith extend flatten get index insert intersection"
    " isdisjoint issubset issuperset item items join keys lower max min ndim nonzero numerator outer pop prod ravel"
    " reduce remove repeat replace reshape reverse setdefault shape size sort split squeeze start startswith step stop"
    " strip sum swapaxes symmetric_difference T take tolist trace transpose union update upper values __getitem__"
    " __name__"
)
_SPOKEN = frozenset(_WORDS_OF_OBJECTS.split())
_PLAIN = (bool, int, float, complex, str, bytes, tuple, list, dict, set, frozenset, range, slice, fractions.Fraction)
_PLAIN += (np.ndarray, np.generic, types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.GeneratorType)
_PLAIN += (np.ufunc, types.ModuleType, type, ABCMeta, type(None), functools.partial, type(functools.cache(len)))
UNSPOKEN = frozenset(name for one in _PLAIN for name in dir(one)) - _SPOKEN

_TYPES = {name for name in np.sctypeDict if isinstance(name, str) and name != "a"} | {*"bBhHiIeLQNPfdgFDG"}  # "a" is of texts
_TYPES |= {f"{kind}{size}" for kind in "iufc" for size in (1, 2, 4, 8, 16)}
_TYPES -= {*"?lqnpOSUMmV", "i8", "bool", "bool_", "int", "int_", "int64", "intp", "long", "longlong", "object", "object_", "str"}
_TYPES -= {"str_", "unicode", "bytes", "bytes_"}


def is_word(one: object) -> bool:
    """Whether plain code may name it: functions, classes and constants of Python, NumPy and Python's own modules, exceptions."""
    raised = isinstance(one, type) and issubclass(one, Exception) and one.__module__ == "builtins"
    return raised or id(one) in _KNOWN


def is_offered(one: object) -> bool:
    """Whether plain code may name a function, a class or an object with a name that this library has."""
    library, _, module = str(getattr(one, "__module__", "")).partition(".")
    if not is_ours(library) or any(f"{module}.".startswith(f"{folder}.") for folder in _FOLDERS):
        return True
    return any(_has(place, name, one) for place in _OFFERING for name in _offers(place) if name not in _WITHHELD)


def is_of_floats(one: object) -> bool:
    """Whether it is what this library makes floats with."""
    return any(_has("numbers", name, one) for name in _FLOATS)


def module_of(name: str) -> ModuleType | None:
    """The module of Python, NumPy or this library that a name imports, None where plain code imports none by it."""
    if is_ours(name.partition(".")[0]):
        with suppress(ImportError):
            return importlib.import_module(name)
    return next((module for module in _WORDS if sys.modules.get(name) is module), None)


def _has(place: str, name: str, one: object) -> bool:
    return vars(_module(place)).get(name) is one


def _offers(place: str) -> tuple[str, ...]:
    return tuple(vars(_module(place)).get("__all__", ()))


def _module(place: str) -> object:
    return sys.modules.get(f"{OURS}.{place}", object)


def is_of_python(one: object) -> bool:
    """Whether it is a number, a text, a table, an array, a function, a class or a module, of which names are not spoken."""
    return isinstance(one, _PLAIN)


def is_special(name: str) -> bool:
    """Whether it is a name such as ``__code__``, by which Python knows something, and that plain code does not ask for."""
    return name.startswith("__") and name.endswith("__") and name not in _SPOKEN


def names_a_type(text: str) -> bool:
    """Whether arrays of a type that a text names hold floats, or whole numbers that begin again after fewer than 64 bits."""
    return " " not in text and not _TYPES.isdisjoint(re.split(r"\W", text))
