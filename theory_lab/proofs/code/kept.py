"""What code keeps from one instance to the next: the state of all that its functions name, hold or wrap.

Part of the trusted base.

Main definitions: ``state`` (of objects of people's own code).

Conventions: two states are equal if nothing was put, changed or taken away in between.  What goes on whenever it is asked, such
as an iterator or a generator of random numbers, is equal to nothing.
"""

from __future__ import annotations

import functools
import gc
import random
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from fractions import Fraction
from types import BuiltinFunctionType, CellType, FunctionType, ModuleType
from typing import Any

import numpy as np

from theory_lab.own_code.modules import is_ours, is_peoples
from theory_lab.own_code.naming import named_by

PLAIN = (type(None), bool, int, float, complex, str, bytes, Fraction)  # which are told apart by their values
GOING_ON = (Iterator, random.Random, np.random.Generator, np.random.RandomState, np.random.BitGenerator)
KEEPING = type(functools.cache(len))  # keeps a value for arguments, among them what stands for no number of an instance


def state(*objects: object) -> dict[int, tuple[Any, Any]]:
    """What stands in everything that objects of people's own name, hold or wrap, by the number of the object that holds it.

    The objects come along, so that no other one gets the number of one that is gone.
    """
    seen, waiting = dict[int, tuple[Any, Any]](), list(objects)
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and not isinstance(one, PLAIN):
            held = list(_held(one))
            seen[id(one)] = one, tuple(part if isinstance(part, PLAIN) else (id(part),) for part in held)
            waiting += held
    return seen


def _held(one: Any) -> Iterator[object]:
    """What an object holds in its present state."""
    if isinstance(one, GOING_ON):
        yield object()  # which is another one each time
    elif isinstance(one, ModuleType):
        return
    elif isinstance(one, FunctionType):
        yield from (one.__closure__, one.__defaults__, one.__kwdefaults__, vars(one))
        if is_peoples(one):
            yield from named_by(one)
    elif isinstance(one, BuiltinFunctionType):
        yield one.__self__ if not isinstance(one.__self__, ModuleType) else None
    elif isinstance(one, KEEPING):
        yield one.__wrapped__
    elif isinstance(one, CellType):
        yield from gc.get_referents(one)
    elif isinstance(one, dict):
        yield from (*one, *one.values())
    elif isinstance(one, list | tuple | deque):
        yield from one
    elif isinstance(one, set | frozenset):
        yield from sorted(one, key=id)
    elif isinstance(one, ContextVar):
        yield one.get(None)
    elif isinstance(one, np.ndarray):
        yield from one.ravel().tolist() if one.dtype == object else [one.tobytes()]
    elif isinstance(one, type):
        yield from (*vars(one).values(), *one.__bases__) if is_peoples(one) else ()
    elif not is_ours(type(one).__module__):
        yield type(one)
        yield from [vars(one)] if hasattr(one, "__dict__") else gc.get_referents(one)
        with suppress(TypeError, ValueError, BufferError):  # numbers in memory, as in an array of Python's
            yield memoryview(one).tobytes()  # type: ignore[arg-type]
