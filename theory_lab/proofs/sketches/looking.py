"""A goal as a person sees it who has to go on: its facts by their numbers, its ranges, and the next condition.

Main definitions: ``told``.
"""

from __future__ import annotations

from typing import Any

from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.leaves import UNBOUNDED
from theory_lab.proofs.kernel.polynomials import Quotient
from theory_lab.proofs.kernel.states import State, first_condition
from theory_lab.proofs.search.goals.formulas import readable
from theory_lab.proofs.telling import layout
from theory_lab.proofs.telling.states import shown


def told(goal: tuple[Any, ...]) -> str:
    """What is to show, for ``look``."""
    first, *function = goal
    return "\n".join(layout.plain(_of_function(first, *function) if function else _of_state(first)))


def _of_state(state: State) -> list[str]:
    left, right = map(shown, state.sides)
    lines = [f"to show: {left} {state.relation} {right}"]
    lines += [f"fact {k}: {shown(term)} {'>' if strict else '>='} 0" for k, (term, strict) in enumerate(state.facts)]
    condition = first_condition((*state.sides, *(fact for fact, _ in state.facts)))
    lines += [] if condition is None else [f"the next condition: {shown(condition)}"]
    ranges = [_range(name, *ends, name in state.positive) for name, ends in state.ranges.items()]
    return [*lines, f"variables: {', '.join([*ranges, *(' + '.join(law) + ' = 1' for law in state.laws)])}"]


def _of_function(e: Quotient, field: Field, strict: bool) -> list[str]:
    lines = [f"to show: {readable(e, field)} {'>' if strict else '>='} 0"]
    lines += [f"fact {k}: {readable(fact, field)} >= 0" for k, fact in enumerate(field.facts)]
    functions = [
        f"{one.name} is {one.kind}({readable(one.argument, field)})" for one in field.generators if one.argument is not None
    ]
    ranges = []
    for side in field.cell:
        if side.name == UNBOUNDED and not field.depends(e, field.index(side.name)):
            continue  # it stands for infinity, of which nothing is said here
        ends = ["" if end is None else readable(end, field) for end in (side.low, side.high)]
        low = f"{ends[0]} {'<=' if side.low_closed else '<'} " if ends[0] else ""
        high = f" {'<=' if side.high_closed else '<'} {ends[1]}" if ends[1] else ""
        ranges.append(f"{low}{side.name}{high}")
    return [*lines, *functions, f"variables: {', '.join(ranges)}"]


def _range(name: str, low: Any, high: Any, positive: bool) -> str:
    """A variable between its ends."""
    below = "" if low is None else f"{low} {'<' if positive and low == 0 else '<='} "
    return f"{below}{name}{'' if high is None else f' <= {high}'}"
