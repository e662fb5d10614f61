"""From a notebook or a script: claims without files and without the command line.

What is returned shows itself, as text and as a table in a notebook.  A claim is a ``Claim``, or the id or the path of one.

Main definitions: ``load``, ``show``, ``check``, ``attack``, ``prove``, ``plot``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from theory_lab.claims import registry
from theory_lab.claims.checks import check as checking
from theory_lab.claims.claim import Claim
from theory_lab.claims.loading import load as _load
from theory_lab.claims.record import Record
from theory_lab.claims.verdicts import certificates
from theory_lab.proofs.prover import Attempt, proved
from theory_lab.report.shown import showing, slices
from theory_lab.report.shown.showing import Shown
from theory_lab.report.shown.slices import Slice
from theory_lab.requests import places_of

Asked = Claim | str | Path
UNNAMED = "claim"


def load(target: str | Path) -> Claim:
    """The claim of an id or a path; raises `LoadError` in one sentence when there is none, or more than one."""
    return _named(target)[1]


def show(claim: Asked, at: Mapping[str, Any] | None = None, *, constant: Any = None) -> Shown:
    """A claim with its sides as code, its evidence and its instances; with ``at`` worked out at one instance.

    ``at`` holds whole numbers, or values such as ``["1/2", "1/2"]``, and may hold ``size``; ``constant`` is there
    the value of an unknown constant, else the one that survives by its certificate, else the upper end of its bracket.  Raises
    ``ValueError`` in one sentence for what is no instance.
    """
    name, one = _named(claim)
    if at is not None:
        _require_instance(at)
        return showing.at(one, name, at, constant, _certificate(one))
    return showing.shown(one, name, _certificate(one))


def check(claim: Asked, *, depth: str = "quick", seed: int = 0) -> Record:
    """Check a claim, against its certificate where it has one; ``ValueError`` for no depth or no seed."""
    _require_seed(seed)
    name, one = _named(claim)
    return checking.check(one, name, _certificate(one), depth=depth, seed=seed)


def attack(claim: Asked, *, seconds: float = 60.0, seed: int = 0) -> Record:
    """Search for a counterexample until time is up or one is certain; ``ValueError`` for no positive time or no seed."""
    _require_positive(seconds)
    _require_seed(seed)
    name, one = _named(claim)
    return checking.attack(one, name, _certificate(one), seconds=seconds, seed=seed)


def prove(claim: Asked, *, seconds: float = 20.0) -> Attempt:
    """Look for a proof, for all sizes or at each size, that the kernel accepts; nothing is written.

    Raises ``ValueError`` for seconds that are not positive.
    """
    _require_positive(seconds)
    name, one = _named(claim)
    return proved(one if one.path else replace(one, path=Path(UNNAMED), digest=UNNAMED), name, seconds)


def plot(claim: Asked, field: str = "", *, at: Mapping[str, Any] | None = None) -> Slice:
    """Both sides over a slice of one parameter, through an instance (the tightest one known unless it is told)."""
    name, one = _named(claim)
    if at is not None:
        _require_instance(at)
    return slices.drawn(one, name, _certificate(one), at, field)


def _require_positive(seconds: float) -> None:
    if not isinstance(seconds, Real) or not seconds > 0:
        raise ValueError(f"{seconds!r} is not a positive number of seconds")


def _require_seed(seed: int) -> None:
    if not isinstance(seed, Integral) or seed < 0:
        raise ValueError(f"a seed is a whole number from 0 on, not {seed!r}")


def _require_instance(at: Mapping[str, Any]) -> None:
    if not isinstance(at, Mapping):
        raise ValueError(f"an instance is a dict from fields to values, such as {{'p': [1, 3]}}, not {at!r}")


def _named(claim: Asked) -> tuple[str, Claim]:
    if isinstance(claim, Claim):
        return (UNNAMED if claim.path is None else claim.path.stem), claim
    if not isinstance(claim, str | Path):
        raise TypeError(f"a claim is a Claim, an id or a path, not {claim!r}")
    found = places_of([claim])
    if len(found) != 1:
        such = f", such as {found[0][1]}" if found else ""
        raise registry.LoadError(f"one claim is needed, but {str(claim)!r} names {len(found)}{such}")
    ((name, place),) = found
    return name, _load(place)


def _certificate(claim: Claim) -> Any:
    return None if claim.path is None else certificates.found(claim)
