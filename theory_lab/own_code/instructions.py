"""What single instructions of compiled code do, and the constants that they load.

Main definitions
----------------
``is_called``     whether an attribute is loaded in order to be called
``makes_itself``  whether an attribute of what is new is set
``constants_in``  a constant and those in it; ``float_in`` the first float among them
"""

from __future__ import annotations

import dis
import math
import sys
from collections.abc import Iterator
from types import CodeType

_MAKING = {"__init__", "__post_init__"}  # which may set attributes of what is new


def is_called(step: dis.Instruction) -> bool:
    """Whether an attribute is asked for in order to call it."""
    return step.opname == "LOAD_METHOD" or (sys.version_info >= (3, 12) and bool((step.arg or 0) & 1))


def makes_itself(step: dis.Instruction, last: dis.Instruction | None, code: CodeType) -> bool:
    """Whether a step sets an attribute of what is new: of the first argument of ``__init__``, loaded by the step before."""
    if step.opname != "STORE_ATTR" or code.co_name not in _MAKING or last is None or not last.opname.endswith("LOAD_FAST"):
        return False
    return (last.argval[-1] if isinstance(last.argval, tuple) else last.argval) == code.co_varnames[0]


def constants_in(one: object) -> Iterator[object]:
    """A constant and those in it."""
    yield one
    for part in one if isinstance(one, tuple | frozenset) else ():
        yield from constants_in(part)


def float_in(value: object) -> float | complex | None:
    """A float in a constant, which may be a tuple or a set of constants."""
    if isinstance(value, float | complex):
        return None if isinstance(value, float) and math.isinf(value) else value
    parts = value if isinstance(value, tuple | frozenset) else ()
    return next((found for part in parts if (found := float_in(part)) is not None), None)
