"""Where a statement comes from, and how what does not fit is refused.

Main definitions
----------------
``Source``           reference, label, and how the wording is known
``require``          refuse in one sentence
``require_one_of``   refuse what is none of the allowed words
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STATUSES = ("printed", "second-hand", "textbook", "derived")


@dataclass(frozen=True)
class Source:
    """Where a statement comes from.

    ``status`` says how the wording is known: read in print, known second-hand, found in textbooks, or derived here. ``quote``
    is the printed hypothesis, ``reading`` how an ambiguous wording was read, ``also`` further labels that
    the same file carries.
    """

    reference: str
    label: str
    status: str = "printed"
    quote: str = ""
    reading: str = ""
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, example in (("reference", "arXiv:2510.15020"), ("label", "Proposition D.1")):
            value = getattr(self, name)
            require(value and isinstance(value, str), f"a source needs a {name}, such as {example!r}")
        require_one_of("status", self.status, STATUSES)
        require(not isinstance(self.also, str), f"also must be a tuple of labels, not {self.also!r}")
        object.__setattr__(self, "also", tuple(self.also))


def require(condition: object, message: str) -> None:
    """Raise ``ValueError`` with the message unless the condition is true."""
    if not condition:
        raise ValueError(message)


def require_one_of(name: str, value: object, allowed: Sequence[str]) -> None:
    """Raise ``ValueError`` unless the value is one of the allowed words."""
    require(value in allowed, f"{name} must be one of {', '.join(map(repr, allowed))}, not {value!r}")
