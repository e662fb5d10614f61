"""The search for proofs for all sizes.

What the sides say about sums becomes a lemma about one outcome: the coefficients of the sums are read off, the masses of the laws
are chosen so that the difference touches zero where all laws agree.

Main definitions: ``Templates``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from contextlib import suppress
from dataclasses import replace
from typing import Any

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.leaves import bounded
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.kernel.states import State, decided
from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.search.algebra import factored, factors, text_of
from theory_lab.proofs.search.calculus import BALL, CUTS, DEPTH, SIGNS, ZERO, Tree
from theory_lab.proofs.search.leaves import arguments
from theory_lab.proofs.search.patterns.from_facts import FromFacts
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.outcomes import parameter_text, rooted_in
from theory_lab.proofs.search.patterns.ranges import range_forms
from theory_lab.proofs.search.places.points import Points, beyond
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.terms import Term

MOST_LEMMAS = 24  # those about ranges among them


class Templates(FromFacts):
    """Proofs of patterns, up to a deadline."""

    def pattern_proof(self, pattern: Pattern) -> Tree | None:
        """A proof of a pattern for all sizes."""
        counts = {"sums": ["1"]} if not pattern.laws and terms.ONE not in dict(pattern.sums).values() else {}
        self.pattern, self.lemmas, self.facts, self.tried, self.cases = pattern, [], [], set(), 0
        self.free = self.ranged = self.closed = False
        if counts:  # where there is no law, that there is some outcome
            self.pattern = pattern = sums.defined(pattern, counts)
            self.add_each({pattern.sums[-1][0]: "1"})
        with self.goals.beside(), suppress(NewLemma):  # found on the way, it is kept
            for name, _, _ in pattern.bounds:
                for fact in (name, f"{name} - 1", f"1 - {name}"):
                    self.add_attained(name, fact)
            self.prepare()
        most = MOST_LEMMAS + len(self.lemmas)
        steps = list(zip(pattern.sides, pattern.sides[1:], strict=False))
        proofs: list[Tree] = []
        while len(proofs) < len(steps):
            self.goals.step = len(proofs)
            try:
                tree = self._step(sums.outer(pattern, steps[len(proofs)], self.facts))
                for sides in steps if tree is None else ():
                    self.find_jensen(sums.outer(pattern, sides, self.facts))
            except NewLemma:
                proofs = []
                self.goals.restarted()
                if len(self.lemmas) > most:
                    return None
                continue
            if tree is None and not self._ranged():
                return None
            if tree:
                self.goals.closed(len(proofs))
            proofs = [*proofs, tree] if tree else []
        self.goals.step = len(steps)
        found = self._infinite(pattern, steps)
        return found and {**counts, "lemmas": self.lemmas, "steps": proofs, "infinite": found[0]}

    def prepare(self) -> None:
        """Lemmas that are looked for before any step."""

    def _step(self, state: State) -> Tree | None:
        """A step about sums as variables: from a lemma that says it, or by all lemmas as facts."""
        self.free = False
        tree = self._rooted(state)
        if tree is None and not self.closed:
            self.find_jensen(state)
            self.find_positive(state)
        if tree is None and self.ranged:
            self.free = True
            tree = self._rooted(state)
        self.free = False
        return tree

    def _rooted(self, state: State) -> Tree | None:
        """Parameters under square roots as squares, then the search."""
        parameters = {name for name, _, _ in self.pattern.parameters} if self.pattern else set()
        rooted = (rooted_in(state.sides[0]) | rooted_in(state.sides[1])) & parameters
        for name in sorted(rooted & state.ranges.keys()):
            told, case = self._squared(state, name)
            then = self._rooted(case)
            return then and {**told, "then": then}
        return self.solve(state)

    def _ranged(self) -> bool:
        """Add lemmas about the ranges of sums, and others that the way does not ask for; False where that was done."""
        with self.goals.beside():
            return self._with_ranges()

    def _with_ranges(self) -> bool:
        """Add lemmas about the ranges of sums; False where that was done."""
        assert self.pattern is not None
        if self.ranged:
            return False
        self.ranged = True
        for coefficients, masses in range_forms(self.pattern):
            self.add_lemma({"sums": coefficients, "masses": masses})
        if sums.nested(self.pattern):
            self.tried = set()  # with the ranges of sums that stand inside others, more can be proved
        self.tried = {one for one in self.tried if not one.startswith("tangent")}  # and of those in the slopes of tangents
        return True

    def _infinite(self, pattern: Pattern, steps: list[tuple[Term, Term]]) -> tuple[Tree] | None:
        infinite = sums.infinities(pattern)
        found: Tree = {}
        facts, self.closed = list(zip(self.facts, self.lemmas, strict=True)), True
        for size in range(1, len(infinite) + 1):
            for names in itertools.combinations(sorted(infinite), size):
                told = {name: infinite[name] for name in names}
                known = [fact for fact, lemma in facts if not sums.needed(pattern, lemma) & told.keys()]
                states = [sums.outer(pattern, sides, known, told) for sides in steps]
                above = any(map(beyond, states))
                case = self._implied(pattern, names, known) if above else None
                if case is None:
                    proofs = [self._step(state) for state in states]
                    case = {"steps": proofs} if None not in proofs else None if above else self._implied(pattern, names, known)
                if case is None:
                    return None
                found[",".join(names)] = case
        return (found,)

    def _implied(self, pattern: Pattern, names: tuple[str, ...], known: list[Fact]) -> Tree | None:
        """A sum that is infinite only with others that are not named."""
        phis = sums.infinite_alone(pattern)
        for name in (name for name in names if name in phis):
            with self.goals.beside():
                proof = self.at_one_outcome(sums.finite_without(pattern, phis[name], names, known))
            if proof is not None:
                return {"impossible": name, "proof": proof}
        return None

    # Outside: sums are variables

    def _by_condition(self, state: State, condition: Term) -> Tree | None:
        """Where one case is left open a lemma that the other one asks for may be what it lacks: ``NewLemma`` then."""
        tree = super()._by_condition(state, condition)
        if tree is None and self._outside(state) and not self.closed:
            case = state.changed(lambda term: decided(term, condition, False))
            self.solve(case.known(terms.negation(condition)))
        return tree

    def _useful(self, state: State) -> list[int]:
        return list(range(len(state.facts))) if self._outside(state) else super()._useful(state)

    def _outside(self, state: State) -> bool:
        named = (self.pattern.sums or self.pattern.bounds) if self.pattern and not self.free and not self.at_outcome else ()
        return any(name in state.ranges for name, *_ in named)

    def _bounded(self, state: State, tree: Tree) -> Field:
        """The cell that the facts cut out, also where these have logarithms of what the sides do not have."""
        if self._outside(state):
            more = frozenset().union(*(arguments(fact) for fact, _ in state.facts)) & state.ranges.keys()
            sides = (terms.total((state.sides[0], *map(terms.variable, sorted(more)))), state.sides[1])
            state = replace(state, sides=sides)
        return super()._bounded(state, tree)

    def _on_cell(self, state: State, tree: Tree, field: Field) -> Tree | None:
        if not self._outside(state) or any(bounded(side) is not side for side in state.sides):
            return super()._on_cell(state, tree, field)
        for term in (*(fact for fact, _ in state.facts), *state.sides):
            try:
                field, given = self._with_functions(field, term)
            except Rejected:
                if term in state.sides:
                    raise
                continue
            tree["generators"] += given
        known = []
        for j, (fact, _) in enumerate(state.facts):
            try:
                known.append((j, of_term(field, fact)))
            except Rejected:
                continue
        tree["facts"] = [j for j, _ in known]
        field = replace(field, facts=tuple(fact for _, fact in known))
        e = of_term(field, state.sides[1]) - of_term(field, state.sides[0])
        if state.relation == "==" and not field.normal(e).n:
            return tree
        if state.relation == "==":
            tree["both"] = [self.prove(e, field), self.prove(-e, field)]
            return tree if None not in tree["both"] else self._find_zero(e, field)
        tree["then"] = self.prove(e, field, strict=state.relation == "<")
        if tree["then"] is None and not self.sums_in(e.n, field) and not self.sums_in(e.d, field):
            tree["then"] = self.by_facts(e, field, strict=state.relation == "<")
        if tree["then"] is None and not self.closed:
            self._find_attained(e, field)
        if tree["then"] is None:
            self.left_open(state, replace(field, facts=()), e)
        return tree if tree["then"] else None

    def _find_attained(self, e: Quotient, field: Field) -> None:
        """Look for a lemma about a maximum or minimum alone; raises ``NewLemma`` when there is one."""
        names = {name for name, _, _ in self.pattern.bounds} if self.pattern else set()
        for f, _ in factors(e.n)[1]:
            used = [
                name
                for name in names
                if any(side.name == name and poly.degrees(f).get(field.index(name), 0) for side in field.cell)
            ]
            if not used or self.sums_in(f, field):
                continue
            for name, sign in itertools.product(used, (fmpq(1), fmpq(-1))):
                try:
                    text = parameter_text(f * sign, field)
                except (Rejected, KeyError):
                    continue
                self.try_attained(name, text)

    def try_attained(self, name: str, text: str) -> None:
        """Look once for this lemma about a bound; raises ``NewLemma`` when it is one."""
        if f"{name}: {text}" not in self.tried:
            self.tried.add(f"{name}: {text}")
            before = len(self.lemmas)
            self.add_attained(name, text)
            if len(self.lemmas) > before:
                raise NewLemma

    def prove(self, e: Quotient, field: Field, strict: bool = False, depth: int = DEPTH, cuts: int = CUTS) -> Tree | None:
        """Also where sums are among the variables: all factors but one have known signs, and a fact gives that one."""
        if not self.sums_in(e.n, field) and not self.sums_in(e.d, field):
            return super().prove(e, field, strict, depth, cuts)
        e = field.normal(e)
        if e.d == 1 and e.n and positive_signs(e.n, field, strict):
            return SIGNS
        if not e.n:
            return None if strict else ZERO
        content, found = factored(e)
        signed = [(f, k, k % 2 or (strict and k > 0), self._sure(f, field, strict and k > 0)) for f, k in found]
        odd = [f for f, _, matters, sure in signed if matters and not sure and self.sums_in(f, field)]
        if strict and odd:
            return None
        listed, total, points = [], 1 if content > 0 else -1, Points(field)
        for f, k, matters, sure in signed:
            sign, proof = sure or 1, SIGNS
            if matters and not sure and f not in odd:
                sign = min(points.signs(f), default=1)
                proof = self.prove(Quotient(sign * f), field, strict and k > 0, depth - 1, cuts)
                if proof is None:
                    return None
            if f not in odd:
                total *= sign if k % 2 else 1
            listed.append([text_of(f, field), k, sign, proof if matters and f not in odd else None])
        for f in odd[1:]:
            signs = [sign for sign in (1, -1) if self._place(f, sign, listed, field, known=True)]
            if not signs:
                self._place(f, 1, listed, field)
            total *= signs[0] if signs else 1
            if signs != signs[:1]:
                self._place(f, signs[0], listed, field, known=True)
        divided = not self.closed and any(k < 0 and self.sums_in(f, field) for f, k in found)
        if odd and divided and not self._place(odd[0], total, listed, field, known=True):
            self._find_square(total * odd[0], field)
            self._find_tangent(e, field)  # what is divided by sums has a tangent of its own
        if not odd and total < 0 and e.d == 1:  # the opposite of a square, as where a fact says that it is 0
            return self._of_one_fact(e.n, field)
        if (odd or total < 0) and not (odd and self._place(odd[0], total, listed, field)):
            return None
        if None in [one[3] for one in listed if one[1] % 2]:
            return None
        return {"rule": "product", "factors": listed, "then": BALL}

    def _sure(self, f: Poly, field: Field, strict: bool) -> int:
        """The sign of a factor that has sums in it, where signs of coefficients show it, else 0."""
        signs = (sign for sign in (1, -1) if self.sums_in(f, field) and positive_signs(sign * f, field, strict))
        return next(signs, 0)

    def _place(self, f: Poly, sign: int, listed: list[Any], field: Field, known: bool = False) -> bool:
        """Put the proof from a fact (one that is ``known``) at a factor, with its sign."""
        proof = self._from_fact(sign * f, field, known)
        for one in listed:
            if proof and one[0] == text_of(f, field):
                one[2:] = [sign, proof]
        return proof is not None
