"""The search for lemmas on covariances of what is bounded.

With ``m <= f <= M`` the variance is at most ``U = (M - E f)(E f - m)``, and that is at most ``(M - m)^2/4``.  At each outcome
``(f - E f)^2 <= (M - f)(f - m) + (f - E f)^2``, which sums to ``U``: so the square of a covariance is at most a product of two of
these, or of one and a variance.  So says Gruess.

Main definitions: ``Spreads``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.algebra import text_of
from theory_lab.proofs.search.calculus import BALL, ZERO, Tree
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.means.events import squares_of
from theory_lab.proofs.search.patterns.means.middles import Middles


@dataclass(frozen=True)
class Spread:
    """What the variance of a table is at most, as texts: itself, or what the ends of the table say.

    ``form`` is the affine form of it, whose term is ``more`` beyond ``(f - E f)^2`` at an outcome of mass 1; ``least`` and
    ``most`` are the ends, '' where it is the variance.
    """

    table: str
    mean: str
    form: Tree
    bound: str
    more: str = "0"
    least: str = ""
    most: str = ""

    @property
    def length(self) -> str:
        """The length of the range."""
        return f"({self.most} - {self.least})"

    @property
    def half(self) -> str:
        """The half of the length: its square is the bound and the square of the ``gap``."""
        return f"{self.length}/2"

    @property
    def gap(self) -> str:
        """The mean less the middle of the range."""
        return f"{self.mean} - ({self.least} + {self.most})/2"

    @property
    def square(self) -> str:
        """The square of the half of the length."""
        return f"({self.half})**2"

    @property
    def tops(self) -> tuple[str, ...]:
        """The bound, and what that is at most."""
        return (self.bound, self.square) if self.least else (self.bound,)

    def within(self, law: str) -> Iterator[Tree]:
        """Forms that say that the mean is in the range."""
        if self.least:
            yield {"sums": {self.mean: "1"}, "masses": {law: f"-{self.least}"}}
            yield {"sums": {self.mean: "-1"}, "masses": {law: self.most}}


@dataclass(frozen=True)
class Covariance:
    """The sum of the products of two tables under a law, less the product ``x`` of their means, and both variances."""

    law: str
    product: str
    spreads: tuple[Spread, Spread]

    @property
    def x(self) -> str:
        """The covariance."""
        one, other = self.spreads
        return f"({self.product} - {one.mean}*{other.mean})"


class Spreads(Middles):
    """Lemmas on covariances of what is bounded."""

    def _from_fact(self, p: Poly, field: Field, known: bool) -> Tree | None:
        if not known and self.pattern is not None:  # first: whether a goal is one of these is seen at once
            for told in self._covariances():
                if (tree := self._by_covariance(p, field, told)) is not None:
                    return tree
        return super()._from_fact(p, field, known)

    def _covariances(self) -> Iterator[Covariance]:
        """The sums of products of two tables under a law, with what the variances of both are at most."""
        assert self.pattern is not None
        names = {phi: name for name, phi in self.pattern.sums}
        for law, (f, g) in itertools.product(self.pattern.laws, itertools.permutations([t for t, *_ in self.pattern.tables], 2)):
            p, a, b = map(terms.variable, (law, f, g))
            product = names.get(terms.multiply(p, terms.multiply(a, b)), names.get(terms.multiply(terms.multiply(p, a), b)))
            if product is not None:
                pairs = itertools.product(self._spreads(law, f), self._spreads(law, g))
                yield from (Covariance(law, product, pair) for pair in pairs if pair[0].least or pair[1].least)

    def _spreads(self, law: str, table: str) -> Iterator[Spread]:
        """What the variance of a table is at most."""
        assert self.pattern is not None
        names, of = {phi: name for name, phi in self.pattern.sums}, terms.multiply(terms.variable(law), terms.variable(table))
        if (mean := names.get(of)) is None:
            return
        for square in {names[phi] for phi in squares_of(law, table) if phi in names}:
            form = {"sums": {square: "1", mean: f"-2*{mean}"}, "masses": {law: f"{mean}**2"}}
            yield Spread(table, mean, form, f"({square} - {mean}**2)")
        for low, high in self.ends_of(of):
            form = {"sums": {mean: f"{high} + {low} - 2*{mean}"}, "masses": {law: f"{mean}**2 - {high}*{low}"}}
            bound, more = f"({high} - {mean})*({mean} - {low})", f"({high} - {table})*({table} - {low})"
            yield Spread(table, mean, form, bound, more, low, high)

    def _by_covariance(self, p: Poly, field: Field, told: Covariance) -> Tree | None:
        """A goal on a covariance or its square, from the product of what two variances are at most."""
        one, other = told.spreads
        for tops in itertools.product(one.tops, other.tops):
            try:
                gap = field.polynomial_of(f"{tops[0]}*{tops[1]} - {told.x}**2")
            except (Rejected, KeyError):  # of a sum that the goal does not have
                continue
            if (c := _share(p, gap)) is not None:
                return self._below(c, tops, field, told)
            for sign in ("", "-") if tops == (one.square, other.square) else ():
                most, y = field.polynomial_of(f"{one.half}*({other.half})"), field.polynomial_of(f"{sign}{told.x}")
                if (c := _share(p, most - y)) is None or (then := self._below(c * c, tops, field, told)) is None:
                    continue
                lengths = [self._within(one, field), self._within(other, field)]
                factors = [[spread.length, 1, 1, proof] for spread, proof in zip(told.spreads, lengths, strict=True)]
                positive = {"rule": "product", "factors": factors, "then": BALL}
                compared = {"x": text_of(most * c, field), "y": text_of(y * c, field), "by": "square", "positive": [positive]}
                return None if None in lengths else {"rule": "compare", **compared, "generators": [], "then": then}
        return None

    def _below(self, c: fmpq, tops: tuple[str, str], field: Field, told: Covariance) -> Tree | None:
        """``c (T T' - X^2)`` from ``U U' - X^2``: the rest is ``(T - U) T' + U (T' - U')``, squares with positive factors."""
        one, other = told.spreads
        if (j := _fact(field.polynomial_of(f"{one.bound}*{other.bound} - {told.x}**2"), field)) is None:
            if not self.closed and self._is_covariance(told):
                raise NewLemma
            return None
        facts = [[j, str(c), BALL]]
        for spread, top, factor in ((one, tops[0], tops[1]), (other, tops[1], one.bound)):
            if top != spread.bound:
                m = field.polynomial_of(factor) * c
                facts.append([spread.gap, text_of(m, field), self.prove(Quotient(m), field)])
        return {"rule": "use", "facts": facts, "then": ZERO} if all(proof for *_, proof in facts) else None

    def _within(self, spread: Spread, field: Field) -> Tree | None:
        """That a range has a length, as the mean is in it."""
        gaps = (f"{spread.most} - {spread.mean}", f"{spread.mean} - {spread.least}")
        found = [_fact(field.polynomial_of(gap), field) for gap in gaps]
        return None if None in found else {"rule": "use", "facts": [[j, "1", BALL] for j in found], "then": ZERO}

    def _is_covariance(self, told: Covariance) -> bool:
        """Add the lemma on the square of a covariance, if it has a proof; and that means are within their ranges."""
        assert self.pattern is not None
        (u, a), (v, b) = ((spread.form, spread.mean) for spread in told.spreads)
        x = {"sums": {told.product: "1", a: f"-{b}", b: f"-{a}"}, "masses": {told.law: f"{a}*{b}"}}
        if f"covariance {x} {u} {v}" in self.tried:
            return False
        self.tried.add(f"covariance {x} {u} {v}")
        for spread in told.spreads:
            for form in spread.within(told.law):
                self.add_lemma(form)
        lemma: Tree = {"rule": "square", "u": u, "v": v, "x": x}
        (u_at, u_sum), (v_at, v_sum), (x_at, x_sum) = map(self.form, (u, v, x))
        known = self.known(lemma)
        product = sums.at_one(self.pattern, lemma, terms.subtract(terms.multiply(u_at, v_at), terms.power(x_at, 2)), known)
        proofs = [self.inside(sums.at_one(self.pattern, lemma, one, known)) for one in (u_at, v_at)]
        proofs.append(None if None in proofs else self._at_one_outcome(product, told))
        if None in proofs:
            return False
        self.lemmas.append({**lemma, "proofs": proofs})
        self.facts.append((terms.subtract(terms.multiply(u_sum, v_sum), terms.power(x_sum, 2)), False))
        return True

    def _at_one_outcome(self, state: State, told: Covariance) -> Tree | None:
        """``(a + s^2)(b + t^2) >= s^2 t^2`` at an outcome, with ``a`` and ``b`` what the ends of the tables say."""
        if told.law not in state.positive:
            then = self._at_one_outcome(state.changed(positive=state.positive | {told.law}), told)
            return then and {"rule": "zero", "var": told.law, "positive": then, "zero": {"rule": "clear"}}
        self.at_outcome = True
        try:
            tree = next(self._shapes(state))
            field = self._bounded(state, tree)
            more = [field.polynomial_of(spread.more) for spread in told.spreads]
            squares = [f"{spread.table} - {spread.mean}" for spread in reversed(told.spreads)]
            pairs = [(square, m) for square, m in zip(squares, more, strict=True) if m]
            facts = [[square, text_of(m, field), self.prove(Quotient(m), field)] for square, m in pairs]
            both = self.prove(Quotient(more[0] * more[1]), field)
        except Rejected:
            return None
        finally:
            self.at_outcome = False
        if both is None or not all(proof for *_, proof in facts):
            return None
        then = {"rule": "use", "facts": facts, "then": both}
        return {**tree, "then": {"rule": "product", "factors": [[told.law, 2, 1, None]], "then": then}}


def _share(p: Poly, q: Poly) -> fmpq | None:
    """The positive number that a polynomial is of another one, if it is."""
    ratio = Quotient(p) / Quotient(q) if q else Quotient(0)
    return ratio.value if ratio.is_constant and ratio.value > 0 else None


def _fact(p: Poly, field: Field) -> int | None:
    """The fact that says that a polynomial is nonnegative."""
    return next((j for j, fact in enumerate(field.facts) if fact == Quotient(p)), None)
