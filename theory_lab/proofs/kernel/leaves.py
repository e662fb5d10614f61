"""Cells that contain all points of a state.

Laws by weights, ends by facts: what is left is functions without conditions.  Part of the trusted base.

Main definitions: ``leaf``, ``bounded``, ``UNBOUNDED``.
"""

from __future__ import annotations

from dataclasses import replace

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import of_term, quotient
from theory_lab.proofs.kernel.polynomials import GENERATORS, Quotient, generator, given, need
from theory_lab.proofs.kernel.rules import Tree, extended, proves
from theory_lab.proofs.kernel.signs import place
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.terms import INF, MINUS_INF, Term

UNBOUNDED = "infinity"  # the variable that stands for infinity while it grows


def bounded(term: Term) -> Term:
    grows = terms.variable(UNBOUNDED)
    return terms.rebuilt(term, lambda one: grows if one is INF else terms.negative(grows) if one is MINUS_INF else None)


def leaf(state: State, tree: Tree) -> Field:
    """A field on a cell that contains all points of a state.

    A law is written by weights, ``p_k = w_k / sum w``, the last weight 1 where it is positive, or plainly: each outcome but the
    last lies between 0 and what the earlier ones leave, and the last has the rest.
    A bound ``v >= at`` follows from a fact ``f = a (v - at)`` with ``a > 0`` on the cell so far.
    """
    need(UNBOUNDED not in {*state.ranges, *sum(state.laws, ())}, f"{UNBOUNDED} is a name with a meaning of its own")
    order = [*tree["order"], UNBOUNDED]
    need(len(set(order)) == len(order) <= GENERATORS, "a variable is there twice, or there are too many")
    variable = {name: Quotient(generator(i)) for i, name in enumerate(order)}
    sides, images = {UNBOUNDED: Side(UNBOUNDED, Quotient(1), None)}, {}
    for name, (low, high) in state.ranges.items():
        least, most = (None if end is None else quotient(end) for end in (low, high))
        sides[name] = Side(name, least, most, not (low == 0 and name in state.positive))
    for law, way in zip(state.laws, tree["laws"], strict=True):
        need(way in ("weights", "plain") or law[-1] in state.positive, f"{law[-1]} may be zero")
        weighed = law if way == "weights" else law[:-1]
        weights, left = {name: variable.get(name, Quotient(1)) for name in law}, Quotient(1)
        sides |= {name: Side(name, Quotient(0), None, name not in state.positive) for name in weighed}
        if way == "plain":
            need([name for name in order if name in law] == list(weighed), "a law is out of order")
            for name in weighed:
                sides[name] = replace(sides[name], high=left, high_closed=law[-1] not in state.positive)
                left = left - variable[name]
            weights[law[-1]] = left
        whole = Quotient(1) if way == "plain" else sum(weights.values(), Quotient(0))
        images |= {name: weight / whole for name, weight in weights.items()}
    need(sorted(order) == sorted(sides), "the order does not list the variables")
    images |= {name: variable[name] for name in (*state.ranges, UNBOUNDED)}
    field = Field(tuple(sides[name] for name in order), tuple(Generator(name) for name in order), images)
    for bound in tree["bounds"]:
        field = _bound(state, field, *bound)
    field = extended(field, tree["generators"])
    return replace(field, facts=tuple(of_term(field, state.facts[j][0]) for j in tree.get("facts", ())))


def _bound(state: State, field: Field, j: int, name: str, end: str, text: str, proof: Tree) -> Field:
    """The cell with one end moved to where a fact puts it."""
    (fact, strict), at = state.facts[j], place(text, field, name)
    gap = at.d * generator(field.index(name)) - at.n
    f = of_term(field, fact)
    factor = given(poly.divided(f.n, gap if end == "low" else -gap), "a fact does not give the bound")
    proves(Quotient(factor, f.d), field, proof, strict=True)
    side = field.side(name)
    low = replace(side, low=at, low_closed=not strict)
    return field.with_side(low if end == "low" else replace(side, high=at, high_closed=not strict))
