"""What can go wrong with a number.

Three exceptions that the rest of the library tells apart: more precision may help, one instance at a
time may help, or nothing will.

Main definitions: ``Undecided``, ``Branched``, ``Indeterminate``; ``raised_again``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

_raised: ContextVar[list[BaseException] | None] = ContextVar("raised", default=None)


class _Heard(Exception):
    """An exception that whoever listens hears of, although code catches it."""

    def __init__(self, *words: Any) -> None:
        super().__init__(*words)
        heard = _raised.get()
        if heard is not None:
            heard.append(self)


class Undecided(_Heard):
    """The enclosures overlap: the comparison has no certain answer at this precision."""


class Branched(Exception):
    """A batch of several instances was asked for one Python truth value.

    ``ways`` are the instances that surely say yes and those that surely say no, masks of shape (batch,), where each are a batch
    that has one answer; empty where none has.
    """

    def __init__(self, words: str, ways: tuple[Any, ...] = ()) -> None:
        super().__init__(words)
        self.ways = ways


class Indeterminate(_Heard, ArithmeticError):
    """A form without a value, such as ``inf - inf`` or ``0 * inf``, or a ball that became nan."""


@contextlib.contextmanager
def raised_again(where: str) -> Iterator[None]:
    """After the block ``Undecided``, where one or a form without a value was caught in it; at a place that may catch, if any."""
    if not where:
        yield
        return
    token = _raised.set(heard := [])
    try:
        yield
    finally:
        _raised.reset(token)
    if heard:
        raise Undecided(f"{where} may have caught what was raised: {heard[0]}")
