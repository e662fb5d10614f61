"""A goal that was left open, for the person who continues.

Main definitions: ``left_open``, ``readable``, ``in_names``; ``untraced``, ``without_symbols`` (why code gives no formula),
``unstepped`` (why it gives no recursion); ``telling`` (one of several reasons).
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from typing import Any

import numpy as np

from theory_lab.claims import Kernel, Ratio, Simplex, Steps, Table, Whole
from theory_lab.claims.claim import Claim
from theory_lab.own_code.explained import explain
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient
from theory_lab.proofs.search.algebra import monomials
from theory_lab.proofs.search.places.points import Points
from theory_lab.proofs.statements import Untraceable

GOAL = "open: "  # before a goal
STEPS = "; for all horizons, "  # before the reason why there is no recursion
LONG = 300  # characters of a formula that a person still reads
ROUNDING = 1e-9  # of the sum of all terms' sizes: what floats show below zero by more is below zero
_NUMBER = re.compile(r"^(-?)\((\d+/\d+)\)$")  # a summand that is a fraction
TRIES = 4000  # random points among which the tightest is told


def names(field: Field) -> list[str]:
    """The generators of a field as people write them."""
    found: list[str] = []
    for one in field.generators:
        text = one.name if one.argument is None else f"{one.kind}({in_names(one.argument, found)})"
        found.append(text)
    return found


def readable(e: Quotient, field: Field) -> str:
    """A function as people write it."""
    return in_names(e, names(field))


def in_names(e: Quotient, known: list[str]) -> str:
    """A function as people write it, in names for the generators."""
    top = _polynomial(e.n, known)
    return top if e.d == 1 else f"({top})/({_polynomial(e.d, known)})"


def _polynomial(p: Poly, known: list[str]) -> str:
    """A polynomial that begins with what is positive, if anything is, and with no brackets around a number alone."""
    parts = [_NUMBER.sub(r"\1\2", part) for part in monomials(p, known)]
    first = next((k for k, part in enumerate(parts) if part[0] != "-"), 0)
    ordered = " + ".join([*parts[first : first + 1], *parts[:first], *parts[first + 1 :]])
    return ordered.replace("+ -", "- ").replace("**", "^").replace("*", " ") or "0"


def left_open(e: Quotient, field: Field, strict: bool = False) -> str:
    """The goal ``e >= 0`` on a cell, or ``e > 0`` where it is ``strict``, and where it is tightest."""
    text, zero = readable(e, field), "> 0" if strict else ">= 0"
    goal = f"{text} {zero}" if len(text) <= LONG else f"a formula of {len(e.n) + len(e.d)} terms, {text[:60]} ..., {zero}"
    sides = [side for side in field.cell if field.depends(e, field.index(side.name))]
    known = names(field)
    ranges = ", ".join(_range(side, known) for side in sides)
    return f"{GOAL}{goal}{' for ' + ranges if ranges else ''}{_tightest(e, field)}"


def _range(side, known: list[str]) -> str:
    low = "" if side.low is None else f"{in_names(side.low, known)} {'<=' if side.low_closed else '<'} "
    high = "" if side.high is None else f" {'<=' if side.high_closed else '<'} {in_names(side.high, known)}"
    return f"{low}{side.name}{high}"


def _tightest(e: Quotient, field: Field) -> str:
    points = Points(field, TRIES, seed=1)
    with np.errstate(all="ignore"):
        (n, wide), (d, _) = points._sums(e.n), points._sums(e.d)
        value, noise = n / d, ROUNDING * wide / np.abs(d)
        # Near a zero of the denominator rounding is larger than what the function is elsewhere, and says nothing.
        clear = np.isfinite(value) & (noise <= _usual(value))
        relative = np.where(clear, np.sign(d) * n / wide, np.inf)
    best = int(np.lexsort((value, relative))[0])  # of a product of variables alone every point is as near to zero as another
    if not np.isfinite(relative[best]):
        return ""
    seen = "tightest seen"
    if relative[best] < -ROUNDING:
        best = int(np.argmin(np.where(relative < -ROUNDING, value, np.inf)))
        seen = "false as it stands, unless a fact excludes the point"
    at = {side.name: points.values[field.index(side.name)][best] for side in field.cell}
    told = ", ".join(f"{name} = {at[name]:.4g}" for name in at if field.depends(e, field.index(name)))
    return f"; {seen}: {value[best]:.3g} at {told}" if told and poly.degrees(e.n) else ""


def _usual(values: np.ndarray) -> float:
    """The median of what is finite, without signs."""
    finite = np.abs(values[np.isfinite(values)])
    return float(np.median(finite)) if finite.size else 0.0


def untraced(error: Untraceable) -> str:
    """Why code gives no formula: what it raised, with the place in the claim's file."""
    raised = error.__cause__
    if isinstance(raised, Exception) and str(error) == f"{type(raised).__name__}: {raised}":
        if any(frame.f_code.co_name == "lp_value" for frame, _ in traceback.walk_tb(raised.__traceback__)):
            raised = TypeError("a linear program is solved for numbers").with_traceback(raised.__traceback__)
        return f"its code gives no formula: {explain(raised)}"
    return str(error)


def without_symbols(claim: Claim, size: Any) -> str:
    """A sentence about the first field of a kind that no formula has symbols for; empty where there is none."""
    for name, field in claim.space_at(size).arrays.items():
        if type(field) is not Kernel and not isinstance(field, Simplex | Steps | Whole | Ratio | Table):
            return f"{name} is a {type(field).__name__}, but proofs cover only laws, kernels, steps, tables and numbers"
    return ""


def telling(reasons: Sequence[str]) -> str:
    """Of the reasons along the entries of a claim's sizes one that names a goal, if any does, for it says how to go on.

    Else the last one, but not that a model on a tree has no entries that grow.
    """
    others = [reason for reason in reasons if not reason.endswith(" Steps")]
    return next((reason for reason in reasons if GOAL in reason), (*reasons[:1], *others)[-1] if reasons else "")


def unstepped(claim: Claim, reasons: Sequence[str]) -> str:
    """Why a claim has no recursion, of the reasons at its sizes: one that names the horizon, if any does.

    Empty for a claim without a table, which has no steps: a step is a row of a table.  Empty too where laws grow with the size.
    With a sketch of an ``induction`` beside the claim it is told in any case.
    That a table does not follow the horizon is said last: mostly the entry that was taken for the horizon is none.
    """
    fields = claim.space_at(claim.small_size).arrays
    grown = {f"the shape of {name} does not follow the horizon": isinstance(field, Table) for name, field in fields.items()}
    awaited = _has_induction(claim)
    told = [reason for reason in reasons if awaited or grown.get(reason, True)] if awaited or any(grown.values()) else []
    return STEPS + min(told, key=lambda reason: (reason in grown, "horizon" not in reason)) if told else ""


def _has_induction(claim: Claim) -> bool:
    """Whether the sketch beside a claim defines ``induction``, as its text shows."""
    if claim.path is None or not (path := sketch_path(claim.path)).exists():
        return False
    return any(line.startswith("def induction(") for line in path.read_text(encoding="utf-8", errors="replace").splitlines())
