"""What functions of people's own name: objects around them, and in modules of people's own at whatever depth.

Main definitions
----------------
``named_by``     what a function names
``names_in``     the names in its code; ``inside``, the code of functions in it
``imported_in``  the names of modules that it may import when it runs

Conventions: a name is looked up wherever it may stand, around the function and in each module of people's own that was found, so
that more is found than is meant, and not less.  Names that are put together are not seen.
"""

from __future__ import annotations

import dis
import functools
import importlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from theory_lab.own_code.modules import is_own, places


def named_by(function: FunctionType) -> list[object]:
    """What a function names, also by texts, and what it imports when it runs, which is imported now; always in one order."""
    around = function.__globals__
    told = sorted(set(names_in(function.__code__)))
    found = [around[name] for name in told if name in around]
    package = str(around.get("__package__") or "")
    for name in sorted({name for code in inside(function.__code__) for name in imported_in(code, package)}):
        if any(place == name for place, _, _ in places(name, map(Path, sys.path))):
            with suppress(Exception):  # what cannot be imported ends the function, too
                found.append(importlib.import_module(name))
    seen = set[int]()
    for one in found:  # which grows
        if isinstance(one, ModuleType) and id(one) not in seen:
            seen.add(id(one))
            parts = [vars(one)[name] for name in told if name in vars(one)]
            found += parts if is_own(one) else [part for part in parts if isinstance(part, ModuleType)]  # as in a bare folder
    return found


def names_in(code: object) -> Iterator[str]:
    """The names in compiled code and in its constants, texts among them."""
    if isinstance(code, CodeType):
        yield from code.co_names
    for part in code.co_consts if isinstance(code, CodeType) else code if isinstance(code, tuple) else ():
        yield from (part,) if isinstance(part, str) else names_in(part)


def inside(code: CodeType) -> Iterator[CodeType]:
    """Code, and that of the functions and classes in it."""
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from inside(part)


@functools.cache
def imported_in(code: CodeType, package: str) -> tuple[str, ...]:
    """The names of what a function in a package imports when it runs, modules or what may stand in them.

    How many dots stand before a name is not looked at: it is taken below each package around.
    """
    found: list[str] = []
    parts, base = package.split("."), ""
    around = ["", *(".".join(parts[:k]) for k in range(1, len(parts) + 1))]
    for step in dis.get_instructions(code):
        if step.opname in ("IMPORT_NAME", "IMPORT_FROM"):
            base = step.argval if step.opname == "IMPORT_NAME" else base
            name = base if step.opname == "IMPORT_NAME" else f"{base}.{step.argval}"
            found += filter(None, (f"{one}.{name}".strip(".") for one in around))
    return tuple(found)
