"""What code keeps from one instance to the next: the state of all that its functions name, hold or wrap.

Part of the trusted base.

Main definitions: ``state`` (of objects of people's own code), ``changed``.

Conventions: a cache may get new values and lose old ones, which are looked into, for code may change them.  The code is plain
(``own_code.plain``), so that it keeps nothing in memory, in iterators with a name, or in what Python knows of its functions.
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
FILLED = (dict, list, set)  # what code may put things into, also where an object of this library has it
State = dict[int, tuple[Any, tuple[Any, ...]]]  # an object and its parts, by its number
KEEPING = type(functools.cache(len))  # keeps a value for arguments, among them what stands for no number of an instance


def state(*objects: object) -> State:
    """What stands in everything that objects of people's own name, hold or wrap, by the number of the object that holds it.

    The objects come along, so that no other one gets the number of one that is gone.
    """
    seen, waiting = dict[int, tuple[Any, Any]](), list(objects)
    while waiting:
        one = waiting.pop()
        if id(one) not in seen and not isinstance(one, PLAIN):
            held = list(_held(one))
            seen[id(one)] = one, tuple(part if isinstance(part, PLAIN) else (id(part),) for part in held)
            waiting += [*held, *_cached(one)]
    return seen


def changed(before: State, after: State) -> bool:
    """Whether something was put into what stood there before, changed in it or taken out of it."""
    return any(number in after and after[number][1] != held for number, (_, held) in before.items())


def _cached(one: Any) -> Iterator[object]:
    """The values in a cache of people's own, which stand in a dictionary or, if it holds only so many, beside each other."""
    if isinstance(one, KEEPING) and is_peoples(one.__wrapped__):
        for part in gc.get_referents(one):
            yield from part.values() if isinstance(part, dict) else (part,)


def _held(one: Any) -> Iterator[object]:
    """What an object holds in its present state."""
    if isinstance(one, Iterator):
        yield object()  # where it is now nobody can tell: another one each time
    elif isinstance(one, ModuleType):
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
    elif is_ours(type(one).__module__):  # a tree has a dictionary of its nodes, into which code may put things
        yield from (part for part in getattr(one, "__dict__", {}).values() if isinstance(part, FILLED))
    else:
        yield type(one)
        yield from [vars(one)] if hasattr(one, "__dict__") else gc.get_referents(one)
