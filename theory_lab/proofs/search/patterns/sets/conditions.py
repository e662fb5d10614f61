"""Conditions by which outcomes may belong to a set.

Main definitions: ``conditions``.
"""

from __future__ import annotations

from collections.abc import Iterator

from theory_lab.proofs import terms
from theory_lab.proofs.search.leaves import every
from theory_lab.proofs.search.patterns.inductions import text_in
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.terms import ZERO, Term


def conditions(pattern: Pattern) -> Iterator[Term]:
    """Comparisons at an outcome by which it may belong to a set."""
    found = []
    outcome = {*pattern.laws, *(name for name, _, _ in pattern.tables)}
    for one in every(*(term for _, term in pattern.sums)):
        condition = (
            Term("ge", *one.args) if one.op in ("max", "min", "gt") else Term("ge", one.args[0], ZERO) if one.op == "abs" else one
        )
        names = terms.variables(condition)
        if (
            condition.op == "ge"
            and len(names & outcome)
            and (len(names) > 1 or not names & set(pattern.laws))
            and text_in(terms.subtract(*condition.args), {})
        ):
            found.append(condition)
    yield from dict.fromkeys(found)
