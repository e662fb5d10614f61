"""The search for lemmas by Jensen's inequality: logarithms and exponentials of sums.

``log F >= L`` for sums ``F`` and ``L`` follows from ``w log(f/w) >= l`` at one outcome, for a law ``w``.

Main definitions: ``Jensens``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import difference, of_term
from theory_lab.proofs.kernel.leaves import leaf
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.algebra import factors
from theory_lab.proofs.search.functions import Tree
from theory_lab.proofs.search.leaves import every
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.squares import Squares
from theory_lab.proofs.search.patterns.wording import shown
from theory_lab.proofs.search.places.points import refuted
from theory_lab.proofs.terms import Term

PLACEHOLDER = "Z"  # stands for the logarithm or the root of the exponential
ROOTS = (1, 2, 4)  # the exponential is this power of another one


class Jensens(Squares):
    """Lemmas by Jensen's inequality."""

    def find_jensen(self, state: State) -> None:
        """Look for a lemma about a logarithm or an exponential of sums; raises ``NewLemma`` when there is one."""
        for inner, low, kinds in self._candidates(state):
            field = self._bare(state)
            forms = [self._affine(part, field) for part in (inner, low)]
            if None in forms or str((forms, kinds)) in self.tried:
                continue
            self.tried.add(str((forms, kinds)))
            if (lemma := self._jensen(*(form for form in forms if form))) is not None:
                for kind in kinds:
                    told = {**lemma, "as": kind}
                    self.lemmas.append(told)
                    self.facts.append(self._fact(told))
                raise NewLemma

    def _fact(self, lemma: Tree) -> tuple[Term, bool]:
        assert self.pattern is not None
        whole, lower = self.form(lemma["f"])[1], self.form(lemma["l"])[1]
        if lemma["as"] == "positive":
            return whole, True
        difference = (terms.log(whole), lower) if lemma["as"] == "log" else (whole, terms.exp(lower))
        return terms.subtract(*difference), False

    def _bare(self, state: State) -> Field:
        """The sums and parameters of a state, with a variable for what is not algebraic."""
        field = leaf(state, next(self._shapes(replace(state, facts=()))))
        names = [one.name for one in field.generators]
        images = {**field.images, PLACEHOLDER: Quotient(generator(len(names)))}
        return Field((*field.cell, Side(PLACEHOLDER, None, None)), (*field.generators, Generator(PLACEHOLDER)), images)

    def _candidates(self, state: State) -> Iterator[tuple[Poly, Poly, tuple[str, ...]]]:
        """``F``, ``L`` and the forms in which ``log F >= L`` helps."""
        assert self.pattern is not None
        names = {name for name, _ in self.pattern.sums}
        z = terms.variable(PLACEHOLDER)
        for one in sorted(_parts(state.sides, names), key=shown):
            field = self._bare(state)
            i = field.index(PLACEHOLDER)
            for root in ROOTS if one.op == "exp" else (1,):
                image = terms.power(z, root) if one.op == "exp" else z
                left, right = (_replaced(side, one, image) for side in state.sides)
                try:
                    argument, e = of_term(field, one.args[0]), difference(field, left, right)
                except Rejected:
                    continue
                if argument.d != 1:
                    continue
                inside = argument.n
                for p in [e.n] if one.op == "log" else [f for f, _ in factors(e.n)[1]]:
                    parts = poly.collected(p, i)
                    if len(parts) == 2 and parts[1].is_constant():
                        rest = parts[0] / -parts[1]
                        if one.op == "log":
                            yield inside, rest, ("positive", "log")
                        else:
                            yield rest, fmpq(1, root) * inside, ("exp",)
                    elif len(parts) == 2 and one.op == "exp" and parts[0].is_constant() and parts[0]:  # ``S exp(L) >= c``
                        yield parts[1] / -parts[0], fmpq(-1, root) * inside, ("exp",)

    def _jensen(self, whole: tuple[dict[str, str], str], low: tuple[dict[str, str], str]) -> Tree | None:
        assert self.pattern is not None
        laws = self.pattern.laws
        balances: list[dict[str, str]] = [{}]
        for one, other in itertools.permutations(laws, 2):
            balances += [{one: f"({c})", other: f"-({c})"} for c in ("1", "1/2", "2", "1/4")]
        for law, masses, balance in itertools.product(laws, list(self._shares(*whole)), balances):
            shifted = {law: low[1]} if low[1] != "0" else {}
            shifted = {name: f"({shifted.get(name, '0')}) + ({balance.get(name, '0')})" for name in {*shifted, *balance}}
            told = {"rule": "jensen", "law": law, "f": {"sums": whole[0], "masses": masses}}
            told["l"] = {"sums": low[0], "masses": shifted}
            f, l_form = self.form(told["f"])[0], self.form(told["l"])[0]
            w = terms.variable(law)
            gap = terms.multiply(w, terms.subtract(terms.log(f), terms.log(w)))
            gap = terms.choose(terms.above(w, terms.ZERO), gap, terms.ZERO)
            states = [sums.at_one(self.pattern, told, one, self.known(told)) for one in (f, terms.subtract(gap, l_form))]
            if any(refuted(one) for one in states):
                continue
            proofs = [self.inside(one) for one in states]
            if None not in proofs:
                return {**told, "proofs": proofs}
        return None


def _replaced(term: Term, old: Term, new: Term) -> Term:
    return terms.rebuilt(term, lambda one: new if one is old else None)


def _parts(sides: tuple[Term, Term], names: set[str]) -> set[Term]:
    """The logarithms and exponentials of sums."""
    return {one for one in every(*sides) if one.op in ("log", "exp") and terms.variables(one) & names}
