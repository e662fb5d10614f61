"""The search for proofs for all sizes.

What the sides say about sums becomes a lemma about one outcome: the coefficients of the sums are read off, the masses of the laws
are chosen so that the difference touches zero where all laws agree.

Main definitions: ``Templates``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cases import State, decided, first_condition
from theory_lab.proofs.kernel.cells import Field, Generator, Side, argument_of, multiple
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, constant, generator
from theory_lab.proofs.search import floats
from theory_lab.proofs.search.algebra import factored, reduced, text_of, written
from theory_lab.proofs.search.calculus import BALL, CUTS, DEPTH, ZERO, OutOfTime, Tree
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.search.points import Points
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.terms import Term

MOST_LEMMAS = 6
__all__ = ["OutOfTime", "Templates"]


class _NewLemma(Exception):
    """A lemma was found; the step starts again with it among its facts."""


class Templates(Casework):
    """Proofs of patterns, up to a deadline."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.pattern: Pattern | None = None
        self.lemmas: list[Tree] = []
        self.facts: list[tuple[Term, bool]] = []
        self.tried: set[str] = set()
        self.free = self.ranged = False  # whether sums are searched over like other variables, and have known ranges

    def pattern_proof(self, pattern: Pattern) -> Tree | None:
        """A proof of a pattern for all sizes."""
        self.pattern, self.lemmas, self.facts, self.tried = pattern, [], [], set()
        self.free = self.ranged = False
        steps = list(zip(pattern.sides, pattern.sides[1:], strict=False))
        proofs: list[Tree] = []
        while len(proofs) < len(steps):
            try:
                tree = self._step(sums.outer(pattern, steps[len(proofs)], self.facts))
            except _NewLemma:
                proofs = []
                if len(self.lemmas) > MOST_LEMMAS:
                    return None
                continue
            if tree is None and not self._with_ranges():
                return None
            proofs = [*proofs, tree] if tree else []
        found = self._infinite(pattern, steps)
        return found and {"lemmas": self.lemmas, "steps": proofs, "infinite": found[0]}

    def _step(self, state: State) -> Tree | None:
        """A step about sums as variables: from a lemma that says it, or by all lemmas as facts."""
        self.free = False
        tree = self._rooted(state)
        if tree is None and self.ranged:
            self.free = True
            tree = self._rooted(state)
        self.free = False
        return tree

    def _rooted(self, state: State) -> Tree | None:
        """Parameters under square roots as squares, then the search."""
        parameters = {name for name, _, _ in self.pattern.parameters} if self.pattern else set()
        rooted = (_rooted(state.sides[0]) | _rooted(state.sides[1])) & parameters
        for name in sorted(rooted & state.ranges.keys()):
            told, case = self._squared(state, name)
            then = self._rooted(case)
            return then and {**told, "then": then}
        return self.solve(state)

    def _with_ranges(self) -> bool:
        """Add lemmas about the ranges of sums; False where that was done."""
        assert self.pattern is not None
        if self.ranged:
            return False
        self.ranged = True
        names, law = [name for name, _ in self.pattern.sums], self.pattern.laws[0]
        told = [({name: "1"}, {}) for name in names]
        told += [({name: "-1"}, {law: "1"}) for name in names]
        told += [({one: "1", other: "-1"}, {}) for one, other in itertools.permutations(names, 2)]
        for coefficients, masses in told:
            form = {"sums": coefficients, "masses": masses}
            at_one, summed = sums.form(self.pattern, form)
            if (proof := self.inside(sums.inner(self.pattern, at_one))) is not None:
                self.lemmas.append({"rule": "linear", "form": form, "proof": proof})
                self.facts.append((summed, False))
        return True

    def _infinite(self, pattern: Pattern, steps: list[tuple[Term, Term]]) -> tuple[Tree] | None:
        infinite = sums.infinities(pattern)
        found: Tree = {}
        facts, self.facts = self.facts, []
        for size in range(1, len(infinite) + 1):
            for names in itertools.combinations(sorted(infinite), size):
                told = {name: infinite[name] for name in names}
                proofs = [self.solve(sums.outer(pattern, sides, [], told)) for sides in steps]
                case = {"steps": proofs} if None not in proofs else self._implied(pattern, names)
                if case is None:
                    return None
                found[",".join(names)] = case
        self.facts = facts
        return (found,)

    def _implied(self, pattern: Pattern, names: tuple[str, ...]) -> Tree | None:
        """A sum that is infinite only with others that are not named."""
        phis = dict(pattern.sums) | {name: t for name, op, t in pattern.bounds if op == "max" and sums.infinity(t) is terms.INF}
        for name in (name for name in names if name in phis):
            state = replace(sums.inner(pattern, phis[name], sums.finite_terms(pattern, names)), relation="finite")
            if (proof := self._patterned(state, list(pattern.laws))) is not None:
                return {"impossible": name, "proof": proof}
        return None

    # Outside: sums are variables

    def _useful(self, state: State) -> list[int]:
        return list(range(len(state.facts))) if self._outside(state) else super()._useful(state)

    def _outside(self, state: State) -> bool:
        return bool(self.pattern and not self.free and any(name in state.ranges for name, _ in self.pattern.sums))

    def _on_cell(self, state: State, tree: Tree, field: Field) -> Tree | None:
        if not self._outside(state) or any(sums.infinity(side) is not None for side in state.sides):
            return super()._on_cell(state, tree, field)
        for side in state.sides:
            field, given = self._with_functions(field, side)
            tree["generators"] += given
        known = []
        for j, (fact, _) in enumerate(state.facts):
            try:
                known.append((j, field.of_term(fact)))
            except Rejected:
                continue
        tree["facts"] = [j for j, _ in known]
        field = replace(field, facts=tuple(fact for _, fact in known))
        e = field.of_term(state.sides[1]) - field.of_term(state.sides[0])
        if state.relation == "==":
            tree["then"] = ZERO
            return tree if not field.normal(e.n) else None
        tree["then"] = self.prove(e, field, strict=state.relation == "<")
        return tree if tree["then"] else None

    def prove(self, e: Quotient, field: Field, strict: bool = False, depth: int = DEPTH, cuts: int = CUTS) -> Tree | None:
        """Also where sums are among the variables: all factors but one have known signs, and a fact gives that one."""
        if not self._sums_in(e.n, field) and not self._sums_in(e.d, field):
            return super().prove(e, field, strict, depth, cuts)
        e = Quotient(field.normal(e.n), field.normal(e.d))
        if strict or not e.n:
            return None if strict else ZERO
        content, found = factored(e, len(field.generators))
        odd = [f for f, k, m in found if (k + m) % 2 and self._sums_in(f, field)]
        listed, total, points = [], 1 if content > 0 else -1, Points(field)
        for f, k, m in found:
            sign, proof = 1, None
            if (k + m) % 2 and f not in odd:
                sign = min(points.signs(f), default=1)
                proof = self.prove(Quotient.of(poly.scale(f, fmpq(sign))), field, False, depth - 1, cuts)
                if proof is None:
                    return None
                total *= sign
            listed.append([text_of(f, field), k, m, sign, proof])
        for f in odd[1:]:
            self._place(f, 1, listed, field)
        if odd and not self._place(odd[0], total, listed, field):
            return None
        if None in [one[4] for one in listed if (one[1] + one[2]) % 2]:
            return None
        return {"rule": "product", "factors": listed, "then": BALL}

    def _sums_in(self, p: Poly, field: Field) -> bool:
        names = {name for name, _ in self.pattern.sums} if self.pattern and not self.free else set()
        return any(field.depends(p, field.index(side.name)) for side in field.cell if side.name in names)

    def _place(self, f: Poly, sign: int, listed: list[Any], field: Field) -> bool:
        """Put the proof from a fact at a factor, with its sign."""
        proof = self._from_fact(poly.scale(f, fmpq(sign)), field)
        for one in listed:
            if proof and one[0] == text_of(f, field):
                one[3:] = [sign, proof]
        return proof is not None

    def _from_fact(self, p: Poly, field: Field) -> Tree | None:
        for j, fact in enumerate(field.facts):
            ratio = multiple(p, constant(1), fact)
            if ratio is not None and ratio > 0:
                return {"rule": "use", "facts": [[j, str(ratio), BALL]], "then": ZERO}
            if (tree := self._multiple_of(j, fact, p, field)) is not None:
                return tree
        self._find(p, field)
        self._find_square(p, field)
        return None

    def _multiple_of(self, j: int, fact: Quotient, p: Poly, field: Field) -> Tree | None:
        """``p`` from a fact that is a multiple of it by a function of parameters."""
        if not poly.is_constant(fact.d) or not fact.n:
            return None
        for whole, part in ((p, fact.n), (fact.n, p)):
            factor = poly.divided(poly.scale(whole, 1 / fact.d[0]), part)
            if factor is None or self._sums_in(factor, field):
                continue
            proof = self.prove(Quotient.of(factor), field, whole is not p)
            if proof and whole is p:
                return {"rule": "use", "facts": [[j, text_of(poly.scale(factor, fact.d[0] ** 2), field), proof]], "then": ZERO}
            if proof:
                then = {"rule": "use", "facts": [[j, "1", BALL]], "then": ZERO}
                return {"rule": "rescale", "by": text_of(factor, field), "positive": proof, "then": then}
        return None

    def _find(self, p: Poly, field: Field) -> None:
        """Look for a lemma that says ``p >= 0``; raises ``_NewLemma`` when there is one."""
        assert self.pattern is not None
        told = self._affine(p, field)
        if told is None or str(told) in self.tried:
            return
        self.tried.add(str(told))
        for masses in self._masses(*told):
            form = {"sums": told[0], "masses": masses}
            at_one, summed = sums.form(self.pattern, form)
            if (proof := self.inside(sums.inner(self.pattern, at_one))) is not None:
                self.lemmas.append({"rule": "linear", "form": form, "proof": proof})
                self.facts.append((summed, False))
                raise _NewLemma

    def _find_square(self, p: Poly, field: Field) -> None:
        """Look for a lemma that says ``u v >= x**2``, with ``p = u v - x**2``."""
        assert self.pattern is not None
        for u, v, x in self._squares(p, field):
            forms = [self._affine(part, field) for part in (u, v, x)]
            if None in forms or str(forms) in self.tried:
                continue
            self.tried.add(str(forms))
            choices = [list(self._shares(*form)) for form in forms if form]
            for masses in itertools.product(*choices):
                told = [{"sums": form[0], "masses": m} for form, m in zip(forms, masses, strict=True) if form]
                if (lemma := self._square_lemma(told)) is not None:
                    self.lemmas.append(lemma)
                    terms_of = [sums.form(self.pattern, one)[1] for one in told]
                    fact = terms.subtract(terms.multiply(terms_of[0], terms_of[1]), terms.power(terms_of[2], 2))
                    self.facts.append((fact, False))
                    raise _NewLemma

    def _square_lemma(self, told: list[Tree]) -> Tree | None:
        assert self.pattern is not None
        u, v, x = (sums.form(self.pattern, one)[0] for one in told)
        product = sums.inner(self.pattern, terms.subtract(terms.multiply(u, v), terms.power(x, 2)))
        if floats.refuted(product):
            return None
        proofs = []
        for state in (sums.inner(self.pattern, u), sums.inner(self.pattern, v), product):
            proof = self.inside(state)
            if proof is None:
                return None
            proofs.append(proof)
        return {"rule": "square", "u": told[0], "v": told[1], "x": told[2], "proofs": proofs}

    def _squares(self, p: Poly, field: Field) -> Iterator[tuple[Poly, Poly, Poly]]:
        """Ways to write ``p = u v - x**2`` with affine forms: ``x`` a single sum, or a square that is completed."""
        assert self.pattern is not None
        names = {name for name, _ in self.pattern.sums}
        for i in (field.index(side.name) for side in field.cell if side.name in names):
            if poly.degree(p, i) != 2:
                continue
            c, b, a = poly.collected(p, i)
            if self._sums_in(a, field) or self._sums_in(b, field):
                continue
            scale = poly.scale(a, fmpq(-4))  # 4 |a| p = (4 |a| c + b**2) - (2 a s + b)**2
            x = poly.add(poly.scale(poly.multiply(a, generator(i)), fmpq(2)), b)
            rest = poly.add(poly.multiply(scale, c), poly.multiply(b, b))
            yield from ((u, v, x) for u, v in self._products(rest, field))

    def _products(self, p: Poly, field: Field) -> Iterator[tuple[Poly, Poly]]:
        """Ways to write a polynomial as a product of two affine forms in sums."""
        content, found = factored(Quotient.of(p), len(field.generators))
        flat = [f for f, k, _ in found for _ in range(k)]
        with_sums = [f for f in flat if self._sums_in(f, field)]
        rest = constant(content)
        for f in flat:
            if not self._sums_in(f, field):
                rest = poly.multiply(rest, f)
        if len(with_sums) == 1:
            yield poly.multiply(rest, with_sums[0]), constant(1)
            yield with_sums[0], rest
        if len(with_sums) == 2:
            for sign in (1, -1):
                yield poly.scale(poly.multiply(rest, with_sums[0]), fmpq(sign)), poly.scale(with_sums[1], fmpq(sign))

    def _shares(self, coefficients: dict[str, str], rest: str) -> Iterator[dict[str, str]]:
        """Masses that are shares of the laws."""
        assert self.pattern is not None
        laws = self.pattern.laws
        if rest == "0":
            yield {}
            return
        for law in laws:
            yield {law: rest}
        for one, other in itertools.permutations(laws, 2):
            for share, left in (("1/2", "1/2"), ("1/3", "2/3")):
                yield {one: f"({share})*({rest})", other: f"({left})*({rest})"}
        for one, other in itertools.permutations(laws, 2):
            yield {one: f"2*({rest})", other: f"-({rest})"}

    def _affine(self, p: Poly, field: Field) -> tuple[dict[str, str], str] | None:
        """The coefficients of the sums in an affine form, and the rest, as texts in parameters."""
        assert self.pattern is not None
        found: dict[str, str] = {}
        rest = p
        try:
            for name, _ in self.pattern.sums:
                if all(side.name != name for side in field.cell):
                    continue
                i = field.index(name)
                if poly.degree(rest, i) > 1:
                    return None
                if poly.degree(rest, i) == 1:
                    rest, lead = poly.collected(rest, i)
                    found[name] = _parameter_text(lead, field)
            return found, _parameter_text(rest, field)
        except (Rejected, KeyError):
            return None

    def _masses(self, coefficients: dict[str, str], rest: str) -> Iterator[dict[str, str]]:
        """Masses of the laws with the sum ``rest``."""
        assert self.pattern is not None
        laws = self.pattern.laws
        if rest == "0":
            yield {}
        for above in (True, False):
            if (slopes := self._slopes(coefficients, above)) is not None:
                yield {law: f"-({slope})" for law, slope in slopes.items()}
                others = " - ".join(f"-({slope})" for slope in list(slopes.values())[:-1]) or "0"
                yield {law: f"-({slope})" for law, slope in list(slopes.items())[:-1]} | {laws[-1]: f"({rest}) - ({others})"}
        if rest != "0":
            for law in laws:
                yield {law: rest}
            for one, other in itertools.permutations(laws, 2):
                for share, left in (("1/2", "1/2"), ("1/3", "2/3")):
                    yield {one: f"({share})*({rest})", other: f"({left})*({rest})"}

    def _slopes(self, coefficients: dict[str, str], above: bool) -> dict[str, str] | None:
        """The partial derivatives of a form where all laws agree, from one side."""
        assert self.pattern is not None
        at_one, _ = sums.form(self.pattern, {"sums": coefficients, "masses": {}})
        state = sums.inner(self.pattern, at_one)
        slopes = {}
        for law in self.pattern.laws:
            at = {name: np.array(_middle(low, high)) for name, (low, high) in state.ranges.items()}
            at |= {name: np.array(0.5) for name in self.pattern.laws} | {law: np.array(0.5005 if above else 0.4995)}
            term = state.sides[1]
            while (condition := first_condition((term,))) is not None:
                term = decided(term, condition, bool(floats.values(condition, at)))
            slope = self._slope(state, term, law)
            if slope is None:
                return None
            slopes[law] = slope
        return slopes

    def _slope(self, state: State, term: Term, law: str) -> str | None:
        names = list(state.ranges)
        sides = [Side(name, None, None) if low is None else _side(name, low, high) for name, (low, high) in state.ranges.items()]
        field = Field(tuple(sides), tuple(map(Generator, names)), {n: Quotient.of(generator(k)) for k, n in enumerate(names)})
        try:
            field, _ = self._with_functions(field, term)
            slope = reduced(field.derivative(field.of_term(term), field.index(law)), len(field.generators))
            rest = Field(field.cell, tuple(map(Generator, names)), field.images)
            images = {name: Quotient.of(constant(1)) for name in (self.pattern.laws if self.pattern else ())}
            rest, _ = self.carried(slope, field, rest, images)
            value = reduced(field.moved(slope, rest, images), len(rest.generators))
            if not poly.is_constant(value.d):
                return None
            return _parameter_text(poly.scale(value.n, 1 / value.d[0]), rest)
        except (Rejected, KeyError):
            return None

    # Inside: one outcome

    def inside(self, state: State) -> Tree | None:
        """A proof at one outcome: zero patterns first, then ratios of the laws."""
        if floats.refuted(state):
            return None
        return self._patterned(state, list(self.pattern.laws if self.pattern else ()))

    def _patterned(self, state: State, laws: list[str]) -> Tree | None:
        left, right = state.sides
        if (left is right) or any(term in (terms.INF, terms.MINUS_INF) for term in state.finite):
            return {"rule": "clear"}
        loose = [law for law in laws if law in state.ranges and law not in state.positive]
        if loose:
            name = loose[0]
            tree: Tree = {"rule": "zero", "var": name}
            tree["positive"] = self._patterned(state.changed(lambda term: term, positive=state.positive | {name}), laws)
            if tree["positive"] is None:
                return None
            ranges = {one: ends for one, ends in state.ranges.items() if one != name}
            case = state.changed(lambda term: terms.substituted(term, {name: terms.ZERO}), ranges=ranges)
            tree["zero"] = self._patterned(case, laws)
            return tree if tree["zero"] else None
        return self._renamed(state, [law for law in laws if law in state.ranges])

    def _renamed(self, state: State, laws: list[str]) -> Tree | None:
        """Variables under roots as squares, laws as multiples of the last one."""
        rooted = sorted(_rooted(state.sides[1]) & state.nonnegative & state.ranges.keys())
        if set(rooted) & set(laws):
            rooted = sorted({*rooted, *laws})
        rooted = [name for name in rooted if not name.endswith("_root")]
        for name in rooted:
            told, case = self._squared(state, name)
            then = self._renamed(case, [f"{name}_root" if law == name else law for law in laws])
            return then and {**told, "then": then}
        if len(laws) > 1:
            name, by = laws[0], laws[-1]
            new = f"{name}_by_{by}"
            ranges = {one: ends for one, ends in state.ranges.items() if one != name} | {new: (Fraction(0), None)}
            positive = state.positive - {name} | ({new} if name in state.positive else set())
            image = terms.multiply(terms.variable(new), terms.variable(by))
            case = state.changed(lambda t: terms.substituted(t, {name: image}), ranges=ranges, positive=positive)
            then = self._renamed(case, laws[1:])
            return then and {"rule": "ratio", "var": name, "by": by, "name": new, "then": then}
        return self.solve(state)

    def _squared(self, state: State, name: str) -> tuple[Tree, State]:
        """A variable as the square of a new one."""
        low, high = state.ranges[name]
        assert low is not None
        new, least, most = f"{name}_root", _root(low, False), None if high is None else _root(high, True)
        told = {"rule": "square", "var": name, "name": new, "low": str(least), "high": None if most is None else str(most)}
        ranges = {one: ends for one, ends in state.ranges.items() if one != name} | {new: (least, most)}
        positive = state.positive - {name} | ({new} if name in state.positive else set())
        image = terms.power(terms.variable(new), 2)
        case = state.changed(lambda term: terms.substituted(term, {name: image}), ranges=ranges, positive=positive)
        return told, case


def _middle(low: Any, high: Any) -> float:
    if low is None:
        return 1.37
    return float(low) + (1.37 if high is None else 0.37 * float(high - low))


def _side(name: str, low: Fraction, high: Fraction | None) -> Side:
    ends = [None if end is None else Quotient.of(constant(fmpq(end.numerator, end.denominator))) for end in (low, high)]
    return Side(name, *ends, low_closed=low > 0)


def _root(value: Fraction, up: bool) -> Fraction:
    """A rational at most, or at least, the square root; the root itself where that is rational."""
    term = terms.sqrt(terms.number(value))
    if term.op == "const":
        return term.args[0]
    near = Fraction(round(float(value) ** 0.5 * 10**6), 10**6)
    return near + Fraction(1 if up else -1, 10**6)


def _rooted(term: Term) -> frozenset[str]:
    """The variables under square roots."""
    found: frozenset[str] = frozenset()
    seen: set[Term] = set()
    waiting = [term]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += one.parts
            found |= terms.variables(one) if one.op == "sqrt" else frozenset()
    return found


def _parameter_text(p: Poly, field: Field) -> str:
    """A polynomial in parameters as the kernel reads it in a lemma; ``KeyError`` where it has other functions."""
    names = []
    for i, one in enumerate(field.generators):
        if one.argument is not None and i in poly.generators(p):
            inner = argument_of(one)
            text = _parameter_text(inner.n, field)
            if one.kind == "exp" or not poly.is_constant(inner.d) or not (text.isidentifier() or text.isdigit()):
                raise KeyError(one.name)
            names.append(f"{one.kind}({text})")
        else:
            names.append(f"sqrt({one.name.removesuffix('_root')})" if one.name.endswith("_root") else one.name)
    return written(p, names)
