"""Proofs at one size, for all real parameters.

Main definitions: ``prove_size``.
"""

from __future__ import annotations

from theory_lab.proofs.casework import Casework, OutOfTime
from theory_lab.proofs.kernel.cases import states_of
from theory_lab.proofs.search import Tree
from theory_lab.proofs.statements import Statement

__all__ = ["OutOfTime", "prove_statement"]


def prove_statement(statement: Statement, work: Casework) -> Tree | None:
    """A proof for each step of a statement, or None."""
    steps = []
    for state in states_of(statement):
        tree = work.solve(state)
        if tree is None:
            return None
        steps.append(tree)
    return {"steps": steps}
