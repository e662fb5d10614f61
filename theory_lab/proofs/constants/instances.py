"""Instances that contradict a statement, by the kernel's own evaluation.

Main definitions: ``contradicts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from flint import ctx

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.values import Open, value
from theory_lab.proofs.statements import Statement

PRECISIONS = (128, 512, 2048)  # bits at which a comparison is decided, else it stays open


def contradicts(statement: Statement, at: Mapping[str, Fraction]) -> bool:
    """Whether the hypotheses hold at an instance and the first side is larger than the second."""
    before = ctx.prec
    try:
        for ctx.prec in PRECISIONS:
            try:
                met = all(value(condition, at) for condition in statement.hypotheses)
                return met and bool(value(terms.above(*statement.sides[:2]), at))
            except Open:
                continue
        return False
    finally:
        ctx.prec = before
