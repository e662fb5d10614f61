"""The search for proofs by two outcomes: those of a set and those off it become one outcome each.

A total variation stays the same where the set is ``p >= q``, the mass of an event where it is the event, and a divergence only
falls: so a claim about these follows from what the masses of a set and of its complement satisfy.

Main definitions: ``Merges``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from dataclasses import replace

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.leaves import bounded, leaf
from theory_lab.proofs.kernel.polynomials import Quotient, Rejected
from theory_lab.proofs.kernel.states import State, decided, polynomial_term
from theory_lab.proofs.search.algebra import quotient_text, text_of
from theory_lab.proofs.search.calculus import BALL, Tree
from theory_lab.proofs.search.calculus import ZERO as NOTHING
from theory_lab.proofs.search.casework import edged
from theory_lab.proofs.search.deadlines import OutOfTime
from theory_lab.proofs.search.patterns.inductions import text_in
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.outcomes import parameter_text
from theory_lab.proofs.search.patterns.sets.conditions import conditions
from theory_lab.proofs.search.patterns.sets.subadditive import Subadditive
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.terms import ZERO, Term

SHARE = 0.5  # of the time for the usual proof: what it has not found by then it seldom finds
MOST_SETS = 3  # that are tried
MOST_TRIES = 6  # lemmas of the usual kind in a step


class Merges(Subadditive):
    """Proofs of patterns, also by two outcomes."""

    merged = False  # whether a step is about two outcomes
    linear: dict[str, dict[str, str]]  # sums that are affine in masses of the set, and what they are

    def pattern_proof(self, pattern: Pattern) -> Tree | None:
        """A proof of a pattern for all sizes: the usual one, which is shorter, before one by two outcomes."""
        self.goals.clear()
        deadline, now = self.deadline, time.process_time()
        self.deadline = now + SHARE * (deadline - now)
        try:
            if (tree := super().pattern_proof(pattern)) is not None:
                return tree
        except OutOfTime:
            pass
        finally:
            self.deadline = deadline
        try:
            for condition in [] if pattern.ranks else list(conditions(pattern))[:MOST_SETS]:
                if (tree := self._two_outcomes(pattern, condition)) is not None:
                    return tree
        except Rejected:
            pass
        finally:
            self.merged = self.free = False
        return None

    def _two_outcomes(self, pattern: Pattern, condition: Term) -> Tree | None:
        """A proof by the outcomes at which a condition holds, and the others."""
        u = terms.subtract(*condition.args)
        told = text_in(u, {})
        self.pattern = pattern = sums.with_sets(pattern, [told])
        self.lemmas, self.facts, self.tried, self.cases, self.linear = [], [], set(), 0, {}
        self.ranged = self.closed = True
        wanted = frozenset().union(*map(terms.variables, pattern.sides))
        for name, phi in pattern.sums:
            if name in wanted and not self._affine_on(name, phi, condition) and not self.merge(name, phi):
                return None
        for one in (f"A{k}_{law}" for k in (0, 1) for law in pattern.laws):
            self.add_lemma({"sums": {one: "1"}, "masses": {}})
        for name in [name for name, op, _ in pattern.bounds if op == "max"]:
            for one, other in itertools.permutations(pattern.laws, 2):
                self.add_lemma({"sums": {}, "masses": {one: name, other: "-1"}})
                for k in (0, 1):
                    self.add_lemma({"sums": {f"A{k}_{one}": name, f"A{k}_{other}": "-1"}, "masses": {}})
        for name in self.linear:
            self.add_lemma({"sums": {name: "1"}, "masses": {}})
            if not self.add_lemma({"sums": {name: "-1"}, "masses": {pattern.laws[0]: "1"}}):
                self.add_lemma({"sums": {name: "-1"}, "masses": dict.fromkeys(pattern.laws, "1")})
        if (sides := self._on_sides((u, u))) is not None:
            for k, form in enumerate(sides):
                self.add_lemma({"sums": {name: c if k == 0 else f"-({c})" for name, c in form.items()}, "masses": {}})
        for name, form in self.linear.items():
            for sign in ("", "-"):
                if not self.add_lemma(
                    {"sums": {name: f"{sign}1", **{one: f"{'' if sign else '-'}({c})" for one, c in form.items()}}, "masses": {}}
                ):
                    return None
        self.merged = self.free = True
        steps, counts, proofs = list(zip(pattern.sides, pattern.sides[1:], strict=False)), [], []
        for self.goals.step, sides in enumerate(steps):
            tree = self._step(sums.outer(pattern, sides, self.facts))
            proofs.append(tree or self._usual(sides))
            if proofs[-1] is None:
                return None
            self.goals.closed(self.goals.step)
            counts.append(len(self.facts))
        proofs = [self._kept_facts(*one) for one in zip(proofs, counts, steps, strict=True)]
        found = self._infinite(pattern, steps)
        return found and {"sets": [told], "lemmas": self.lemmas, "steps": proofs, "infinite": found[0]}

    def _kept_facts(self, tree: Tree, count: int, sides: tuple[Term, Term]) -> Tree:
        """The proof of a step that was found before later lemmas were."""
        more = range(len(self.facts), len(sums.outer(self.pattern, sides, self.facts).facts))
        return tree if count == len(self.facts) else {"rule": "keep", "facts": [*range(count), *more], "then": tree}

    def _usual(self, sides: tuple[Term, Term]) -> Tree | None:
        """A step by lemmas on sums, without the masses of the set."""
        self.merged = self.free = self.closed = False
        try:
            for _ in range(MOST_TRIES):
                with contextlib.suppress(NewLemma):
                    state = sums.outer(self.pattern, sides, self.facts)
                    kept = [j for j in range(len(state.facts)) if j >= len(self.lemmas) or self.lemmas[j]["rule"] != "merge"]
                    then = self._step(replace(state, facts=tuple(state.facts[j] for j in kept)))
                    return then and {"rule": "keep", "facts": kept, "then": then}
        finally:
            self.merged = self.free = self.closed = True
        return None

    def _affine_on(self, name: str, phi: Term, condition: Term) -> bool:
        """Keep what a sum is in the masses of the set, if its term is affine in the laws on it and off it."""
        form = self._on_sides(tuple(decided(phi, condition, answer) for answer in (True, False)))
        if form is not None:
            self.linear[name] = {one: c for part in form for one, c in part.items()}
        return form is not None

    def _on_sides(self, pair: tuple[Term, ...]) -> list[dict[str, str]] | None:
        """The coefficients of terms at an outcome on the set and at one off it, as those of masses."""
        assert self.pattern is not None
        found: list[dict[str, str]] = []
        for k, term in enumerate(pair):
            state = sums.inner(self.pattern, term)
            term = replace(state, positive=state.positive | set(self.pattern.laws)).changed(lambda one: one).sides[1]
            try:
                field, told = self._polynomials({"term": term})
                p, form = told["term"], {}
                for law in self.pattern.laws:
                    parts = poly.collected(p, field.index(law)) if law in field.images else [p]
                    if len(parts) == 2:
                        p, form[f"A{k}_{law}"] = parts[0], parameter_text(parts[1], field)
                        if any(
                            field.depends(parts[1], field.index(one))
                            for one in field.images
                            if one not in sums.parameters(self.pattern)
                        ):
                            return None
            except (Rejected, KeyError):
                return None
            if p:
                return None
            found.append(form)
        return found

    # A step about two outcomes

    def _step(self, state: State) -> Tree | None:
        return self.solve(state) if self.merged else super()._step(state)

    def solve(self, state: State) -> Tree | None:
        """Masses that may be zero first, then those of each law on the set and off it as one variable."""
        if not self.merged:
            return super().solve(state)
        for j, (fact, strict) in enumerate(state.facts):
            if fact.op == "const" and (fact.args[0] < 0 or (strict and fact.args[0] == 0)):
                return {**next(self._shapes(state)), "rule": "empty", "fact": j, "then": BALL if fact.args[0] < 0 else NOTHING}
            if not strict and (told := self._at_an_end(state, j)) is not None:
                return told
        for law in state.laws:
            if loose := [name for name in law if name not in state.positive]:
                return self._by_zero(state, loose[0])
        for law in state.laws:
            tree, case = self._as_coin(state, law)
            then = self.solve(case)
            return then and {**tree, "then": then}
        names = [name for name in self.linear if name in state.ranges]
        return self._eliminated(state, names) if names else super().solve(state)

    def _at_an_end(self, state: State, j: int) -> Tree | None:
        """A parameter that a fact keeps at the end of its range is that number."""
        assert self.pattern is not None
        fact, _ = state.facts[j]
        names = terms.variables(fact)
        if len(names) > 1 or not names <= {name for name, _, _ in self.pattern.parameters} & state.ranges.keys():
            return None
        told = self.degenerate(replace(state, facts=((fact, False),)))
        equal = replace(state, facts=(*state.facts, (terms.negative(fact), False)))
        found = told and self._equation(equal, list(self._opposites(equal)))
        if not told or not found:
            return None
        then = self.solve(found[1])
        return then and edged(state, j, {**told[1], "fact": j}, {**found[0], "then": then})

    def _eliminated(self, state: State, names: list[str]) -> Tree | None:
        """A mass by each sum that is affine in masses, or the sum by the masses that are left; then the search."""
        for name in names:
            own = [j for j, (fact, _) in enumerate(state.facts) if name in terms.variables(fact)]
            tree = {**next(self._shapes(state)), "rule": "equal"}
            field = leaf(state, tree)
            told = [(j, f) for j in own if (f := self._without_logs(field, state.facts[j][0])) is not None]
            pairs = [(j, k, f) for j, f in told for k, g in told if j < k and g.n == -f.n and g.d == f.d]
            coins = [one for one in state.ranges if one.endswith("_coin")]
            for (j, k, f), var in itertools.product(pairs, (*coins, name)):
                parts = poly.collected(f.n, field.index(var)) if f.d == 1 else []
                if len(parts) != 2 or not parts[1].is_constant():
                    continue
                by, sign = text_of(parts[0] / -parts[1], field), 1 if parts[1].leading_coefficient() > 0 else -1
                ranges = {one: ends for one, ends in state.ranges.items() if one != var}
                image = polynomial_term(by, ranges)
                case = state.changed(lambda t, told={var: image}: terms.substituted(t, told), ranges=ranges)
                kept = [i for i in range(len(case.facts)) if i not in (j, k)]
                then = self._eliminated(
                    replace(case, facts=tuple(case.facts[i] for i in kept)), [one for one in names if one != name]
                )
                tree |= {"facts": [j, k], "var": var, "by": by, "sign": sign, "nonzero": BALL}
                return then and {**tree, "then": {"rule": "keep", "facts": kept, "then": then}}
        return super().solve(state)

    def _without_logs(self, field: Field, fact: Term) -> Quotient | None:
        try:
            return of_term(field, fact)
        except Rejected:
            return None

    def _own(self) -> set[str]:
        """The sums whose terms are subadditive."""
        return {lemma["sum"] for lemma in self.lemmas if lemma["rule"] == "merge"}

    def _useful(self, state: State) -> list[int]:
        return list(range(len(state.facts))) if self.merged else super()._useful(state)

    def _bounded(self, state: State, tree: Tree) -> Field:
        """The cell that the facts cut out, also of masses that only facts speak of."""
        if self.merged:  # a bound of a sum by masses would keep these from moving alone
            spoken = frozenset().union(*(terms.variables(fact) for fact, _ in state.facts)) - self._own()
            state = replace(state, sides=(ZERO, terms.total(tuple(map(terms.variable, sorted(spoken))))))
        return super()._bounded(state, tree)

    def _by_edges(self, state: State) -> Tree | None:
        return None if self.merged else super()._by_edges(state)

    def _on_cell(self, state: State, tree: Tree, field: Field) -> Tree | None:
        own = self._own() & state.ranges.keys() if self.merged else set()
        merges = [j for j, (fact, _) in enumerate(state.facts) if own & terms.variables(fact)]
        if not merges or state.relation != "<=":
            return super()._on_cell(state, tree, field)
        infinite = any(bounded(side) is not side for side in state.sides)
        field = self._with_all(tree, field, [state.facts[j][0] for j in merges] + ([] if infinite else list(state.sides)))
        field = replace(field, facts=tuple(of_term(field, state.facts[j][0]) for j in merges))
        for k, j in enumerate(merges):  # where a term is infinite
            if not any(field.depends(field.facts[k], field.index(name)) for name in own):
                then = self.prove(-field.facts[k], replace(field, facts=()), strict=True)
                return then and {**tree, "rule": "empty", "fact": j, "then": then}
        if infinite:
            return None
        e, used = of_term(field, state.sides[1]) - of_term(field, state.sides[0]), []
        for k, j in enumerate(merges):
            (name,) = own & terms.variables(state.facts[j][0])
            m = field.derivative(e, field.index(name))
            if not m.n:
                continue
            text, proof = quotient_text(m, field), self.prove(m, field)
            if field.depends(m, field.index(name)) or proof is None:
                return None
            used.append([k, text, proof])
            e = e - field.quotient_of(text) * field.facts[k]
        then = self.prove(e, replace(field, facts=()))
        if then is None:
            self.left_open(state, replace(field, facts=()), e)
        return {**tree, "facts": merges, "then": {"rule": "use", "facts": used, "then": then}} if then else None

    def _with_all(self, tree: Tree, field: Field, told: list[Term]) -> Field:
        """The field with the functions of terms."""
        for term in told:
            field, given = self._with_functions(field, term)
            tree["generators"] += given
        return field
