"""A claim: the statement, the space of instances, the two sides.

A claim is data. Everything that can be wrong about it before it is evaluated is refused when it is made, in one sentence.

Main definitions: ``Claim``, ``TRIVIAL``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from theory_lab.claims.registry import split
from theory_lab.claims.source import Source, require, require_one_of
from theory_lab.claims.spaces.instance import called, takes
from theory_lab.claims.spaces.space import Space
from theory_lab.claims.spaces.whole import is_whole
from theory_lab.numbers.ground.printed import printed_range
from theory_lab.numbers.reals.real import Real
from theory_lab.own_code.catching import catches, function_catches
from theory_lab.own_code.plain import unplain

RELATIONS = ("<=", "==", "<", ">=", ">")
FLIPPED = {">=": "<=", ">": "<"}  # the same with the sides exchanged
KINDS = ("inequality", "witness", "value", "simulated", "trend")
WITHOUT_SPACE = ("value", "simulated", "trend")
EXPECTED = ("holds", "fails")
FALLS = ("theorem", "constant", "proof step", "misprint", "tempting form")
# What is known of quantities of a kind without any theorem: the least and the greatest value, None where there is none.
TRIVIAL: dict[str, tuple[Any, Any]] = {"probability": (0, 1), "nonnegative": (0, None)}
_TIGHTENING = "tight_at, sharpened, necessary or unknown"
Side = Any  # a function of an instance or of a size; None where the kind of claim has none


@dataclass(frozen=True, eq=False)
class Claim:
    """A statement about all instances of a space: ``lhs(i) relation rhs(i)``.

    ``space`` is a `Space`, or a function of a size with ``sizes`` listed. Sides are functions of an instance, and of the unknown
    constant where there is one; the relation is ``<=`` unless it is told (``==``, ``<``, ``>=``, ``>``).
    Raises ``ValueError`` for whatever does not fit together.

    Main arguments
    --------------
    given       name -> predicate; instances that miss one are vacuous
    trivial     what is true without the theorem: at most what the left side is, or ``(least, most)`` of both sides, numbers or
                functions of an instance (of kind ``value``: of a size), None where nothing is known; or a word of ``TRIVIAL``
    weak        why a claim is kept although no instance tells, printed wherever the claim is
    expect      ``"holds"`` or ``"fails"``; a claim that fails says in ``falls`` what falls with it
    tight_at    an instance of equality, or a function k -> instance of a limit whose ``rate`` is told
    sharpened   a slightly smaller right side (larger for ``>=``), which must be false; ``loose`` tells why it is not
    necessary   names in ``given`` that cannot be left out
    ties        why a few instances where the sides are equal may stay open; without a reason they are a problem
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
    trivial: Any = None
    weak: str = ""
    loose: str = ""
    ties: str = ""
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
    imports: tuple[str, ...] = ()
    _spaces: dict[Any, Space] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.printed and not self.sizes and isinstance(self.printed, Mapping):
            object.__setattr__(self, "sizes", tuple(self.printed))
        object.__setattr__(self, "relation", self.relation or ("==" if self.printed else "<="))
        for name in ("sizes", "necessary", "chain"):
            require(isinstance(value := getattr(self, name), list | tuple | range), f"{name} must be a tuple, not {value!r}")
            object.__setattr__(self, name, tuple(value))
        require(isinstance(self.source, Source), f"source must be a Source, not {self.source!r}")
        _check(self)
        if self.bracket is not None:
            object.__setattr__(self, "bracket", (Fraction(self.bracket[0]), Fraction(self.bracket[1])))

    @property
    def known(self) -> tuple[Any, Any]:
        """The least and the greatest value that are known without the theorem, each a number, a function or None."""
        if isinstance(self.trivial, str):
            return TRIVIAL[self.trivial]
        return self.trivial if isinstance(self.trivial, tuple) else (None, self.trivial)

    @property
    def code(self) -> tuple[object, ...]:
        """What of it may hold code of people's own: its space, what is derived from a field, its sides and hypotheses."""
        return self.space, getattr(self.space, "derived", None), self.lhs, self.rhs, *self.chain, *self.given.values()

    @cached_property
    def catching(self) -> str:
        """Where its code may catch what formulas raise, or ask how numbers are stored: it is decided at single instances then."""
        if self.path is not None and (file := split(self.path)[0]).is_file() and (where := catches(file)):
            return where
        return function_catches(*self.code, self.sharpened, self.trend, self.value, *self.known)

    @cached_property
    def unplain(self) -> str:
        """Where its code is not plain, as it computes in floats or names what nobody looks into: no box, no proof."""
        return unplain(*self.code, sizes=self.sizes)

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


def _check(claim: Claim) -> None:
    """Raise ``ValueError`` in one sentence for whatever does not fit together."""
    stated = (_check_words, _check_functions, _check_space, _check_sides, _check_failure)
    for check in (*stated, _check_strength, _check_tightness, _check_constant, _check_simulation):
        check(claim)


def _check_words(claim: Claim) -> None:
    for name in ("statement", "falls", "rate", "loose", "weak", "ties", "unknown", "notes"):
        require(isinstance(value := getattr(claim, name), str), f"{name} must be a string, not {value!r}")
    require(claim.statement.strip(), "a claim needs a statement in words or LaTeX")
    require_one_of("relation", claim.relation, RELATIONS)
    require_one_of("expect", claim.expect, EXPECTED)
    require_one_of("kind", claim.kind, KINDS)


def _check_functions(claim: Claim) -> None:
    for name in ("lhs", "rhs", "sharpened", "witness", "simulate", "trend", "value"):
        require((value := getattr(claim, name)) is None or callable(value), f"{name} must be a function, not {value!r}")
    require(all(map(callable, claim.chain)), "chain must be a tuple of functions of an instance")
    kind = type(claim.given).__name__
    require(isinstance(claim.given, Mapping), f"given must be a dict, such as given={{'p is sure': lambda i: ...}}, not a {kind}")
    for name, predicate in claim.given.items():
        require(callable(predicate), f"the hypothesis {name!r} must be a function, not {predicate!r}")
    missing = [name for name in claim.necessary if name not in claim.given]
    require(not missing, f"necessary names {', '.join(map(repr, missing))}, which is no hypothesis in given")


def _check_space(claim: Claim) -> None:
    if claim.kind in WITHOUT_SPACE:
        require(claim.space is None and not claim.given, f"a claim of kind {claim.kind!r} takes no space and no given")
        require(claim.sizes, f"a claim of kind {claim.kind!r} needs sizes, such as sizes=(4, 8, 16)")
    elif isinstance(claim.space, Space):
        require(not claim.sizes, "sizes belong to a space that is a function, and this space is fixed")
        require(claim.kind != "witness", "a claim of kind 'witness' needs a space that is a function")
    else:
        require(callable(claim.space), f"space must be a Space or a function of a size, not {claim.space!r}")
        require(claim.sizes, "a space that is a function of the size needs sizes, such as sizes=(2, 3, 4)")
    for size in claim.sizes:
        require(_is_size(size), f"a size must be an int, a float, a word, or a tuple of these, not {size!r}")
    require(len(set(claim.sizes)) == len(claim.sizes), f"sizes must not repeat, as they do in {claim.sizes!r}")


def _is_size(size: object) -> bool:
    """Whether a size survives a certificate."""
    return all(map(_is_size, size)) if isinstance(size, tuple) else isinstance(size, int | float | str)


def _check_sides(claim: Claim) -> None:
    own = {"witness": "witness", "value": "value", "simulated": "simulate", "trend": "trend"}
    for kind, name in own.items():
        given = getattr(claim, name) is not None
        require(given or claim.kind != kind, f"a claim of kind {kind!r} needs the function {name}")
        require(not given or claim.kind == kind, f"{name} belongs to kind {kind!r}, not {claim.kind!r}")
    require(claim.kind == "value" or not claim.printed, f"printed belongs to kind 'value', not {claim.kind!r}")
    if claim.kind == "value":
        _check_value(claim)
    elif claim.kind in ("simulated", "trend"):
        require(claim.lhs is None and not claim.chain, f"{own[claim.kind]} takes the place of lhs and chain")
        require(claim.rhs, f"a claim of kind {claim.kind!r} needs rhs, a function of the size")
        require(claim.kind == "simulated" or len(claim.sizes) > 1, "a trend compares consecutive sizes, so it needs two or more")
    elif claim.chain:
        require(claim.lhs is None and claim.rhs is None, "chain takes the place of lhs and rhs")
        require(len(claim.chain) > 1, "chain needs at least two functions, the first side and the last")
    else:
        require(claim.lhs and claim.rhs, "a claim needs both lhs and rhs, functions of an instance")
        number, wanted = (2, f"an instance and {claim.unknown}, the constant") if claim.unknown else (1, "an instance alone")
        for name in ("lhs", "rhs"):
            side, form = getattr(claim, name), "lambda i, c: ..." if claim.unknown else "lambda i: ..."
            more = "; unknown names no constant" if number == 1 and takes(side, 2) else ""
            require(takes(side, number), f"{name} must be a function of {wanted}, as in {name}={form}{more}")


def _check_value(claim: Claim) -> None:
    require(claim.lhs is None and not claim.chain, "value takes the place of lhs and chain")
    require(not claim.rhs or not claim.printed, "a value is compared with rhs or with printed numbers, not with both")
    if claim.printed:
        require(isinstance(claim.printed, Mapping), f"printed must be a dict, size -> number, not {claim.printed!r}")
        require(set(claim.printed) == set(claim.sizes), "printed must have one entry for each of the sizes")
        require(claim.relation == "==", "printed says what the value is; a bound goes into rhs with its relation")
        _check_printed(claim.printed)


def _check_printed(entry: object) -> None:
    if isinstance(entry, Mapping | list | tuple):
        for part in entry.values() if isinstance(entry, Mapping) else entry:
            _check_printed(part)
    else:
        printed_range(entry)


def _check_failure(claim: Claim) -> None:
    if claim.expect == "holds":
        require(not claim.falls, f"falls={claim.falls!r} belongs to a claim with expect='fails'")
        return
    require_one_of("falls of a claim that fails", claim.falls, FALLS)
    if claim.falls in ("theorem", "constant"):
        quoted = claim.source.status == "printed" and claim.source.quote
        require(quoted, f"falls={claim.falls!r} needs a source with status='printed' and a quoted hypothesis")
    require(not _tightened(claim), f"a claim with expect='fails' takes no {_TIGHTENING}")


def _check_strength(claim: Claim) -> None:
    if isinstance(claim.trivial, str):
        require_one_of("trivial", claim.trivial, tuple(TRIVIAL))
    ends = claim.known
    require(len(ends) == 2, f"trivial must be what is known at most, or a pair (least, most), not {claim.trivial!r}")
    for end in ends:
        known = end is None or callable(end) or (isinstance(end, int | Fraction | Real) and not isinstance(end, bool))
        require(known, f"trivial must be an exact number or a function of an instance, not {end!r}")
    require(claim.trivial is None or claim.kind not in ("simulated", "trend"), f"a claim of kind {claim.kind!r} takes no trivial")
    require(not (claim.weak and claim.expect == "fails"), "weak belongs to a claim that holds")


def _check_tightness(claim: Claim) -> None:
    require(
        claim.tight_at is None or callable(claim.tight_at) or isinstance(claim.tight_at, Mapping),
        f"tight_at must be an instance (a dict) or a function of k, not {claim.tight_at!r}",
    )
    require(callable(claim.tight_at) or not claim.rate, "rate belongs to a tight_at that is a function of k")
    require(claim.rate or not callable(claim.tight_at), "a tight_at that is a function of k needs the rate")
    require(claim.kind == "inequality" or not _tightened(claim), f"a claim of kind {claim.kind!r} takes no {_TIGHTENING}")


def _tightened(claim: Claim) -> bool:
    return bool(claim.sharpened or claim.necessary or claim.unknown or claim.tight_at is not None)


def _check_constant(claim: Claim) -> None:
    if not claim.unknown:
        require(claim.bracket is None, "bracket is the range of an unknown constant, and unknown names none")
        return
    others = claim.chain or claim.sharpened or claim.tight_at is not None or claim.relation == "=="
    require(not others, "unknown goes with lhs and rhs alone: no chain, sharpened, tight_at or '=='")
    if not (isinstance(bracket := claim.bracket, list | tuple) and len(bracket) == 2):
        raise ValueError(f"unknown needs bracket=(lo, hi), the range of the constant, not {bracket!r}")
    lo, hi = bracket
    exact = isinstance(lo, int | Fraction) and isinstance(hi, int | Fraction)
    require(exact and lo < hi, f"bracket must be two exact numbers, the smaller one first, not {bracket!r}")


def _check_simulation(claim: Claim) -> None:
    for name, least in (("seed", 0), ("runs", 1)):
        require(is_whole(value := getattr(claim, name)) and value >= least, f"{name} must be at least {least}, not {value!r}")
    alpha = isinstance(claim.alpha, Fraction) and 0 < claim.alpha < 1
    require(alpha, f"alpha must be a Fraction between 0 and 1, not {claim.alpha!r}")
    require(claim.kind != "simulated" or claim.relation != "==", "a simulation cannot confirm an equation; use '<='")
