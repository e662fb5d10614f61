"""A conjecture to be: a space of instances, quantities on it, and the one that is to be bounded.

What may bound what is left open; the search finds it.

Main definitions
----------------
``Conjecture``  the question
``opened``      a file -> its ``CONJECTURE``; raises ``LoadError``
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from theory_lab.claims.loading import names_of
from theory_lab.claims.registry import LoadError
from theory_lab.claims.source import require
from theory_lab.claims.spaces.space import Space


@dataclass(frozen=True, eq=False)
class Conjecture:
    """Which inequalities hold between ``target`` and the other ``quantities`` on every instance of a space?

    ``space`` is a `Space`, or a function of a size with ``sizes`` listed; ``quantities`` are nonnegative numbers or logarithms,
    functions of an instance by name; ``target`` names the one that is bounded above and below, or several; ``symbols`` are the
    LaTeX of quantities. ``parameters`` names quantities that depend on no law, such as a level or its logarithm: they only
    multiply. ``known`` gives the names of statements that are known, in LaTeX as they are found; they are shown and change
    nothing. Raises ``ValueError`` for whatever does not fit together.
    """

    space: Space | Callable[[Any], Space]
    target: str | tuple[str, ...]
    quantities: Mapping[str, Callable[..., Any]]
    sizes: tuple[Any, ...] = ()
    parameters: tuple[str, ...] = ()
    symbols: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        targets = (self.target,) if isinstance(self.target, str) else tuple(self.target)
        for name in ("sizes", "parameters"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        object.__setattr__(self, "target", targets)
        require(isinstance(self.quantities, Mapping), f"quantities must be a dict of functions, not {self.quantities!r}")
        require(len(self.quantities) > 1, "an inequality needs two quantities, the target and what bounds it")
        for name, quantity in self.quantities.items():
            plain = isinstance(name, str) and name.isidentifier() and not name.startswith("_") and name not in ("i", "xp")
            require(plain, f"a quantity is named by a Python name other than i and xp, not {name!r}")
            require(callable(quantity), f"the quantity {name!r} must be a function of an instance, not {quantity!r}")
        for what, names in (("target", targets), ("parameters", self.parameters), ("symbols", self.symbols)):
            missing = [name for name in names if name not in self.quantities]
            require(not missing, f"{what} names {', '.join(map(repr, missing))}, not among the quantities")
        require(targets and not set(targets) & set(self.parameters), "target must name a quantity that is not a parameter")
        if isinstance(self.space, Space):
            require(not self.sizes, "sizes need a space that is a function of the size; this space is fixed")
        else:
            require(callable(self.space), f"space must be a Space or a function of a size, not {self.space!r}")
            require(self.sizes, "a space that is a function of the size needs sizes, such as sizes=(2, 3)")

    def symbol(self, name: str) -> str:
        """The LaTeX of a quantity."""
        return self.symbols.get(name) or rf"\mathrm{{{name}}}".replace("_", r"\_")


def opened(path: Path) -> Conjecture:
    """The ``CONJECTURE`` of a file; raises `LoadError` in one sentence where there is none."""
    try:
        names = names_of(path)
    except OSError as error:  # its folder may not be entered
        raise LoadError(f"the path {path} cannot be read: {error.strerror}") from None
    if "CONJECTURE" not in names:
        raise LoadError(f"{path} defines no CONJECTURE")
    found = names["CONJECTURE"]
    if not isinstance(found, Conjecture):
        raise LoadError(f"CONJECTURE in {path} must be a Conjecture, not {type(found).__name__}")
    return found
