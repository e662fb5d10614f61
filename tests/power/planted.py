"""A short way to write a planted claim."""

from __future__ import annotations

from typing import Any

from theory_lab.claims import Claim, Source, Space

SOURCE = Source("planted", "for tests of the search", status="derived")


def claim(statement: str, space: Any, lhs: Any = None, rhs: Any = None, **arguments: Any) -> Claim:
    """A claim without a paper; ``space`` is a dict of fields, or a function of a size to one."""
    made = (lambda n: Space(**space(n))) if callable(space) else Space(**space)
    return Claim(statement=statement, source=SOURCE, space=made, lhs=lhs, rhs=rhs, **arguments)
