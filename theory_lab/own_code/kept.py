"""What code keeps from one instance to the next: the state of all that its functions name, hold or wrap.

Part of the trusted base.

Main definitions: ``state`` (of objects of people's own code).

Conventions: two states are equal if nothing was put, changed or taken away in between.  The code is plain (``own_code.plain``),
so that it keeps nothing in memory, in iterators, or in what Python knows of its functions.
"""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterator
from fractions import Fraction
from types import CellType, FunctionType, ModuleType
from typing import Any

import numpy as np

from theory_lab.own_code.modules import is_ours, is_peoples
from theory_lab.own_code.naming import named_by

PLAIN = (type(None), bool, int, float, complex, str, bytes, Fraction)  # which are told apart by their values
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
    if isinstance(one, ModuleType):
        return
    elif isinstance(one, FunctionType):
        yield from (one.__closure__, one.__defaults__, one.__kwdefaults__, vars(one))
        if is_peoples(one):
            yield from named_by(one)
    elif isinstance(one, KEEPING):
        yield one.__wrapped__
    elif isinstance(one, CellType):
        yield from gc.get_referents(one)
    elif isinstance(one, dict):
        yield from (*one, *one.values())
    elif isinstance(one, list | tuple):
        yield from one
    elif isinstance(one, set | frozenset):
        yield from sorted(one, key=id)
    elif isinstance(one, np.ndarray):
        yield from one.ravel().tolist() if one.dtype == object else [one.tobytes()]
    elif isinstance(one, type):
        yield from (*vars(one).values(), *one.__bases__) if is_peoples(one) else ()
    elif not is_ours(type(one).__module__):
        yield type(one)
        yield from [vars(one)] if hasattr(one, "__dict__") else gc.get_referents(one)
