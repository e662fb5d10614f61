"""``getattr``, ``hasattr`` and ``vars`` for the files of people's own: names may be put together, but not of everything.

Which attribute is asked for by ``getattr(x, name)`` can be read off no text.  So a claim's file and the modules that it imports
get functions by these names.  While a formula is evaluated they refuse what plain code does not ask for: attributes of Python's
and NumPy's numbers, texts, tables, arrays and functions that are no words, all of this library's numbers, what spaces and fields
have, and special names such as ``__code__``.  While files are imported they are Python's own.

Main definitions: ``getattr``, ``hasattr``, ``vars``; ``words_of_python``, among which they stand; ``evaluating``.
"""

from __future__ import annotations

import builtins
import sys
from contextvars import ContextVar
from types import ModuleType
from typing import Any

from theory_lab.own_code.kinds import OF_SPACES, is_a_kind
from theory_lab.own_code.modules import is_ours
from theory_lab.own_code.vocabulary import UNSPOKEN, is_of_python, is_special

evaluating: ContextVar[bool] = ContextVar("evaluating", default=False)  # a formula, not a file


def getattr(one: Any, name: str, *default: Any) -> Any:
    """The attribute of this name; raises ``TypeError`` for one that plain code does not ask for."""
    _require_spoken(one, name)
    return builtins.getattr(one, name, *default)


def hasattr(one: Any, name: str) -> bool:
    """Whether there is an attribute of this name; raises ``TypeError`` for one that plain code does not ask for."""
    _require_spoken(one, name)
    return builtins.hasattr(one, name)


def vars(*one: Any) -> Any:
    """The attributes of an object of people's own, of a module, of an instance in a table of their own, or the names around.

    Raises ``TypeError`` for classes and for other objects.
    """
    if not one:
        around = sys._getframe(1).f_locals
        return dict(around) if evaluating.get() else around  # from Python 3.13 on it would put things into variables
    kind = type(one[0])
    if kind is ModuleType or not evaluating.get():
        return builtins.vars(*one)
    if is_ours(kind.__module__) and kind.__name__ == "Instance":
        return dict(builtins.vars(*one))
    if isinstance(one[0], type) or is_of_python(one[0]) or is_ours(kind.__module__):
        raise TypeError(f"the attributes of an object of type {kind.__name__} are asked for by vars; ask for each by its name")
    return builtins.vars(*one)


def words_of_python() -> dict[str, Any]:
    """Python's own names, with those of this module."""
    return builtins.vars(builtins) | {one.__name__: one for one in (getattr, hasattr, vars)}


def _require_spoken(one: Any, name: str) -> None:
    if not evaluating.get():
        return
    owner = one if isinstance(one, type) else type(one)
    ours = is_ours(owner.__module__) and (owner is one or owner.__module__.split(".")[1] == "numbers")
    makes = is_a_kind(owner) or (is_ours(owner.__module__) and owner.__name__ == "Space")
    if ours or is_special(name) or (is_of_python(one) and name in UNSPOKEN) or (makes and name in OF_SPACES):
        raise TypeError(f"getattr and hasattr do not tell {name!r} of an object of type {type(one).__name__}; write it out")
