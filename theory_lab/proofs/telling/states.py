"""States and their proofs as people read them: cases, new variables, leaves.

Main definitions: ``state_told``, ``leaf_told``, ``shown``, ``indented``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.functions import difference, of_term
from theory_lab.proofs.kernel.leaves import UNBOUNDED, bounded, leaf
from theory_lab.proofs.kernel.states import State, decided, first_condition, settled
from theory_lab.proofs.telling.cells import cell_told, short
from theory_lab.proofs.telling.formulas import formula, tidied
from theory_lab.proofs.telling.functions import Goal, aside, function_told, is_evident
from theory_lab.proofs.telling.layout import (
    CASE,
    CLOSE,
    HERE,
    INDENT,
    INFINITE,
    KNOWN,
    LARGER,
    NOWHERE,
    OPEN,
    RENAMING,
    SAME,
    SIGNS,
)
from theory_lab.proofs.telling.uses import labelled, reason
from theory_lab.proofs.terms import INF, MINUS_INF, Term

Tree = Mapping[str, Any]
BRANCHING = ("if", "zero", "ratio", "square", "coin")  # rules that go on to other states
_SIGN, _OPPOSITE = re.compile("[<>]=?"), {">=": "<", ">": "<=", "<=": ">", "<": ">="}
_NUMBERS = re.compile(rf"{OPEN}(-?\d+(?:/\d+)?) (>=|>) (-?\d+(?:/\d+)?){CLOSE}")


def indented(inner: Iterator[str], depth: int = 1) -> Iterator[str]:
    """Lines further to the right."""
    return (INDENT * depth + line for line in inner)


def state_told(state: State, tree: Tree, labels: Sequence[str] = ()) -> Iterator[str]:
    """A state and its proof: cases, new variables, leaves; ``labels`` say which lemmas the first facts are.

    What the signs of its parts show, as they show the kernel that a condition holds, needs no cases.
    """
    sides = state.sides
    if state.relation == "<=" and sides[0] is terms.ZERO and tree["rule"] in BRANCHING and _is_nonnegative(sides[1], state):
        yield f"{shown(sides[1], state.above_zero)} {OPEN}>= 0{CLOSE} {SIGNS}"
        return
    match tree["rule"]:
        case "clear":
            yield _clear(state)
        case "empty":
            why = list(nowhere_told(state, tree, labels))
            yield f"{NOWHERE.removesuffix('.')}, {why[0]}" if why else NOWHERE
            yield from why[1:]
        case "zero":
            yield from _zero(state, tree, labels)
        case "ratio" | "square":
            yield from _renamed(state, tree, labels)
        case "coin":
            yield from _coin(state, tree, labels)
        case "if":
            condition = first_condition((*state.sides, *(fact for fact, _ in state.facts)))
            assert condition is not None
            cases: list[tuple[str, list[str]]] = []
            for answer, key in ((True, "yes"), (False, "no")):
                known = condition if answer else terms.negation(condition)
                said = shown(known, state.above_zero)
                if (sure := _sure(said)) is False:  # there are no such points
                    continue
                said = said if answer or sure else _turned(shown(condition, state.above_zero), said)
                case = state.changed(lambda term, answer=answer: decided(term, condition, answer)).known(known)
                cases.append(("" if sure else said, list(state_told(case, tree[key], labels))))
            yield from _cases(cases)
        case "cut":
            at = state.term(tree["at"]) if isinstance(tree["at"], str) else terms.negative(state.facts[tree["at"]][0])
            cases = []
            for fact, where, key in (
                ((at, False), Term("ge", at, terms.ZERO), "yes"), ((terms.negative(at), True), Term("gt", terms.ZERO, at), "no"),
            ):  # fmt: skip
                case = replace(state, facts=(*state.facts, fact))
                cases.append((shown(where, state.above_zero), list(state_told(case, tree[key], labels))))
            yield from _cases(cases)
        case "equal":
            ranges = {one: ends for one, ends in state.ranges.items() if one != tree["var"]}
            image = replace(state, ranges=ranges).term(tree["by"])
            yield f"{RENAMING}{OPEN}{tree['var']} ={CLOSE} {shown(image)}{KNOWN}"
            changed = state.changed(lambda term: terms.substituted(term, {tree["var"]: image}), ranges=ranges)
            yield from state_told(changed, tree["then"], labels)
        case "keep":
            kept = replace(state, facts=tuple(state.facts[j] for j in tree["facts"]))
            labels = [labelled(labels, j) for j in tree["facts"]]
            yield from state_told(kept.narrowed() if "narrow" in tree else kept, tree["then"], labels)
        case "cell":
            yield from leaf_told(state, tree, labels)
        case rule:
            yield f"by the rule {rule}."


def _cases(cases: Sequence[tuple[str, list[str]]]) -> Iterator[str]:
    """Cases with what is told in each; where all but one are seen to be empty, that one holds."""
    left = [one for one in cases if one[1] != [NOWHERE]]
    for condition, inner in left if len(left) == 1 else cases:
        if not condition:
            yield from inner
        elif len(left) == 1 < len(cases):
            yield f"{HERE}{condition};"
            yield from inner
        else:
            yield f"{CASE}{condition}:"
            yield from indented(iter(inner))


def _turned(condition: str, negation: str) -> str:
    """The negation of a comparison with its sides where they were, ``x < y`` after ``x >= y``."""
    return _SIGN.sub(lambda sign: _OPPOSITE[sign[0]], condition) if len(_SIGN.findall(condition)) == 1 else negation


def _is_nonnegative(term: Term, state: State) -> bool:
    """Whether all parts that a term adds, multiplies or chooses from are surely nonnegative."""
    if term.op in ("add", "sum", "mul", "ite"):
        return all(_is_nonnegative(part, state) for part in (term.args[1:] if term.op == "ite" else term.parts))
    return settled(terms.at_least(term, terms.ZERO), state.above_zero, state.nonnegative) is terms.TRUE


def _clear(state: State) -> str:
    """Why nothing is left to prove."""
    left, right = state.sides
    if any(term in (INF, MINUS_INF) for term in state.finite):
        return INFINITE
    return SAME if left is right else LARGER


def _sure(condition: str) -> bool | None:
    """Whether a comparison of two numbers, as it is shown, holds; None for one of other formulas."""
    match = _NUMBERS.fullmatch(condition)
    if match is None:
        return None
    left, right = Fraction(match[1]), Fraction(match[3])
    return left >= right if match[2] == ">=" else left > right


def _zero(state: State, tree: Tree, labels: Sequence[str]) -> Iterator[str]:
    name = tree["var"]
    values = {name: terms.ZERO}
    laws = [tuple(one for one in law if one != name) for law in state.laws]
    values |= {law[0]: terms.ONE for law in laws if len(law) == 1}
    ranges = {one: ends for one, ends in state.ranges.items() if one != name}
    if () in laws:
        at_zero = ["impossible: it is the only outcome."]
    else:
        kept = tuple(law for law in laws if len(law) > 1)
        zero = state.changed(lambda t: terms.substituted(t, values), ranges=ranges, laws=kept)
        at_zero = list(state_told(zero, tree["zero"], labels))
    above = state.changed(lambda term: term, positive=state.positive | {name})
    inner = list(state_told(above, tree["positive"], labels))
    yield from _cases([(f"{OPEN}{name} = 0{CLOSE}", at_zero), (f"{OPEN}{name} > 0{CLOSE}", inner)])


def _renamed(state: State, tree: Tree, labels: Sequence[str]) -> Iterator[str]:
    name, new = tree["var"], terms.variable(tree["name"])
    ratio = tree["rule"] == "ratio"
    image = terms.multiply(new, terms.variable(tree["by"])) if ratio else terms.power(new, 2)
    yield f"{RENAMING}{OPEN}{name} ={CLOSE} {shown(image)};"
    ranges = {one: ends for one, ends in state.ranges.items() if one != name}
    ends = (Fraction(0), None) if ratio else (_end(tree["low"]), _end(tree["high"]))
    positive = state.positive - {name} | ({tree["name"]} if name in state.positive else set())
    case = state.changed(
        lambda term: terms.substituted(term, {name: image}), ranges={**ranges, tree["name"]: ends}, positive=positive
    )
    yield from state_told(case, tree["then"], labels)


def _coin(state: State, tree: Tree, labels: Sequence[str]) -> Iterator[str]:
    law, name = tuple(tree["law"]), tree["name"]
    images = {law[0]: terms.variable(name), law[1]: terms.subtract(terms.ONE, terms.variable(name))}
    yield f"{RENAMING}{OPEN}{law[0]} = {name}{CLOSE} and {OPEN}{law[1]} = 1 - {name}{CLOSE};"
    facts = tuple((image, True) for one, image in images.items() if one in state.positive)
    ranges = {**state.ranges, name: (Fraction(0), Fraction(1))}
    laws = tuple(one for one in state.laws if one != law)
    positive = state.positive - set(law) | ({name} if law[0] in state.positive else set())
    case = replace(state, facts=(*state.facts, *facts))
    yield from state_told(
        case.changed(lambda t: terms.substituted(t, images), ranges=ranges, laws=laws, positive=positive), tree["then"], labels
    )


def leaf_told(state: State, tree: Tree, labels: Sequence[str] = ()) -> Iterator[str]:
    """A goal without cases: the function on its cell, and why it is nonnegative; ``labels`` say which lemmas the facts are."""
    field = leaf(state, tree)
    left, right = (bounded(side) for side in state.sides)
    if state.relation == "finite":
        yield "the term is finite here."
        return
    if UNBOUNDED in terms.variables(left) | terms.variables(right):
        yield "the larger side is infinite, with a positive factor."
        return
    e = difference(field, left, right)
    if not e.n:
        yield SAME
        return
    goal = Goal(state.relation == "<", _named(tree, labels))
    sign = f"{OPEN}= 0{CLOSE}" if state.relation == "==" else goal.sign
    said = f"to show: {short(e, field)} {sign}{cell_told(field, e)}"
    if "both" not in tree:
        yield f"{said};"
        yield from function_told(e, field, tree["then"], goal)
        return
    yield f"{said}, by two inequalities:"
    for one, relation, proof in zip((e, -e), (">=", "<="), tree["both"], strict=True):
        yield f"{INDENT}{OPEN}{relation} 0{CLOSE}, that is, {short(one, field)} {OPEN}>= 0{CLOSE}:"
        yield from (2 * INDENT + line for line in function_told(one, field, proof, goal))


def nowhere_told(state: State, tree: Tree, labels: Sequence[str] = ()) -> Iterator[str]:
    """Why there are no points where a fact holds: no line where that is seen at once."""
    if is_evident(tree["then"]):  # its cell, which takes longer to read than all else, need not be known
        return
    k: int = tree["fact"]
    field, (fact, strict) = leaf(state, tree), state.facts[k]
    told = list(aside(-of_term(field, fact), field, tree["then"], Goal(not strict, _named(tree, labels)), "since"))
    if k < len(labels):  # what a case adds stands above
        known = f"{OPEN}{'<' if strict else '<='} 0{CLOSE} {reason([labels[k]])}"
        told[0] = f"{told[0].removesuffix(':')}, while it is {known}:"
    yield from told


def _named(tree: Tree, labels: Sequence[str]) -> tuple[str, ...]:
    """The lemmas that say the facts of a field."""
    return tuple(labelled(labels, j) for j in tree.get("facts", ()))


def _end(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def shown(term: Term, positive: frozenset[str] = frozenset()) -> str:
    """A formula between its marks."""
    return f"{OPEN}{formula(tidied(term, positive))}{CLOSE}"
