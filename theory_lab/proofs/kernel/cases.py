"""Cases: how a claim about terms becomes claims about functions on cells.

The rules split a state into cases, rename variables, and at a leaf hand a function without conditions over to the rules on cells.
Part of the trusted base.

Main definitions: ``holds``, ``cases_of``, ``holds_at_size``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.functions import difference, of_term
from theory_lab.proofs.kernel.leaves import UNBOUNDED, bounded, leaf
from theory_lab.proofs.kernel.polynomials import OpenGoal, Quotient, given, need
from theory_lab.proofs.kernel.rules import Tree, proves
from theory_lab.proofs.kernel.states import Range, State, decided, first_condition, states_of
from theory_lab.proofs.terms import INF, MINUS_INF, ZERO, Term

Cases = Iterable[tuple[State, Tree]]


def holds(state: State, tree: Tree) -> None:
    """Accept the proof of a state, or raise ``Rejected``."""
    for case, then in cases_of(state, tree):
        holds(case, then)


def cases_of(state: State, tree: Tree) -> Cases:
    """The states that a rule leaves to prove, each with its own proof; none if the rule shows the state itself."""
    need(isinstance(tree, dict) and tree.get("rule") in RULES, "there is no such rule")
    return RULES[tree["rule"]](state, tree) or ()


def _if(state: State, tree: Tree) -> Cases:
    """Either the first comparison holds or its negation: the sides are simplified and the comparison becomes a fact."""
    condition = given(first_condition((*state.sides, *(fact for fact, _ in state.facts))), "there is no condition")
    for answer in (True, False):
        case = state.changed(lambda term, answer=answer: decided(term, condition, answer))
        yield case.known(condition if answer else terms.negation(condition)), tree["yes" if answer else "no"]


def _cut(state: State, tree: Tree) -> Cases:
    """A polynomial in the variables (which has a value everywhere), or ``-f`` of a fact, is >= 0 or < 0; either is a fact."""
    at = state.term(tree["at"]) if isinstance(tree["at"], str) else terms.negative(state.facts[tree["at"]][0])
    for fact, key in (((at, False), "yes"), ((terms.negative(at), True), "no")):
        yield replace(state, facts=(*state.facts, fact)), tree[key]


def _zero(state: State, tree: Tree) -> Cases:
    """A nonnegative variable is 0 or positive.  A law that loses an outcome stays a law; its last outcome has probability 1."""
    name = tree["var"]
    need(name in state.nonnegative and name not in state.positive, f"{name} is not known to be nonnegative only")
    yield state.changed(positive=state.positive | {name}), tree["positive"]
    laws = [tuple(one for one in law if one != name) for law in state.laws]
    values = {name: ZERO, **{law[0]: terms.ONE for law in laws if len(law) == 1}}
    yield state.put(values, laws=tuple(law for law in laws if len(law) > 1)), tree["zero"]


def _ratio(state: State, tree: Tree) -> Cases:
    """``p = t q`` for a free variable ``p >= 0`` and a positive ``q``: some ``t >= 0``, positive where ``p`` is."""
    p, q, t = tree["var"], tree["by"], tree["name"]
    free = {p, q} <= state.ranges.keys() and p != q
    need(free and p in state.nonnegative and q in state.positive, f"{p} is not free and >= 0, or {q} not positive")
    return _renamed(state, {p: terms.multiply(terms.variable(t), terms.variable(q))}, t, (Fraction(0), None), tree["then"])


def _square(state: State, tree: Tree) -> Cases:
    """``p = w**2`` with ``w >= 0`` for a free variable ``p >= 0``; the range of ``w`` contains all roots.

    Its upper end must not be negative: its square could be large too, but there would be no ``w``.
    """
    p, w = tree["var"], tree["name"]
    low, high = given(state.ranges.get(p), f"{p} is not free")
    need(not {"e", "E"}.intersection(f"{tree['low']}{tree['high'] or ''}"), "an end is no fraction")  # 1e9 is a long one
    least, most = Fraction(tree["low"]), None if tree["high"] is None else Fraction(tree["high"])
    need(low is not None and least >= 0 and least**2 <= low, f"{w} starts too high")
    reached = high is None if most is None else high is not None and most >= least and most**2 >= high
    need(reached, f"{w} ends too low, or where {p} has no end")
    return _renamed(state, {p: terms.power(terms.variable(w), 2)}, w, (least, most), tree["then"])


def _renamed(state: State, values: dict[str, Term], new: str, ends: Range, tree: Tree, **other: Any) -> Cases:
    """The proof of a state in which a new variable stands for the first of some, and is positive where that is."""
    known = {*state.ranges, *sum(state.laws, ()), *state.positive, *state.spoken, UNBOUNDED}
    need(str(new).isidentifier() and new not in known, f"{new} is no new name")
    positive = state.positive - values.keys() | ({new} if next(iter(values)) in state.positive else set())
    return [(state.put(values, {new: ends}, positive=positive, **other), tree)]


def _equal(state: State, tree: Tree) -> Cases:
    """Opposite facts ``f >= 0`` and ``-f >= 0`` with ``f = a (v - u)``, ``a > 0`` or ``a < 0``: the variable ``v`` is ``u``."""
    (j, k), name = tree["facts"], tree["var"]
    need(name in state.ranges, f"{name} is not free")
    ranges = {one: ends for one, ends in state.ranges.items() if one != name}
    image, field = replace(state, ranges=ranges).term(tree["by"]), leaf(state, tree)
    f, opposite = (of_term(field, state.facts[one][0]) for one in (j, k))
    ratio = opposite / f
    need(ratio.is_constant and ratio.value < 0, "the facts are not opposite")
    gap = difference(field, image, terms.variable(name))
    a = given(poly.divided(f.n, gap.n), "the facts do not give the variable")
    proves(Quotient(a if tree["sign"] > 0 else -a), field, tree["nonzero"], strict=True)
    return [(state.put({name: image}), tree["then"])]


def _coin(state: State, tree: Tree) -> Cases:
    """A law of two outcomes as ``x`` and ``1 - x`` with a free ``x`` between 0 and 1."""
    law, name = tuple(tree["law"]), tree["name"]
    need(law in state.laws and len(law) == 2, "there is no such law of two outcomes")
    images = {law[0]: terms.variable(name), law[1]: terms.subtract(terms.ONE, terms.variable(name))}
    facts = (*state.facts, *((image, True) for one, image in images.items() if one in state.positive))
    laws = tuple(one for one in state.laws if one != law)
    return _renamed(state, images, name, (Fraction(0), Fraction(1)), tree["then"], facts=facts, laws=laws)


def _keep(state: State, tree: Tree) -> Cases:
    """Some of the facts; the others are dropped, and on request also the variables that no longer occur."""
    kept = replace(state, facts=tuple(state.facts[j] for j in tree["facts"]))
    return [(kept.narrowed() if "narrow" in tree else kept, tree["then"])]


def _clear(state: State, tree: Tree) -> None:
    """Nothing is left to prove: both sides are equal, the larger one is infinity, or a finite term is infinite."""
    left, right = state.sides
    same = left is right and state.relation != "<"
    ends = state.relation == "<=" and (right is INF or left is MINUS_INF)
    need(same or ends or any(term in (INF, MINUS_INF) for term in state.finite), "this is not clear")


def _empty(state: State, tree: Tree) -> None:
    """A fact says ``f > 0`` where ``f <= 0`` by the others and the ranges (or ``f >= 0`` where ``f < 0``): no points."""
    field, (fact, strict) = leaf(state, tree), state.facts[tree["fact"]]
    proves(-of_term(field, fact), field, tree["then"], strict=not strict)


def _cell(state: State, tree: Tree) -> None:
    """The difference of the sides, a function on a cell that contains all points of the state.

    Infinities inside are replaced by a variable that grows: sides with values are continuous in it, and a difference that is
    affine with a positive slope is positive in the end; so it is enough that one side alone goes to infinity.  The relation
    ``finite`` asks only that the right side is written without infinities.  What is both >= 0 and <= 0 is 0.
    """
    field, sides = leaf(state, tree), tuple(map(bounded, state.sides))
    if state.relation == "finite":
        of_term(field, state.sides[1])
    elif sides != state.sides or "side" in tree:
        need(state.relation == "<=", "an infinite side")
        shown = (ZERO if tree.get("side") == other else side for side, other in zip(sides, ("right", "left"), strict=True))
        e, i = difference(field, *shown), field.index(UNBOUNDED)
        need([poly.degrees(p).get(i) for p in (e.n, e.d)] == [1, None], "infinity is not alone")
        proves(Quotient(poly.collected(e.n, i)[1], e.d), field, tree["then"], strict=True)
    elif state.relation == "==":
        e = difference(field, *sides)
        for sign, proof in zip((e, -e), tree.get("both", [{"rule": "zero"}] * 2), strict=True):
            proves(sign, field, proof)
    else:
        proves(difference(field, *sides), field, tree["then"], strict=state.relation == "<")


def _open(state: State, tree: Tree) -> None:
    """Not a proof: it is never accepted, and says for which state a proof is missing."""
    raise OpenGoal(tree, state)


RULES: dict[str, Callable[[State, Tree], Cases | None]] = {
    "if": _if, "cut": _cut, "zero": _zero, "ratio": _ratio, "square": _square, "equal": _equal, "coin": _coin, 
   "keep": _keep, "clear": _clear, "empty": _empty, "cell": _cell, "open": _open,
}  # fmt: skip


def all_hold(states: Sequence[State], proofs: Sequence[Tree]) -> None:
    """Accept a proof of each state."""
    need(len(states) == len(proofs), "each step needs a proof")
    for state, proof in zip(states, proofs, strict=True):
        holds(state, proof)


def holds_at_size(statement: Any, tree: Tree) -> None:
    """Accept the proof of a statement at one size: one proof for each step from side to side."""
    all_hold(states_of(statement), tree["steps"])
