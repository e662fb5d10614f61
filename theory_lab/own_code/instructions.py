"""What single instructions of compiled code do, and the constants that they load.

Main definitions
----------------
``is_called``        whether an attribute is loaded in order to be called
``makes_itself``     whether an attribute of what is new is set
``constants_in``     a constant and those in it; ``float_in`` the first float among them
``infinities_in``    where code writes ``float("inf")``
``imported_within``  what a function imports when it runs; ``loaded``, the variable that a step loads
"""

from __future__ import annotations

import builtins
import dis
import math
import re
import sys
from collections.abc import Callable, Iterator
from types import CodeType, ModuleType

_MAKING = {"__init__", "__post_init__"}  # which may set attributes of what is new
IMPORT = builtins.__import__  # as it was before any code of a claim ran
_INFINITE = re.compile(r"[+-]?inf(inity)?", re.IGNORECASE)
# Two steps in one load the second variable last, where that is none of what the step did before.
_LOADS = {"LOAD_FAST", "LOAD_FAST_CHECK", "LOAD_FAST_BORROW"}
_LOADS |= {"LOAD_FAST_LOAD_FAST", "LOAD_FAST_BORROW_LOAD_FAST_BORROW", "STORE_FAST_LOAD_FAST"}


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


def infinities_in(code: CodeType) -> frozenset[int]:
    """The places of steps that load ``float`` in order to call it with a text for an infinity, written out, and nothing else.

    What such a step loads goes nowhere but into this call: the text is loaded next, and then what stands there is called with one
    argument.  Without a place for ``self`` (the last bit of the step) it might be the argument of something else.
    """
    steps = [step for step in dis.get_instructions(code) if step.opname != "PRECALL"]  # Python 3.11 prepares a call
    return frozenset(
        one.offset
        for one, text, call in zip(steps, steps[1:], steps[2:], strict=False)
        if (one.opname, one.argval, (one.arg or 0) & 1) == ("LOAD_GLOBAL", "float", 1)
        and (text.opname, isinstance(text.argval, str) and bool(_INFINITE.fullmatch(text.argval))) == ("LOAD_CONST", True)
        and (call.opname, call.arg) == ("CALL", 1)
    )


def loaded(step: dis.Instruction) -> str:
    """The variable of a function that a step loads last, '' for another step."""
    if step.opname not in _LOADS:
        return ""
    return step.argval[-1] if isinstance(step.argval, tuple) else step.argval


def imported_within(
    code: CodeType, module_of: Callable[[str], ModuleType | None]
) -> tuple[dict[int, object], dict[str, ModuleType]]:
    """What a function imports from the modules that ``module_of`` knows: by the places of the steps, None for a module; and
    the modules that its variables stand for.

    A variable stands for a module only if nothing else is ever put into it: it is no argument, is seen by no function within,
    and each step that names it imports this module or loads it.  All other imports are left out, and so are dotted modules
    without ``from``, as the variable is the package around them then.
    """
    steps, found = [*dis.get_instructions(code)], dict[int, object]()
    stores: dict[str, list[tuple[ModuleType, dis.Instruction, list[int]]]] = {}
    for k, step in enumerate(steps):
        if step.opname != "IMPORT_NAME" or k < 2 or steps[k - 2].argval != 0 or (module := module_of(step.argval)) is None:
            continue
        names = steps[k - 1].argval
        if names is None and "." not in step.argval and steps[k + 1].opname == "STORE_FAST":
            stores.setdefault(steps[k + 1].argval, []).append((module, steps[k + 1], [step.offset]))
        for j, name in enumerate(names or ()):
            taken, store = steps[k + 1 + 2 * j], steps[k + 2 + 2 * j]
            if (taken.opname, taken.argval, store.opname) != ("IMPORT_FROM", name, "STORE_FAST"):
                break
            one = vars(module)[name] if name in vars(module) else module_of(f"{step.argval}.{name}")
            if isinstance(one, ModuleType):
                stores.setdefault(store.argval, []).append((one, store, [step.offset, taken.offset]))
            elif name in vars(module):
                found |= {step.offset: None, taken.offset: one}
    local = {name: put[0][0] for name, put in stores.items() if _is_only(name, code, steps, put)}
    found |= {place: None for name in local for _, _, places in stores[name] for place in places}
    return found, local


def _is_only(
    name: str, code: CodeType, steps: list[dis.Instruction], put: list[tuple[ModuleType, dis.Instruction, list[int]]]
) -> bool:
    """Whether a variable stands for one module, by the steps that put it there."""
    flags = bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)
    arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + flags]
    stored = {store.offset for _, store, _ in put}
    naming = [step for step in steps if name in (step.argval if isinstance(step.argval, tuple) else (step.argval,))]
    naming = [step for step in naming if step.opcode in dis.haslocal or step.opcode in dis.hasfree]
    return (
        name not in arguments
        and all(module is put[0][0] for module, _, _ in put)
        and all(step.offset in stored or (loaded(step) == name and name not in step.argval[:-1]) for step in naming)
    )
