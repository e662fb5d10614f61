"""A claim: the statement, where it comes from, the space of instances, the two sides.

A claim is data. Everything that can be wrong about it before it is evaluated is refused when it is made, in
one sentence.

Main definitions
----------------
``Source``       reference, label, and how the wording is known
``Claim``        the statement and all that is said about it
``fingerprint``  a hash of the code of a claim's file and what it imports, by which certificates know that they are stale
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from theory_lab.claims.requirements import check_claim, require, require_one_of
from theory_lab.claims.spaces.callbacks import called
from theory_lab.claims.spaces.space import Space

STATUSES = ("printed", "second-hand", "derived")
Side = Any  # a function of an instance or of a size; None where the kind of claim has none


@dataclass(frozen=True)
class Source:
    """Where a statement comes from.

    ``status`` says how the wording is known: read in print, known second-hand, or derived here. ``quote``
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


@dataclass(frozen=True, eq=False)
class Claim:
    """A statement about all instances of a space: ``lhs(i) relation rhs(i)``.

    ``space`` is a `Space`, or a function of a size with ``sizes`` listed. Sides are functions of an
    instance, and of the unknown constant where there is one; the relation is ``<=`` unless it is told.
    Raises ``ValueError`` for whatever does not fit together.

    Main arguments
    --------------
    given       name -> predicate; instances that miss one are vacuous
    expect      ``"holds"`` or ``"fails"``; a claim that fails says in ``falls`` what falls with it
    tight_at    an instance of equality, or a function k -> instance of a limit whose ``rate`` is told
    sharpened   a slightly smaller right side, which must be false; ``loose`` tells why it is not
    necessary   names in ``given`` that cannot be left out
    unknown     the name of a constant, the second argument of the sides, sought in ``bracket``
    chain       the sides of a proof's steps, first to last, in place of ``lhs`` and ``rhs``
    witness     size -> instance, for ``kind="witness"``: at each size there is an instance
    simulate    (size, rng) -> runs in [0, 1], for ``kind="simulated"``: their mean against ``rhs(size)``
    trend       size -> value, for ``kind="trend"``: its ratio from size to next size against ``rhs(size)``
    value       size -> number or several, for ``kind="value"``: against ``rhs(size)`` or ``printed``, else each against the next
    printed     size -> the number as printed, ``"0.526"``, ``"3/8"`` or ``3``, or several; ``sizes`` may be left out then
    """

    statement: str
    source: Source
    space: Space | Callable[[Any], Space] | None = None
    lhs: Side = None
    rhs: Side = None
    relation: str = ""
    sizes: tuple[Any, ...] = ()
    given: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    expect: str = "holds"
    falls: str = ""
    tight_at: Side = None
    rate: str = ""
    sharpened: Side = None
    necessary: tuple[str, ...] = ()
    loose: str = ""
    unknown: str = ""
    bracket: Any = None
    chain: tuple[Side, ...] = ()
    kind: str = "inequality"
    witness: Side = None
    simulate: Side = None
    seed: int = 0
    runs: int = 10_000
    alpha: Fraction = Fraction(1, 10**9)
    trend: Side = None
    value: Side = None
    printed: Mapping[Any, Any] = field(default_factory=dict)
    notes: str = ""
    path: Path | None = None
    digest: str = ""
    _spaces: dict[Any, Space] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.printed and not self.sizes and isinstance(self.printed, Mapping):
            object.__setattr__(self, "sizes", tuple(self.printed))
        object.__setattr__(self, "relation", self.relation or ("==" if self.printed else "<="))
        for name in ("sizes", "necessary", "chain"):
            value = getattr(self, name)
            require(isinstance(value, list | tuple | range), f"{name} must be a tuple, not {value!r}")
            object.__setattr__(self, name, tuple(value))
        require(isinstance(self.source, Source), f"source must be a Source, not {self.source!r}")
        check_claim(self)
        if self.bracket is not None:
            object.__setattr__(self, "bracket", (Fraction(self.bracket[0]), Fraction(self.bracket[1])))

    @property
    def small_size(self) -> Any:
        """The first size; None for a claim without sizes."""
        return self.sizes[0] if self.sizes else None

    def space_at(self, size: Any = None) -> Space:
        """The space of one size, whose instances carry ``size``; ``TypeError`` when ``space`` gives none."""
        if size not in self._spaces:
            space = called(self.space, size) if callable(self.space) else self.space
            if not isinstance(space, Space):
                raise TypeError(f"the space at size {size!r} must be a Space, not {space!r}")
            self._spaces[size] = space.sized(size)
        return self._spaces[size]


def fingerprint(claim: Claim) -> str:
    """A SHA-256 in hex of the code of a claim's file, blind to comments, docstrings and layout.

    Raises ``ValueError`` for a claim that was not loaded from a file.
    """
    if claim.path is None:
        raise ValueError("a claim without a file has no fingerprint")
    return claim.digest or digest(ast.parse(claim.path.read_bytes()))


def digest(tree: ast.Module, helpers: Sequence[bytes] = ()) -> str:
    """The fingerprint of the code of a claim's file, and of the sources of the modules that it imports, without docstrings."""
    parts = [tree, *map(ast.parse, helpers)]
    return hashlib.sha256("\n".join(["", *map(_code, parts)]).encode()).hexdigest()


def _code(tree: ast.Module) -> str:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
