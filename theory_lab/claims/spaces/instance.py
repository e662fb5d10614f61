"""What a formula sees, and how it is called.

A formula reads an instance by its attributes, and reads a batch in floats just like one exact instance.  It is
code of a claim's file: an attempt of it to end the program is an error like any other.

Main definitions: ``Instance``, ``called``, ``takes``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

from theory_lab.isolation.stops import is_raised_by_code
from theory_lab.numbers.reals.errors import hearing
from theory_lab.own_code.attributes import evaluating


class Instance:
    """One instance, or a batch that reads like one: its fields, its derived objects, and ``size``."""

    size: Any

    def __init__(self, **values: Any) -> None:
        vars(self).update(values)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"there is no field {name!r}; the fields are {', '.join(vars(self))}")

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"an instance is immutable; {name} cannot be set")

    def __repr__(self) -> str:
        return f"Instance({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


def called(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function returns; an attempt to end the program is an error like any other.

    An exception that its code must not catch is raised again (``hearing``), and names of attributes that it puts together tell
    fields alone (``evaluating``).
    """
    token = evaluating.set(True)
    try:
        with hearing():
            return function(*arguments)
    except SystemExit as attempt:
        raise RuntimeError(f"the claim's code called exit with {attempt.code!r}") from attempt
    except KeyboardInterrupt as attempt:
        if not is_raised_by_code(attempt):
            raise
        raise RuntimeError("the claim's code raised KeyboardInterrupt") from attempt
    finally:
        evaluating.reset(token)


def takes(function: Callable[..., Any], number: int) -> bool:
    """Whether a function can be called with so many arguments; one that tells nothing of itself is believed."""
    try:
        inspect.signature(function).bind(*range(number))
    except ValueError:
        return True
    except TypeError:
        return False
    return True
