"""What a formula sees.

A formula reads an instance by its attributes, and reads a batch in floats just like one exact instance.

Main definitions: ``Instance``.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any


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
