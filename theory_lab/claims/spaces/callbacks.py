"""The code of a claim's file, called.

Main definitions: ``called``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def called(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function returns; an attempt to end the program is an error like any other."""
    try:
        return function(*arguments)
    except SystemExit as attempt:
        raise RuntimeError(f"the claim's code called exit with {attempt.code!r}") from attempt
