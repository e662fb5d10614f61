"""Cases of a state, each with the proof that is told for it.

Main definitions: ``by_zero``, ``by_ratio``, ``by_condition``, ``by_cut``, ``by_equation``, ``kept``.

Conventions: nothing here is trusted.  What proves a case is a function of its state, and gives None where it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import State, decided, first_condition, polynomial_term
from theory_lab.proofs.search.calculus import BALL, Tree

Proof = Callable[[State], Tree | None]


def by_zero(state: State, name: str, positive: Proof, zero: Proof) -> Tree | None:
    """A variable is positive or 0."""
    cases = {"positive": (positive, state.changed(positive=state.positive | {name}))}
    cases["zero"] = (zero, state.put({name: terms.ZERO}))
    return _together({"rule": "zero", "var": name}, cases)


def by_ratio(state: State, name: str, by: str, then: Proof) -> Tree | None:
    """A variable is a multiple of a positive one."""
    new = f"{name}_by_{by}"
    positive = state.positive - {name} | ({new} if name in state.positive else set())
    image = terms.multiply(terms.variable(new), terms.variable(by))
    case = state.put({name: image}, {new: (Fraction(0), None)}, positive=positive)
    return _together({"rule": "ratio", "var": name, "by": by, "name": new}, {"then": (then, case)})


def by_condition(state: State, yes: Proof, no: Proof) -> Tree | None:
    """The first comparison holds or not."""
    condition = first_condition((*state.sides, *(fact for fact, _ in state.facts)))
    if condition is None:
        return None
    cases = {}
    for answer, proof in ((True, yes), (False, no)):
        case = state.changed(lambda term, answer=answer: decided(term, condition, answer))
        cases["yes" if answer else "no"] = (proof, case.known(condition if answer else terms.negation(condition)))
    return _together({"rule": "if"}, cases)


def by_cut(state: State, text: str, yes: Proof, no: Proof) -> Tree | None:
    """What a text says is >= 0 or not."""
    at = polynomial_term(text, state.ranges)
    cases = {"yes": (yes, replace(state, facts=(*state.facts, (at, False))))}
    cases["no"] = (no, replace(state, facts=(*state.facts, (terms.negative(at), True))))
    return _together({"rule": "cut", "at": text}, cases)


def by_equation(state: State, cell: Tree, facts: Sequence[int], name: str, then: Proof) -> Tree | None:
    """A variable is 0 by two facts, of which the first says that it is at least 0."""
    told = {**cell, "rule": "equal", "facts": list(facts), "var": name, "by": "0", "sign": 1, "nonzero": BALL}
    return _together(told, {"then": (then, state.put({name: terms.ZERO}))})


def kept(state: State, facts: Sequence[int], then: Proof) -> Tree | None:
    """Some of the facts are enough, without the variables that nothing speaks about then."""
    case = replace(state, facts=tuple(state.facts[j] for j in facts)).narrowed()
    return _together({"rule": "keep", "facts": list(facts), "narrow": True}, {"then": (then, case)})


def _together(tree: Tree, cases: Mapping[str, tuple[Proof, State]]) -> Tree | None:
    """The tree with the proofs of all cases, None where one is missing."""
    for key, (proof, case) in cases.items():
        if (found := proof(case)) is None:
            return None
        tree = {**tree, key: found}
    return tree
