"""Weights with sum 1: which of them is the rest of the others, and which are not all 0.

Main definitions: ``rest_of_weights``, ``of_no_sure_outcome``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import State


def rest_of_weights(state: State, tree: dict[str, Any]) -> str | None:
    """The variable for which an equation puts in the rest of two weights or more, which it does not say to be nonnegative."""
    if tree["rule"] != "equal":
        return None
    name, (j, _) = tree["var"], tree["facts"]
    weights = terms.variables(state.facts[j][0])
    others, number = tree["by"].replace("-", " ").split()[:-2], tree["by"][-4:]
    if len(others) < 2 or {*others} != weights - {name} or number != " + 1" or tree["by"].count("-") != len(others):
        return None
    if not weights <= state.nonnegative & state.ranges.keys():
        return None
    known = any(fact is terms.variable(name) for fact, _ in state.facts)
    return name if not known and state.ranges[name][0] == 0 else None


def of_no_sure_outcome(state: State) -> str | None:
    """The last outcome of a law of which all may be 0, though one is not: where none of its weights is positive is no law."""
    spoken = terms.variables(state.sides[0]) | terms.variables(state.sides[1])
    return next((law[-1] for law in state.laws if state.positive.isdisjoint(law) and not spoken.isdisjoint(law)), None)
