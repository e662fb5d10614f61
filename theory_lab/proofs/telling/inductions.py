"""Inductions over steps as people read them.

The quantities of a step, what is told of them, and why it passes from step to step.

Main definitions: ``lines`` (of a recursion and its proof).

Conventions: reading a proof checks nothing; ``theorems.verified`` does.  A quantity of the next step has a prime.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.kernel.steps import GROUPS, Told, obligations, told
from theory_lab.proofs.telling.givens import explained, said
from theory_lab.proofs.telling.layout import CASE, CLOSE, HERE, INDENT, OPEN, SAME
from theory_lab.proofs.telling.states import indented, shown, state_told
from theory_lab.proofs.telling.uses import FACT
from theory_lab.proofs.terms import Term

Tree = Mapping[str, Any]
LONG = 60  # lines of one goal that are told, a page; beyond it their number is


def lines(recursion: Any, proof: Tree) -> Iterator[str]:
    """The proof of a recursion, line by line."""
    rows = {name: term for name, term in recursion.coefficients.items() if term.op == "var"}
    steps = list(_steps(recursion, proof, rows))
    yield from explained(list(_opening(recursion, rows)), steps)
    yield from steps


def _steps(recursion: Any, proof: Tree, rows: Mapping[str, Term]) -> Iterator[str]:
    groups: dict[str, list[State]] = dict(zip(GROUPS, obligations(recursion, proof), strict=True))
    c, x, v = told(recursion, proof)
    labels = _labels(c, x, v)
    known: set[str] = set()
    for title, given, names in (
        ("At every step, from its entries", c, ("rows",)),
        ("At every step, from the first one on", x, ("first", "onward")),
        ("At every step, from the last one back", v, ("last", "back")),
    ):
        facts = list(_facts(given, rows, labels))
        if facts:
            yield ""
            yield f"{title}: {', '.join(facts)}."
            if "back" in names:
                yield f"{INDENT}At an earlier step, {OPEN}v{CLOSE} without a prime stands for the value at the next step."
        for name in names if facts else ():
            yield from _goals(name, groups[name], proof["proofs"][name], rows, known, _known(name, labels, c, x, v))
    yield ""
    yield "At the first step this gives the claim:"
    yield from _goals("", groups["sides"], proof["proofs"]["sides"], rows, known, _known("", labels, c, x, v))


def _opening(r: Any, rows: Mapping[str, Term]) -> Iterator[str]:
    yield "Let there be any number of steps, at least 2."
    given = [f"{OPEN}{low} <= {name} <= {high}{CLOSE}" for name, (low, high) in r.parameters.items()]
    given += [f"{OPEN}{', '.join(law)}{CLOSE} a law" for law in r.laws]
    given += [shown(condition) for condition in r.hypotheses]
    if given:
        yield f"{INDENT}Given: {', '.join(given)}."
    ends: dict[Any, list[str]] = {}
    for name, told_ends in sorted(r.rows.items()):  # which have no order of their own
        ends.setdefault(told_ends, []).append(name)
    for (low, high), names in ends.items():
        listed = f"{OPEN}{', '.join(names)}{CLOSE}"
        yield f"{INDENT}Each step has entries {listed} between {low} and {high}; the last step may lack some."
    for name, term in r.coefficients.items():
        if name not in rows:
            yield f"{INDENT}{OPEN}{name}{CLOSE} is {shown(term)}."
    primed = {name: terms.variable(f"{name}'") for name in r.back}
    for name in r.onward:
        first, onward = shown(r.first[name]), _named(r.onward[name], rows)
        yield f"{INDENT}{OPEN}{name}{CLOSE} is {first} at the first step and becomes {onward} at the next step."
    for name in r.back:
        back = terms.substituted(terms.substituted(r.back[name], rows), primed)
        yield f"{INDENT}{OPEN}{name}{CLOSE} is {_named(r.last[name], rows)} at the last step and {shown(back)} at an earlier one."
    if r.back:
        yield f"{INDENT}A prime marks the next step."
    claim = f" {OPEN}{said(r.relation)}{CLOSE} ".join(map(shown, r.sides))
    yield f"{INDENT}Claim, with each {OPEN}v{CLOSE} at the first step: {claim}."


def _labels(*given: Told) -> dict[Term, str]:
    """The names of the facts, in their order."""
    facts = dict.fromkeys(one for told in given for one in told.facts if one is not terms.ZERO)
    return {fact: f"{FACT}{k}" for k, fact in enumerate(facts, 1)}


def _known(name: str, labels: Mapping[Term, str], c: Told, x: Told, v: Told) -> list[str]:
    """The names of the facts that the goals of a group may use, in the order of ``obligations``."""
    here = (*c.facts, *x.facts)
    found = {"onward": here, "last": here, "back": (*here, *x.facts, *v.facts), "": (*x.facts, *v.facts)}
    return [labels.get(one, "") for one in found.get(name, ())]


def _facts(given: Told, rows: Mapping[str, Term], labels: Mapping[Term, str]) -> Iterator[str]:
    for name, image in given.images.items():
        yield f"{OPEN}{name} ={CLOSE} {_named(image, rows)}"
    for fact in (one for one in given.facts if one is not terms.ZERO):
        yield f"{OPEN}{labels[fact]}{CLOSE}: {_named(fact, rows)} {OPEN}>= 0{CLOSE}"


def _goals(
    name: str, states: Sequence[State], proofs: Sequence[Tree], rows: Mapping[str, Term], known: set[str], labels: Sequence[str]
) -> Iterator[str]:
    """The goals of a group: identities in one sentence, each other one with its proof, but once where names alone differ."""
    where = {"first": "At the first step", "onward": "At the next step", "last": "At the last step", "back": "At an earlier step"}
    prefix = f"{where[name]}: " if name in where else ""
    identities = 0
    for state, proof in zip(states, proofs, strict=True):
        inner = list(state_told(state, proof, labels))
        lines_told = {line.strip() for line in inner if not line.strip().startswith((CASE, HERE))}
        if lines_told <= {SAME}:
            identities += 1
            continue
        left, right = state.sides
        relation = f"{OPEN}{said(state.relation)}{CLOSE}"
        if left is terms.ZERO:
            goal = f"{_named(right, rows)} {OPEN}>= 0{CLOSE}"
        else:
            goal = f"{_named(left, rows)} {relation} {_named(right, rows)}"
        if (form := _nameless([goal, *inner])) in known:
            yield f"{INDENT}{prefix}{goal}: in the same way."
            continue
        known.add(form)
        yield f"{INDENT}{prefix}{goal}:"
        if len(inner) > LONG:
            cases = sum(line.strip().startswith(CASE) for line in inner)
            inner = [f"in {cases} cases, of {len(inner)} lines: too many to be told."]
        yield from indented(iter(inner), 2)
    if identities:
        what = "both sides of the rest" if identities < len(states) else "both sides"
        yield f"{INDENT}{prefix}{what} are equal once what is known is put in."


def _nameless(inner: Sequence[str]) -> str:
    """Lines with the names of rows and quantities numbered as they come."""
    found: dict[str, str] = {}
    return re.sub(r"\b[A-Za-z]\w*\d\b", lambda word: found.setdefault(word[0], f"#{len(found)}"), "\n".join(inner))


def _named(term: Term, rows: Mapping[str, Term]) -> str:
    return shown(terms.substituted(term, rows))
