"""The search for what follows from lemmas on the outcomes above a rank: steps about the masses of a set.

Main definitions: ``Layers``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

from dataclasses import replace

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.leaves import leaf
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.kernel.states import State, decided, first_condition
from theory_lab.proofs.search.algebra import quotient_text
from theory_lab.proofs.search.calculus import CUTS, DEPTH, EASY, Tree
from theory_lab.proofs.search.casework import edged
from theory_lab.proofs.search.patterns.sets.orders import Orders
from theory_lab.proofs.search.places.points import Points


class Layers(Orders):
    """Proofs of patterns, also by sets of outcomes."""

    def _step(self, state: State) -> Tree | None:
        if self.layered and (tree := self._by_cases(state)) is not None:
            return tree
        return super()._step(state)

    def _by_cases(self, state: State) -> Tree | None:
        condition = first_condition(state.sides)
        if condition is None:
            return self._guarded_set(state)
        tree: Tree = {"rule": "if"}
        for answer, key in ((True, "yes"), (False, "no")):
            case = state.changed(lambda term, answer=answer: decided(term, condition, answer))
            tree[key] = self._by_cases(case.known(condition if answer else terms.negation(condition)))
            if tree[key] is None:
                return None
        return tree

    def _guarded_set(self, state: State) -> Tree | None:
        """A step without cases, but for the case that a sum is as large as a law."""
        self.free = self.on_set = True
        try:
            if (tree := self._on_set(state)) is not None:
                return tree
            for j, (fact, strict) in enumerate(state.facts):
                if fact in self.below and not strict:
                    facts = state.facts
                    inside = self._on_set(replace(state, facts=(*facts[:j], (fact, True), *facts[j + 1 :])))
                    edge = inside and self._on_set(replace(state, facts=(*facts, (terms.negative(fact), False))), True)
                    if inside and edge:
                        return edged(state, j, inside, edge)
            return None
        except Rejected:
            return None
        finally:
            self.free = self.on_set = False

    def _on_set(self, state: State, edge: bool = False) -> Tree | None:
        """The difference of the sides on a cell in which the masses of sets come after the sums, and ordered sums at last."""
        assert self.pattern is not None
        law, laws = self.pattern.ranks[0][0], self.pattern.laws
        layers = [lemma for lemma in self.lemmas if lemma["rule"] == "layers"]
        ordered = {name for lemma in layers for name in lemma["u"]["sums"]}
        own = [name for name in state.ranges if name.partition("_")[0] in {lemma["set"] for lemma in layers}]
        own.sort(key=lambda name: (name.endswith(f"_{law}"), name.partition("_")[2] in laws))
        others = [name for name in state.ranges if name not in own and name not in ordered]
        order = [*others, *own, *sorted(ordered & state.ranges.keys())]
        tree: Tree = {"rule": "cell", "order": order, "laws": [], "bounds": [], "generators": []}
        field = leaf(state, tree)
        told_of = [j for j in range(len(state.facts)) if j < len(self.facts) or (edge and j == len(state.facts) - 1)]
        for j in sorted(told_of, key=lambda j: len(terms.variables(state.facts[j][0]))):
            for told in self._bounds(state, field, j, state.facts[j][0], frozenset()):
                try:
                    field = leaf(state, {**tree, "bounds": [*tree["bounds"], told]})
                except Rejected:
                    continue
                tree["bounds"].append(told)
                break
        for side in state.sides:
            field, given = self._with_functions(field, side)
            tree["generators"] += given
        e = of_term(field, state.sides[1]) - of_term(field, state.sides[0])
        if (then := self.prove(e, field)) is not None:
            return {**tree, "then": then}
        return self._by_chord(state, tree, field, e) if len(state.facts) > len(self.facts) else None

    def _by_chord(self, state: State, tree: Tree, field: Field, e: Quotient) -> Tree | None:
        """Less a fact times the distance from an end of a range: a function that bends down then only needs its ends."""
        assert self.pattern is not None
        j = len(self.facts)
        fact = of_term(field, state.facts[j][0])
        for side in reversed(field.cell):
            part = side.name.partition("_")[2]
            if side.low is None or side.high is None or part not in self.pattern.laws or part == self.pattern.ranks[0][0]:
                continue
            x, wide = Quotient(generator(field.index(side.name))), side.high - side.low
            for m in ((side.high - x) / wide, (x - side.low) / wide):
                m = m
                rest = e - m * fact
                whole = poly.divided(rest.n, rest.d)
                rest = rest if whole is None else Quotient(whole)
                surely = positive_signs(m.d, field, strict=True)
                if surely and (proof := self.prove(m, field, False, *EASY)) and (then := self.prove(rest, field)):
                    told = [0, quotient_text(m, field), proof]
                    return {**tree, "facts": [j], "then": {"rule": "use", "facts": [told], "then": then}}
        return None

    def _polynomial(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        for side in reversed(field.cell) if self.on_set and depth > 2 else ():
            i = field.index(side.name)
            if not field.depends(p, i) or not self.moves(field, side):
                continue
            slope = field.derivative(Quotient(p), i)
            signs, points = Points(field).signs(slope), Points(field)
            for up in (True, False):
                if signs <= {1 if up else -1} and (side.low if up else side.high) is not None:
                    return self._moved(Quotient(p), slope, field, side, up, strict, depth, cuts)
            if side.low is not None and side.high is not None and points.signs(field.derivative(slope, i)) <= {-1}:
                return self.between(Quotient(p), field, side, strict, DEPTH, CUTS)
        return super()._polynomial(p, field, strict, depth, cuts)
