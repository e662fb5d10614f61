"""Claims about every horizon, by induction over steps.

A recursion (see ``horizons``) says how quantities ``v`` of a step follow from those of the next, and ``x`` from those of the step
before, with functions ``c`` of the rows of the step.  Facts about ``c`` hold at every step; facts about ``x`` hold at the
first step and pass on; facts about ``v`` (and ``x``) hold at the last step and pass back.  So all of them hold at the first
step, for every number of steps, and the sides are compared there.  Part of the trusted base.

Main definitions: ``holds_for_all_horizons``.

Conventions: ``told`` is a list of facts ``f >= 0`` and of equations ``w = f``, which remove a quantity ``w``; ``f`` is a
polynomial in the quantities that are left.  All quantities are free real variables that satisfy only these
facts: this is sound because each has a finite value at every instance, which ``total`` requires of all their definitions.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import all_hold
from theory_lab.proofs.kernel.polynomials import need
from theory_lab.proofs.kernel.rules import Tree
from theory_lab.proofs.kernel.states import Range, State, polynomial_term, total
from theory_lab.proofs.terms import ZERO, Term

GROUPS = ("rows", "first", "onward", "last", "back", "sides")
Values = Mapping[str, Term]
Goals = list[tuple[Term, Term, str]]


@dataclass(frozen=True)
class Told:
    """The facts about quantities: polynomials that are >= 0, and the images of the removed quantities."""

    names: tuple[str, ...]
    facts: tuple[Term, ...]
    images: Values

    def at(self, values: Values) -> tuple[tuple[Term, bool], ...]:
        """The facts for given values of all quantities."""
        return tuple((terms.substituted(fact, values), False) for fact in self.facts)

    def free(self, values: Values | None = None) -> dict[str, Term]:
        """All quantities in terms of those that are left, for given values of others."""
        return {name: terms.substituted(self.images.get(name, terms.variable(name)), values or {}) for name in self.names}

    def goals(self, new: Values, values: Values) -> Goals:
        """The goals for new values of the quantities, so that all facts hold for them."""
        values = {**values, **new}
        facts = [(ZERO, terms.substituted(fact, values), "<=") for fact in self.facts]
        return facts + [(new[name], terms.substituted(image, values), "==") for name, image in self.images.items()]


def holds_for_all_horizons(recursion: Any, tree: Tree) -> None:
    """Accept the proof of a recursion, or raise ``Rejected``."""
    for term, ranges in definitions(recursion):
        need(total(term, ranges, recursion.positive), "a quantity may have no finite value")
    for name, goals in zip(GROUPS, obligations(recursion, tree), strict=True):
        all_hold(goals, tree["proofs"][name])


def obligations(recursion: Any, tree: Tree) -> list[list[State]]:
    """The states to be proved: of the rows, at the first step, onward, at the last step, back, and of the sides."""
    r, c, x, v = recursion, *told(recursion, tree)
    own: dict[str, Range] = {name: r.rows[term.args[0]] for name, term in r.coefficients.items() if term.op == "var"}
    numbers = {**r.parameters, **dict.fromkeys((*x.names, *v.names), (None, None)), **dict.fromkeys(c.names, (None, None)), **own}

    def states(goals: Goals, ranges: Mapping[str, Range], facts: Any = (), laws: Any = ()) -> list[State]:
        known = State(ranges, laws, r.positive, tuple(facts), (ZERO, ZERO)).known(*(r.hypotheses if laws else ()))
        return [replace(known, sides=(left, right), relation=relation).changed().narrowed() for left, right, relation in goals]

    rows = states(c.goals(r.coefficients, {}), {**r.parameters, **r.rows})
    outside = {**r.parameters, **dict.fromkeys(v.names, (None, None))}
    first = states(x.goals(r.first, {}), outside, laws=r.laws)
    here = {**c.free(), **x.free()}
    known = (*c.at(here), *x.at(here))
    ahead = {name: terms.substituted(term, here) for name, term in r.onward.items()}
    onward = states(x.goals(ahead, {}), numbers, known)
    ends = {name: terms.substituted(term, here) for name, term in r.last.items()}
    last = states(v.goals(ends, here), numbers, known)
    later = v.free(ahead)
    before = {name: terms.substituted(term, {**here, **later}) for name, term in r.back.items()}
    back = states(v.goals(before, here), numbers, (*known, *x.at(ahead), *v.at({**ahead, **later})))
    start = {**r.first, **v.free(r.first)}
    steps = [(terms.substituted(a, start), terms.substituted(b, start), r.relation) for a, b in itertools.pairwise(r.sides)]
    sides = states(steps, outside, (*x.at(start), *v.at(start)), r.laws)
    return [rows, first, onward, last, back, sides]


def told(recursion: Any, tree: Tree) -> tuple[Told, Told, Told]:
    """The facts of a proof about ``c``, ``x`` and ``v``."""
    c, x, v = (tuple(names) for names in (recursion.coefficients, recursion.onward, recursion.back))
    need(recursion.first.keys() == set(x) and recursion.last.keys() == set(v), "a quantity has no first or last value")
    groups = ((c, (), "rows"), (x, (), "onward"), (v, x, "back"))
    return tuple(_told(recursion, names, others, tree["told"][key]) for names, others, key in groups)  # type: ignore[return-value]


def _told(recursion: Any, names: tuple[str, ...], others: tuple[str, ...], given: Sequence[Tree]) -> Told:
    """The facts in order: an equation removes a quantity from all facts after it, and that quantity occurs in none before it."""
    left: dict[str, Range] = {**recursion.parameters, **dict.fromkeys((*names, *others), (None, None))}
    facts, images, used = [], {}, set()
    for one in given:
        removed = one.get("equal")
        need(removed is None or (removed in left and removed in names and removed not in used), "a quantity is not free")
        left = {name: ends for name, ends in left.items() if name != removed}
        term = polynomial_term(one["fact"] if removed is None else one["to"], left)
        used |= terms.variables(term)
        if removed is None:
            facts.append(term)
        else:
            images[removed] = term
    return Told(names, tuple(facts), images)


def definitions(recursion: Any) -> list[tuple[Term, Mapping[str, Range]]]:
    """The terms that define quantities, each with the ranges of its variables."""
    quantities = (*recursion.coefficients, *recursion.onward, *recursion.back)
    inside = {**recursion.parameters, **dict.fromkeys(quantities, (None, None))}
    groups = [(recursion.coefficients, {**recursion.parameters, **recursion.rows})]
    groups += [(recursion.first, {**recursion.parameters, **dict.fromkeys(sum(recursion.laws, ()), (0, 1))})]
    groups += [(told, inside) for told in (recursion.onward, recursion.last, recursion.back)]
    return [(term, ranges) for terms_of, ranges in groups for term in terms_of.values()]
