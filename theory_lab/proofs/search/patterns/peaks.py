"""The search for lemmas on a maximum: a sum of what is nonnegative is at least its part at the outcome of the maximum.

The coefficients of the sums and of the maximum are read off the sides; what is left to choose is how much of a law is added on
both sides, which is tried over small multiples of 1 and of the other bounds.

Main definitions: ``Peaks``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import lemmas, sums
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.leaves import leaf
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected
from theory_lab.proofs.kernel.states import State, first_condition
from theory_lab.proofs.search.algebra import factored, text_of
from theory_lab.proofs.search.calculus import BALL, ZERO, Tree
from theory_lab.proofs.search.leaves import arguments
from theory_lab.proofs.search.patterns.inductions import text_in
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.outcomes import parameter_text
from theory_lab.proofs.search.patterns.templates import Templates
from theory_lab.proofs.search.places.points import refuted

BALANCED = ("1/2", "1")  # multiples of the difference of two laws that are tried
SHARES = (0, -1, 1, -2, 2)  # multiples of a law that are tried: squares in the papers have no others


class Peaks(Templates):
    """Proofs of patterns, also by what a sum has at a maximum."""

    def prepare(self) -> None:
        """Lemmas that are looked for before any step: what stands under logarithms and roots is positive."""
        assert self.pattern is not None
        pattern = self.pattern
        everything = (*pattern.sides, *(term for _, term in pattern.sums))
        wanted = frozenset().union(*map(arguments, everything)) & sums.parameters(pattern).keys()
        for name, op, _ in pattern.bounds:
            for one, other in itertools.permutations(pattern.laws, 2) if name in wanted and op == "max" else ():
                self.add_lemma({"sums": {}, "masses": {one: name, other: "-1"}})
        for name in sorted(wanted & sums.nested(pattern)):
            lows = [low for _, low, _ in pattern.tables if low is not None and low > 0]
            for law, low in itertools.product(pattern.laws[:1], lows):
                self.add_lemma({"sums": {name: "1"}, "masses": {law: f"-({low})"}})
        for name in sorted(wanted - {name for name, _, _ in pattern.parameters}):
            self.add_positive(name)
        if pattern.relation == "<":
            self._strict_steps()

    def _strict_steps(self) -> None:
        """Lemmas that say a strict step, if it is affine in sums."""
        assert self.pattern is not None
        for sides in itertools.pairwise(self.pattern.sides):
            field = self._bare(sums.outer(self.pattern, sides, []))
            try:
                told = self._affine((of_term(field, sides[1]) - of_term(field, sides[0])).n, field)
            except Rejected:
                continue
            if told is None:
                continue
            for masses in self._shares(*told):
                if any(self.add_strict({"sums": told[0], "masses": masses}, law) for law in masses or self.pattern.laws):
                    break

    def _step(self, state: State) -> Tree | None:
        self._multiples()
        if (tree := super()._step(state)) is not None or self.pattern is None or state.relation != "<=":
            return tree
        try:
            return self._by_peak(state) or self._new_peak(state)
        except Rejected:
            return None

    def _with_ranges(self) -> bool:
        """Lemmas about ranges; one that is found on the way there ends it, and the step starts again."""
        try:
            return super()._with_ranges()
        except NewLemma:
            return False

    def _multiples(self) -> None:
        """Lemmas that a sum which stands inside others is a multiple of another; raises ``NewLemma`` when there are any."""
        pattern = self.pattern
        if pattern is None or "multiples" in self.tried:
            return
        self.tried.add("multiples")
        inside, before = sums.nested(pattern), len(self.lemmas)
        names = {term: name for name, term in pattern.sums if name in inside}
        for term, name in names.items():
            if term.op == "div" and term.args[0] in names and (by := text_in(term.args[1], {})):
                for one, other in ((by, "-1"), (f"-({by})", "1")):
                    self.add_lemma({"sums": {name: one, names[term.args[0]]: other}, "masses": {}})
        if len(self.lemmas) > before:
            raise NewLemma

    def _gap(self, state: State, tree: Tree) -> tuple[Field, Quotient]:
        """The difference of the sides without common factors, on a cell of all variables."""
        field = leaf(state, tree)
        e = of_term(field, state.sides[1]) - of_term(field, state.sides[0])
        return field, e

    def _by_peak(self, state: State) -> Tree | None:
        """The difference is a positive multiple of what a lemma on a maximum says."""
        strict = [j for j, (fact, above) in enumerate(state.facts) if above and fact.op == "var"]
        bounds = [[j, state.facts[j][0].args[0], "low", "0", BALL] for j in strict]
        tree: Tree = {**next(self._shapes(state)), "rule": "cell", "bounds": bounds}
        field, e = self._gap(state, tree)
        for j, lemma in enumerate(self.lemmas):
            if lemma["rule"] != "peak":
                continue
            ratio = e / of_term(field, state.facts[j][0])
            if self.sums_in(ratio.n, field) or self.sums_in(ratio.d, field) or not (proof := self.prove(ratio, field)):
                continue
            told = [0, f"({text_of(ratio.n, field)})/({text_of(ratio.d, field)})", proof]
            return {**tree, "facts": [j], "then": {"rule": "use", "facts": [told], "then": ZERO}}
        return None

    def _new_peak(self, state: State) -> None:
        """Look for a lemma on a maximum; raises ``NewLemma`` when there is one."""
        assert self.pattern is not None
        field, e = self._gap(state, {**next(self._shapes(state)), "bounds": []})
        bounds = [name for name, op, _ in self.pattern.bounds if op == "max"]
        if any(lemma["rule"] == "peak" for lemma in self.lemmas):
            return
        for name in bounds:
            i = field.index(name)
            rest = poly.collected(e.n, i)[0]
            slope = e.n - rest
            if not slope or self._free_sums(slope, field):
                continue
            others = [other for other in bounds if other != name]
            for by in ("1", *others):
                if by == "1" or self._positive(by):
                    for lemma in self._peaks(name, by, others, (rest, slope), field):
                        self._try(lemma)

    def _positive(self, name: str) -> bool:
        """Whether a maximum is positive; the lemma is kept."""
        assert self.pattern is not None
        lemma: Tree = {"rule": "attained", "bound": name, "fact": name, "strict": True}
        if any({**other, "proof": None} == {**lemma, "proof": None} for other in self.lemmas):
            return True
        fact, at = lemmas.of_bound(self.pattern, lemma, self.facts)
        proof = self.inside(replace(sums.at_one(self.pattern, lemma, at, self.known(lemma)), relation="<"))
        if proof is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((fact, True))
        return proof is not None

    def _free_sums(self, p: Poly, field: Field) -> bool:
        """Whether a polynomial contains a sum that is not inside others."""
        assert self.pattern is not None
        free = {name for name, _ in self.pattern.sums} - sums.nested(self.pattern)
        return any(field.depends(p, field.index(side.name)) for side in field.cell if side.name in free)

    def _peaks(self, name: str, by: str, others: list[str], parts: tuple[Poly, Poly], field: Field) -> Iterator[Tree]:
        """Lemmas that say the difference times ``by``, for each share of a law: ``parts`` without the maximum, and with it."""
        assert self.pattern is not None
        rest, slope = parts
        coefficients: dict[str, str] = {}
        for total in [total for total, _ in self.pattern.sums if total not in sums.nested(self.pattern)]:
            found = poly.collected(rest, field.index(total))
            if len(found) > 2 or (len(found) == 2 and self._free_sums(found[1], field)):
                return
            rest = found[0]
            if len(found) == 2:
                coefficients[total] = f"({text_of(found[1], field)})*{by}"
        for law in self.pattern.laws:
            for shares in itertools.product(SHARES, repeat=1 + len(others)):
                share = " + ".join(f"({k})*{one}" for k, one in zip(shares, ("1", *others), strict=True))
                fact = f"-({text_of(slope, field)})*{by} + ({share}) - ({text_of(rest, field)})*{by}"
                yield {"rule": "peak", "bound": name, "fact": fact, "form": {"sums": coefficients, "masses": {law: share}}}
        fact = f"-({text_of(slope, field)})*{by} - ({text_of(rest, field)})*{by}"
        for (one, other), k in itertools.product(itertools.permutations(self.pattern.laws, 2), BALANCED):
            masses = {one: f"({k})*{by}", other: f"-({k})*{by}"}  # nothing in sum
            yield {"rule": "peak", "bound": name, "fact": fact, "form": {"sums": coefficients, "masses": masses}}

    def _from_fact(self, p: Poly, field: Field, known: bool) -> Tree | None:
        """Also by a lemma that sums are at least a function of a maximum, which is asked for."""
        tree = super()._from_fact(p, field, known)
        if tree is None and not known and not self.closed and self.pattern is not None:
            self._find_peak(p, field)
        return tree

    def _find_peak(self, p: Poly, field: Field) -> None:
        """Look once for a lemma that sums are at least a function of a maximum; raises ``NewLemma`` when it is one."""
        assert self.pattern is not None
        if (told := self.coefficients(p, field)) is None:
            return
        found, rest = told
        try:
            fact = parameter_text(-rest, field)
        except KeyError:
            return
        for name in [name for name, op, _ in self.pattern.bounds if op == "max" and field.depends(rest, field.index(name))]:
            lemma = {"rule": "peak", "bound": name, "fact": fact, "form": {"sums": found, "masses": {}}}
            if f"{lemma}" not in self.tried:
                self.tried.add(f"{lemma}")
                self._keep(lemma)

    def _is_square(self, state: State) -> bool:
        """Whether the right side is a square but for factors that are variables, or may be in a case: it touches 0 inside."""
        if first_condition(state.sides) is not None:
            return True
        field = leaf(state, {**next(self._shapes(state)), "bounds": []})
        _, found = factored(of_term(field, state.sides[1]))
        return all(len(f) == 1 or k % 2 == 0 for f, k in found)

    def _try(self, lemma: Tree) -> None:
        """Keep a lemma that has a proof, if it is tight at a point inside; raises ``NewLemma`` then."""
        self.tick()
        if self._is_square(self._goals(lemma)[1]):
            self._keep(lemma)

    def _goals(self, lemma: Tree) -> list[State]:
        """What a lemma on a maximum needs at each outcome."""
        one, (_, at) = self.form(lemma["form"])[0], lemmas.of_bound(self.pattern, lemma, self.facts)
        return [sums.at_one(self.pattern, lemma, right, self.known(lemma)) for right in (one, terms.subtract(one, at))]

    def _keep(self, lemma: Tree) -> None:
        """Keep a lemma that has a proof; raises ``NewLemma`` then."""
        goals = self._goals(lemma)
        if any(map(refuted, goals)):
            return
        proofs = [self.inside(goal) for goal in goals]
        if None not in proofs:
            summed, fact = self.form(lemma["form"])[1], lemmas.of_bound(self.pattern, lemma, self.facts)[0]
            self.lemmas.append({**lemma, "proofs": proofs})
            self.facts.append((terms.subtract(summed, fact), False))
            raise NewLemma
