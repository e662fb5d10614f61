"""Terms as people write them.

Main definitions: ``shown``.
"""

from __future__ import annotations

from theory_lab.proofs.terms import Term

_SIGNS = {"add": " + ", "sub": " - ", "mul": "*", "div": "/", "ge": " >= ", "gt": " > ", "and": " and "}


def shown(term: Term, depth: int = 40) -> str:
    """The term as a formula for people, cut at a depth."""
    if depth == 0:
        return "..."
    if term.op in ("const", "var"):
        return str(term.args[0]) if term.op == "var" or term.args[0] >= 0 else f"({term.args[0]})"
    parts = [shown(arg, depth - 1) if isinstance(arg, Term) else str(arg) for arg in term.args]
    if term.op in (*_SIGNS, "sum"):
        return f"({_SIGNS.get(term.op, ' + ').join(parts)})"
    if term.op in ("pow", "neg"):
        return f"{parts[0]}^{parts[1]}" if term.op == "pow" else f"-{parts[0]}"
    return f"{term.op}({', '.join(parts)})" if parts else term.op
