"""The search for bounds on exponential moments of what is bounded.

With ``a <= f <= b`` an exponential of ``f`` lies below its chord between the ends, so that its mean is at most that under a law
on ``a`` and ``b`` with the same mean of ``f``: what is left is about this mean alone, and logarithms are compared.  So says
Hoeffding's lemma, also of what is centred, and of logarithms of moments.

Main definitions: ``ExponentialMoments``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import NamedTuple

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import functions, sums
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, argument_of
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.algebra import factored, quotient_text, text_of
from theory_lab.proofs.search.calculus import BALL, CUTS, DEPTH, EASY, SIGNS, ZERO, Tree
from theory_lab.proofs.search.goals.left import Goal
from theory_lab.proofs.search.goals.nearest import OF_SUMS
from theory_lab.proofs.search.patterns.means.moments.central import CentralMoments
from theory_lab.proofs.search.patterns.outcomes import parameter_text
from theory_lab.proofs.terms import Term


class Chord(NamedTuple):
    """The lemma that a sum of exponentials is at most a function of the mean of a table, as a fact."""

    name: str
    mean: str
    fact: Term


class ExponentialMoments(CentralMoments):
    """Goals about sums of exponentials of a table."""

    chords: tuple[Chord, ...] = ()

    def prepare(self) -> None:
        """No chords are known before."""
        self.chords = ()
        super().prepare()

    def _extremes(self) -> None:
        super()._extremes()
        assert self.pattern is not None
        told = itertools.product(self.pattern.sums, self.pattern.laws, self.pattern.tables)
        for (name, phi), law, (table, low, high) in told:
            if low is None or high is None or phi.op != "mul" or terms.variable(law) not in phi.args:
                continue
            (of,) = [one for one in phi.args if one is not terms.variable(law)] or [terms.ZERO]
            mean = next((one for one, term in self.pattern.sums if term is _mean(law, table)), "")
            if of.op == "exp" and mean and (ends := self._at_ends_of(of.args[0], table, f"({low})", f"({high})")):
                self._add_chord(name, mean, law, table, ends, (f"({low})", f"({high})"))

    def _at_ends_of(self, term: Term, table: str, low: str, high: str) -> tuple[str, str] | None:
        """What an affine function of a table is at its lower end, and by how much it is more at the other one."""
        try:
            field, e = self._quotient(term)
            rest, slope = poly.collected(e.n, field.index(table))
            names = {field.generators[g].name for p in (rest, slope) for g in poly.degrees(p)}
            if e.d != 1 or names & self._outcome():
                return None
            a, b = parameter_text(rest, field), parameter_text(slope, field)
        except (Rejected, KeyError, ValueError):
            return None
        return f"({a}) + ({b})*{low}", f"({b})*({high} - {low})"

    def _add_chord(self, name: str, mean: str, law: str, table: str, ends: tuple[str, str], tops: tuple[str, str]) -> None:
        """Add the lemma on a chord, and that the mean is between the ends."""
        (least, rise), (low, high) = ends, tops
        left, right = f"exp({least})/({high} - {low})", f"exp({least})*exp({rise})/({high} - {low})"
        masses = {law: f"{high}*{left} - {low}*{right}"}
        lemma: Tree = {"rule": "linear", "form": {"sums": {name: "-1", mean: f"{right} - {left}"}, "masses": masses}}
        try:
            at_one, summed = self.form(lemma["form"])
            proof = self._above_exponential(sums.at_one(self.pattern, lemma, at_one, self.known(lemma)), law, table)
        except Rejected:
            return
        if proof is None:
            return
        self.lemmas.append({**lemma, "proof": proof})
        self.facts.append((summed, False))
        self.chords = (*self.chords, Chord(name, mean, summed))
        for sign, end in (("1", f"-{low}"), ("-1", high)):
            self.add_lemma({"sums": {mean: sign}, "masses": {law: end}})

    def _above_exponential(self, state: State, law: str, table: str) -> Tree | None:
        """At an outcome a chord less what it is a chord of is concave in the table, and 0 at both ends."""
        if state.facts:
            then = self._above_exponential(replace(state, facts=()), law, table)
            return then and {"rule": "keep", "facts": [], "then": then}
        if law not in state.positive:
            then = self._above_exponential(state.changed(positive=state.positive | {law}), law, table)
            return then and {"rule": "zero", "var": law, "positive": then, "zero": {"rule": "clear"}}
        tree = next(self._shapes(state))
        self.at_outcome = True
        try:
            field, tree["generators"] = self._with_functions(self._bounded(state, tree), state.sides[1])
            content, found = factored(of_term(field, state.sides[1]))
            listed, total = list[list[object]](), content
            for f, k in found:
                concave = field.depends(f, field.index(table))
                if not concave and not poly.is_constant(f) and (proof := self.prove(Quotient(f), field, k > 0, *EASY)) is None:
                    return None
                if concave:
                    proof = self.between(Quotient(f), field, field.side(table), False, DEPTH, CUTS)
                    if proof is None:
                        f, proof = -f, self.between(Quotient(-f), field, field.side(table), False, DEPTH, CUTS)
                        total = -total
                    if proof is None or k != 1:
                        return None
                listed.append([text_of(f, field), k, 1, proof])
        finally:
            self.at_outcome = False
        tree["then"] = {"rule": "product", "factors": listed, "then": BALL}
        return tree if total > 0 else None

    def _irreducible(self, p: Poly, field: Field, strict: bool, depth: int, cuts: int) -> Tree | None:
        """Also a difference of two products of exponentials whose logarithms are the same: its parts have no other form."""
        own = [field.generators[g] for g in poly.degrees(p)]
        if len(p) == 2 and not strict and all(one.kind == "exp" for one in own):
            (m, c), (other, d) = sorted(p.terms(), key=lambda one: -one[1])
            x, y = (poly.RING.from_dict({one: fmpq(1)}) for one in (m, other))
            if c == -d and not (functions.log(field, Quotient(x)) - functions.log(field, Quotient(y))).n:
                told: Tree = {"positive": [SIGNS, SIGNS], "generators": [], "then": ZERO}
                factors = [[text_of(x - y, field), 1, 1, self._compared("log", field, x, y, told)]]
                return {"rule": "product", "factors": factors, "then": BALL}
        return super()._irreducible(p, field, strict, depth, cuts)

    def _leaf(self, state: State) -> Tree | None:
        if self.ranged and not self.at_outcome and state.relation == "<=":
            for chord in self.chords:
                if (tree := self._below_chord(state, chord)) is not None:
                    return tree
        return super()._leaf(state)

    def _below_chord(self, state: State, chord: Chord) -> Tree | None:
        """A goal that falls with a sum, or with its logarithm, from what the chord gives."""
        j = next((k for k, (fact, _) in enumerate(state.facts) if fact is chord.fact), None)
        spoken = terms.variables(state.sides[0]) | terms.variables(state.sides[1])
        if j is None or chord.name not in spoken or f"chord {state.sides} {chord}" in self.tried:
            return None
        self.tried.add(f"chord {state.sides} {chord}")
        was, self.free = self.free, True
        try:
            tree = next(self._shapes(state))
            names = sorted((spoken | {chord.mean}) & state.ranges.keys())
            field = self._bounded(replace(state, sides=(terms.ZERO, terms.total(tuple(map(terms.variable, names))))), tree)
            for term in (chord.fact, *state.sides):
                field, given = self._with_functions(field, term)
                tree["generators"] += given
            field = replace(field, facts=(fact := of_term(field, chord.fact),))
            e = of_term(field, state.sides[1]) - of_term(field, state.sides[0])
            then = self._from_chord(e, fact, field, chord.name, tree)
        except Rejected:
            return None
        finally:
            self.free = was
        return then and {**tree, "facts": [j], "then": then}

    def _from_chord(self, e: Quotient, fact: Quotient, field: Field, name: str, tree: Tree) -> Tree | None:
        """``A - k S >= 0`` from ``A - k C >= 0``, and ``A - k log S`` from ``A - k log C``, for ``S <= C``."""
        s = Quotient(generator(i := field.index(name)))
        top, bare = fact + s, replace(field, facts=())
        logs = [g for g in poly.degrees(e.n) if field.generators[g].kind == "log" and argument_of(field.generators[g]) == s]
        k = -(Quotient(poly.collected(e.n, logs[0])[1], e.d) if logs else field.derivative(e, i))
        if field.depends(k, i) or (factor := self.prove(k, field, False, *EASY)) is None:
            return None
        if not logs:
            then = None if field.depends(e - k * fact, i) else self._by_logarithms_of(e - k * fact, k * top, bare)
            return then and {"rule": "use", "facts": [[0, quotient_text(k, field), factor]], "then": then}
        more, given = self.with_function(bare, "log", top)
        tree["generators"] += given
        y = s / top
        rest = e - k * (y - Quotient(1) - functions.log(more, y)) - k / top * fact
        positive = [self.prove(Quotient(part), more, True, *EASY) for part in (y.n, y.d)]
        if more.depends(rest, i) or None in positive or (share := self.prove(k / top, more, False, *EASY)) is None:
            return None
        if (then := self.prove(rest, more)) is None:
            self.goals.offer(Goal(rest, more, pattern=self.pattern), OF_SUMS)
            return None
        then = {"rule": "use", "facts": [[0, quotient_text(k / top, more), share]], "then": then}
        told = {"at": quotient_text(y, more), "by": quotient_text(k, more), "positive": positive, "factor": factor}
        return {"rule": "tangent", **told, "then": then}

    def _by_logarithms_of(self, e: Quotient, y: Quotient, field: Field) -> Tree | None:
        """``x - y >= 0`` for positive functions, by their logarithms."""
        below = y * Quotient(e.d)
        x = e.n + below.n
        positive = [self.prove(Quotient(part), field, True, *EASY) for part in (x, below.n)]
        if below.d != 1 or None in positive:
            return None
        more, given = self.with_function(field, "log", Quotient(x))
        more, further = self.with_function(more, "log", below)
        gap = functions.log(more, Quotient(x)) - functions.log(more, below)
        if (then := self.prove(gap, more)) is None:
            self.goals.offer(Goal(gap, more, pattern=self.pattern), OF_SUMS)
            return None
        tree = self._compared("log", field, x, below.n, {"positive": positive, "generators": given + further, "then": then})
        if e.d == 1:
            return tree
        proof = self.prove(Quotient(e.d), field, True, *EASY)
        factors = [[text_of(e.n, field), 1, 1, tree], [text_of(e.d, field), -1, 1, proof]]
        return proof and {"rule": "product", "factors": factors, "then": BALL}


def _mean(law: str, table: str) -> Term:
    return terms.multiply(terms.variable(law), terms.variable(table))
