"""What can go wrong with a number.

Exceptions that the rest of the library tells apart: more precision may help (``Undecided``), one instance at a time may help
(``Branched``), or nothing will (``Indeterminate``, ``Divided``).

Main definitions: these four, all of them ``Heard``; ``hearing``, which tells of what code catches.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

# Whether a comparison that a batch agrees on is an answer, and one that parts it says how: for whoever evaluates the parts.
parting: ContextVar[bool] = ContextVar("parting", default=False)
_heard: ContextVar[list[Heard] | None] = ContextVar("heard", default=None)
# Where code of people's own may catch an open comparison, '' where it does not; what was caught is raised again then.
may_catch: ContextVar[str] = ContextVar("may_catch", default="")


class Heard(Exception):
    """An exception that whoever listens hears of, although code catches it."""

    def __init__(self, *words: Any) -> None:
        super().__init__(*words)
        found = _heard.get()
        if found is not None:
            found.append(self)


class Undecided(Heard):
    """The enclosures overlap: the comparison has no certain answer at this precision."""


class Branched(Heard):
    """A batch of several instances was asked for one Python truth value.

    ``ways`` are the instances that surely say yes and those that surely say no, masks of shape (batch,), where each are a batch
    that has one answer; empty where none has.
    """

    def __init__(self, words: str, ways: tuple[Any, ...] = ()) -> None:
        super().__init__(words)
        self.ways = ways


class Indeterminate(Heard, ArithmeticError):
    """A form without a value, such as ``inf - inf`` or ``0 * inf``, or a ball that became nan."""


class Divided(Heard, ZeroDivisionError):
    """A quotient by 0."""


@contextlib.contextmanager
def hearing() -> Iterator[None]:
    """After the block what was caught in it is raised again: a batch without one answer always, the others where code may catch.

    So is, of a batch, a form without a value: it may be of one instance, and what code goes on with is no answer for the others.
    Elsewhere it is this library that caught them, and knows what it does.
    """
    token = _heard.set(found := [])
    try:
        yield
    finally:
        _heard.reset(token)
    for error in found:
        if isinstance(error, Branched) or (parting.get() and isinstance(error, Indeterminate | Divided)):
            raise Branched(f"code caught this: {error}")
        if (where := may_catch.get()) and not isinstance(error, Divided):  # of one instance it is an answer
            raise Undecided(f"{where} may have caught this: {error}")


@contextlib.contextmanager
def catching(where: str) -> Iterator[None]:
    """Within the block code may catch an open comparison, at a place that is told, if any."""
    token = may_catch.set(where)
    try:
        yield
    finally:
        may_catch.reset(token)
