"""Why code gives no formula or no recursion, and which of several reasons is told.

Main definitions: ``untraced``, ``without_symbols`` (why code gives no formula), ``unstepped`` (why it gives no recursion),
``telling`` (one of several reasons), ``STEPS`` (what stands before the reason why there is no recursion).
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import Any

from theory_lab.claims import Kernel, Ratio, Simplex, Steps, Table, Whole
from theory_lab.claims.checks.telling.remedies import remedy
from theory_lab.claims.claim import Claim
from theory_lab.own_code.explained import explain
from theory_lab.proofs.evidence.places import sketch_path
from theory_lab.proofs.search.goals.left import GOAL
from theory_lab.proofs.statements import NotPlain, Untraceable

STEPS = "; for all horizons, "  # before the reason why there is no recursion


def untraced(error: Untraceable) -> str:
    """Why code gives no formula: what it raised, with the place in the claim's file, or what is not plain, and what to write."""
    raised = error.__cause__
    if isinstance(raised, Exception) and str(error) == f"{type(raised).__name__}: {raised}":
        if any(frame.f_code.co_name == "lp_value" for frame, _ in traceback.walk_tb(raised.__traceback__)):
            raised = TypeError("a linear program is solved for numbers").with_traceback(raised.__traceback__)
        return f"its code gives no formula: {explain(raised)}"
    return f"{error}; {remedy(error.args[0])}" if isinstance(error, NotPlain) else str(error)


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
