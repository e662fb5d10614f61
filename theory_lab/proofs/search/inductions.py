"""The search for an induction over steps.

What a claim says of the first step is guessed to hold of every step, whatever led there: for an equation the sum over later steps
is what the other side says, and for an inequality it holds from each state.

Main definitions: ``Inductions``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.horizons import RING, Recursion
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.kernel.steps import obligations
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.terms import ONE, ZERO, Term

MANY = 20  # variables of an equation that a cell still holds
GROUPS = ("rows", "first", "onward", "last", "back", "sides")


class Inductions(Casework):
    """Proofs of recursions, up to a deadline."""

    def recursion_proof(self, recursion: Recursion) -> Tree | None:
        """A proof of a recursion; None, with the goal left ``open``, where none was found."""
        for told in _guesses(recursion):
            try:
                tree = {"told": told, "proofs": {}}
                for name, states in zip(GROUPS, obligations(recursion, tree), strict=True):
                    tree["proofs"][name] = [self.solve(state) for state in states]
                    if None in tree["proofs"][name]:
                        break
                else:
                    return tree
            except Rejected as reason:
                self.open = self.open or str(reason)
        return None

    def solve(self, state: State) -> Tree | None:
        """An equation in many variables is looked at for each of those in which it is affine."""
        names = [name for name in state.ranges if re.fullmatch(r"x\d+", name)]
        if state.relation != "==" or len(state.ranges) < MANY or not names:
            return super().solve(state)
        at = []
        for one in (None, *names):
            values = {name: ONE if name == one else ZERO for name in names}
            at.append(super().solve(state.changed(lambda term, values=values: terms.substituted(term, values)).narrowed()))
        return None if None in at else {"rule": "affine", "vars": names, "at": at}


def _guesses(r: Recursion) -> Iterator[dict[str, list[dict[str, str]]]]:
    """What may be told of the quantities: first as little as may be enough."""
    images = {term.args[0]: name for name, term in r.first.items() if term.op == "var"}
    rows, known = list(_row_equations(r)), list(_row_facts(r))
    equations, facts = [], []
    for left, right in zip(r.sides, r.sides[1:], strict=False):
        for one, other in ((right, left), (left, right)):
            if one.op == "var" and one.args[0] in r.back and (text := _text(other, images)):
                equations.append({"equal": one.args[0], "to": text})
                break
        facts += [{"fact": text} for text in _from_each_state(r, terms.subtract(right, left)) if text]
    if r.relation == "==":
        yield {"rows": rows, "onward": [], "back": equations}
    signs = [{"fact": name} for name in r.onward]
    yield {"rows": [*rows, *known], "onward": signs, "back": facts}


def _row_equations(r: Recursion) -> Iterator[dict[str, str]]:
    """The last entry of a law is what the others leave, and a maximum is what its first place has."""
    laws: dict[Term, list[str]] = {}
    for name, term in r.coefficients.items():
        if term.op == "ite" and term.args[1].op == "div":
            laws.setdefault(term.args[0], []).append(name)
    for names in laws.values():
        sizes = {r.coefficients[name].args[2] for name in names}
        if sizes == {terms.divide(ONE, terms.number(len(names)))}:
            yield {"equal": names[-1], "to": " - ".join(("1", *names[:-1]))}
    names = {term: name for name, term in r.coefficients.items()}
    for term, name in names.items():
        if term.op == "max" and (image := _at_first_place(term, names)):
            yield {"equal": name, "to": image}


def _at_first_place(maximum: Term, names: Mapping[Term, str]) -> str:
    """A maximum by the indicators of the first place where it is attained, '' where they are not there."""
    entries, free, text = _entries(maximum), "1", ""
    if any(entry not in names for entry in entries):
        return ""
    for entry in entries[:-1]:
        here = terms.choose(terms.at_least(entry, maximum), ONE, ZERO)
        if here not in names:
            return ""
        text += f"{free}*{names[here]}*{names[entry]} + "
        free += f"*(1 - {names[here]})"
    return f"{text}{free}*{names[entries[-1]]}"


def _entries(maximum: Term) -> list[Term]:
    """The entries of nested maxima."""
    if maximum.op != "max":
        return [maximum]
    return [*_entries(maximum.args[0]), *_entries(maximum.args[1])]


def _row_facts(r: Recursion) -> Iterator[dict[str, str]]:
    """Laws and indicators are nonnegative."""
    removed = {told["equal"]: told["to"] for told in _row_equations(r)}
    for name, term in r.coefficients.items():
        if term.op == "ite":
            yield {"fact": removed.get(name, name)}
        if term.op == "max" and name not in removed:
            names = {term: name for name, term in r.coefficients.items()}
            yield from ({"fact": f"{name} - {names[entry]}"} for entry in _entries(term) if entry in names)


def _from_each_state(r: Recursion, gap: Term) -> Iterator[str]:
    """What a claim says from each first state alone."""
    for law in r.laws:
        for name in law:
            alone = {one: ONE if one == name else ZERO for one in law}
            yield _text(terms.substituted(gap, alone), {})


def _text(term: Term, names: Mapping[str, str]) -> str:
    """A polynomial in quantities as the kernel reads it, '' for what is none."""
    signs = {"add": " + ", "sub": " - ", "mul": "*", "sum": " + ", "neg": "-"}
    if term.op == "const":
        return str(term.args[0]) if term.args[0] >= 0 else f"({term.args[0]})"
    if term.op == "var":
        return names.get(term.args[0], term.args[0])
    parts = [_text(part, names) for part in term.parts]
    if term.op not in RING or not all(parts):
        return ""
    return f"(-{parts[0]})" if term.op == "neg" else f"({signs[term.op].join(parts)})"


__all__: list[Any] = ["Inductions"]
