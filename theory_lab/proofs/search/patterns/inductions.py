"""The search for an induction over steps.

What a claim says of the first step is guessed to hold of every step, whatever led there: for an equation the sum over later steps
is what the other side says, and for an inequality it holds from each state.

Main definitions: ``Inductions``, ``text_in`` (a polynomial as the kernel reads it).

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from theory_lab.proofs import terms
from theory_lab.proofs.horizons.recursions import RING, Recursion
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected
from theory_lab.proofs.kernel.states import State, polynomial_term
from theory_lab.proofs.kernel.steps import GROUPS, obligations
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.terms import ONE, ZERO, Term

MANY = 20  # variables of an equation that a cell still holds
FEW = 2  # entries of a law the last of which an inequality is better off without


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
                self.goals.lack(str(reason))
        return None

    def solve(self, state: State) -> Tree | None:
        """What is about other variables is forgotten."""
        here = terms.variables(state.sides[0]) | terms.variables(state.sides[1])
        kept = [j for j, (fact, _) in enumerate(state.facts) if terms.variables(fact) <= here]
        case = replace(state, facts=tuple(state.facts[j] for j in kept)).narrowed()
        if len(kept) < len(state.facts) or len(case.ranges) < len(state.ranges):
            then = self.solve(case)
            return then and {"rule": "keep", "facts": kept, "narrow": True, "then": then}
        return super().solve(state)

    def _with_facts(self, state: State, tree: Tree, field: Field, e: Quotient) -> Tree | None:
        """The function less multiples of facts, on the cell that other facts cut out."""
        if (found := super()._with_facts(state, tree, field, e)) is not None or not tree["bounds"]:
            return found
        bounds = {bound[0] for bound in tree["bounds"]}
        here = terms.variables(state.sides[0]) | terms.variables(state.sides[1])
        known = [j for j, (fact, _) in enumerate(state.facts) if j not in bounds and terms.variables(fact) <= here]
        proof = self.by_facts(e, replace(field, facts=tuple(of_term(field, state.facts[j][0]) for j in known)))
        return {**tree, "facts": known, "then": proof} if proof else None


def _guesses(r: Recursion) -> Iterator[dict[str, list[dict[str, str]]]]:
    """What may be told of the quantities: first as little as may be enough."""
    images = {term.args[0]: name for name, term in r.first.items() if term.op == "var"}
    rows = list(_row_equations(r, MANY if r.relation == "==" else FEW))
    equations, facts = [], []
    for left, right in zip(r.sides, r.sides[1:], strict=False):
        for one, other in ((right, left), (left, right)):
            if one.op == "var" and one.args[0] in r.back and (text := text_in(other, images)):
                equations.append({"equal": one.args[0], "to": text})
                break
    for left, right in itertools.combinations(r.sides, 2):
        facts += [{"fact": text} for text in _from_each_state(r, terms.subtract(right, left)) if text]
    if r.relation == "==":
        yield {"rows": rows, "onward": [], "back": equations}
    signs = [{"fact": name} for name in r.onward]
    for more in ([{"fact": name} for name in r.back], []):
        told = [*more, *facts]
        yield {"rows": [*rows, *_row_facts(r, rows), *_at_last(r, told, rows)], "onward": signs, "back": told}


def _at_last(r: Recursion, facts: list[dict[str, str]], rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """What the facts say at the last step, where that is about its rows alone."""
    ranges = dict.fromkeys((*r.parameters, *r.onward, *r.back), (None, None))
    removed = {told["equal"]: f"({told['to']})" for told in rows}
    for told in facts:
        text = text_in(terms.substituted(polynomial_term(told["fact"], ranges), r.last), removed)
        if text and not re.search(r"\bx\d", text):
            yield {"fact": text}


def _row_equations(r: Recursion, most: int) -> Iterator[dict[str, str]]:
    """The last entry of a law of at most so many is what the others leave, and a maximum is what its first place has."""
    laws: dict[Term, list[str]] = {}
    for name, term in r.coefficients.items():
        if term.op == "ite" and term.args[1].op == "div":
            laws.setdefault(term.args[0], []).append(name)
    for names in laws.values():
        sizes = {r.coefficients[name].args[2] for name in names}
        if sizes == {terms.divide(ONE, terms.number(len(names)))} and len(names) <= most:
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


def _row_facts(r: Recursion, rows: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Laws and indicators are nonnegative."""
    removed = {told["equal"]: told["to"] for told in rows}
    for name, term in r.coefficients.items():
        if term.op == "ite" and removed.get(name) != "1":
            yield {"fact": removed.get(name, name)}


def _from_each_state(r: Recursion, gap: Term) -> Iterator[str]:
    """What a claim says from each first state alone; all of it where there is no law of a first state."""
    laws = [law for law in r.laws if terms.variables(gap) & set(law)]
    if not laws:
        yield text_in(gap, {})
    for law in laws:
        for name in law:
            alone = {one: ONE if one == name else ZERO for one in law}
            yield text_in(terms.substituted(gap, alone), {})


def text_in(term: Term, names: Mapping[str, str]) -> str:
    """A polynomial in quantities as the kernel reads it, '' for what is none."""
    signs = {"add": " + ", "sub": " - ", "mul": "*", "sum": " + ", "neg": "-"}
    if term.op == "const":
        return str(term.args[0]) if term.args[0] >= 0 else f"({term.args[0]})"
    if term.op == "var":
        return names.get(term.args[0], term.args[0])
    parts = [text_in(part, names) for part in term.parts]
    if term.op not in RING or not all(parts):
        return ""
    return f"(-{parts[0]})" if term.op == "neg" else f"({signs[term.op].join(parts)})"


__all__ = ["Inductions", "text_in"]
