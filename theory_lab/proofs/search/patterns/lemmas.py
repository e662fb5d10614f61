"""The search for lemmas: affine forms of sums.

The coefficients of the sums are read off, the masses of the laws are chosen so that the form touches zero where all laws agree.

Main definitions: ``Lemmas``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, argument_of
from theory_lab.proofs.kernel.lemmas import of_bound
from theory_lab.proofs.kernel.polynomials import Poly, Rejected, generator
from theory_lab.proofs.kernel.states import polynomial_term
from theory_lab.proofs.kernel.sums import Fact
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.means.masses import Masses
from theory_lab.proofs.search.patterns.outcomes import parameter_text
from theory_lab.proofs.search.places.points import refuted
from theory_lab.proofs.terms import Term


class NewLemma(Exception):
    """A lemma was found; the step starts again with it among its facts."""


class Lemmas(Masses):
    """Lemmas about one outcome."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.lemmas: list[Tree] = []
        self.facts: list[tuple[Term, bool]] = []
        self.tried: set[str] = set()
        self.closed = False  # whether no lemmas are looked for any more
        self.free = self.ranged = False  # whether sums are searched over like other variables, and have known ranges

    def _find(self, p: Poly, field: Field) -> None:
        """Look for a lemma that says ``p >= 0``; raises ``NewLemma`` when there is one."""
        assert self.pattern is not None
        told, forms = self._affine(p, field), []
        if told is None or not self.is_told({"sums": told[0], "masses": {}}):
            told = self._affine_at_zeros(p, field) or told
        if str(told) in self.tried or (told is not None and not told[0] and not self.pattern.bounds):
            return  # what is about parameters alone is no lemma
        if told is not None:
            self.tried.add(str(told))
            bare = {"sums": told[0], "masses": {}}
            if not self.is_told(bare):
                return
            forms = [{**bare, "ranks": ranks} for ranks in self.telescopes(self.form(bare)[0], told[1])]
            forms += [{**bare, "masses": masses} for masses in self._masses(*told)]
        more = itertools.chain(forms, self.more_forms(p, field), self._with_means(*told) if told else ())
        if any(map(self.add_lemma, more)):
            raise NewLemma

    def more_forms(self, p: Poly, field: Field) -> Iterator[Tree]:
        """Forms that say ``p >= 0``, in other ways."""
        return iter(())

    def _with_means(self, coefficients: dict[str, str], rest: str) -> Iterator[Tree]:
        """Forms with a multiple of ``S - S`` for a sum that stands inside others: its terms, less a share of its value."""
        assert self.pattern is not None
        laws, means, known = self.pattern.laws, sorted(sums.nested(self.pattern)), sums.positive(self.pattern, self.facts)
        for name, law in itertools.product(means, laws):
            divided = ("1/{}", "-1/{}", "log({0})/{0}", "-log({0})/{0}", "log({})", "-log({})")
            for c in ("1", "-1", *(one.format(name) for one in divided if terms.variable(name) in known)):
                yield from self._with_mean(coefficients, rest, name, law, c)

    def _with_mean(self, coefficients: dict[str, str], rest: str, name: str, law: str, c: str) -> Iterator[Tree]:
        """Forms with a multiple ``c`` of ``S - S``."""
        assert self.pattern is not None
        laws = self.pattern.laws
        more = {**coefficients, name: f"({coefficients.get(name, '0')}) + ({c})"}
        for other in laws if rest != "0" else laws[:1]:
            masses = dict.fromkeys((law, other), "0") | ({other: rest} if rest != "0" else {})
            yield {"sums": more, "masses": {**masses, law: f"({masses[law]}) - ({c})*{name}"}}

    def add_positive(self, name: str) -> None:
        """Add the lemma that a sum or a bound which is the same at every outcome is positive, as it is where some law is."""
        assert self.pattern is not None
        any(self.add_strict({"sums": {}, "masses": {law: name}}, law) for law in self.pattern.laws)

    def add_strict(self, form: Tree, law: str) -> bool:
        """Add the lemma that a form is nonnegative, and positive where a law is, if it has a proof."""
        assert self.pattern is not None
        lemma = {"rule": "linear", "form": form, "strict": law}
        try:
            at_one, summed = self.form(form)
        except Rejected:
            return False
        state = sums.at_one(self.pattern, lemma, at_one, self.known(lemma))
        inside = replace(state, positive=state.positive | {law}, relation="<").changed(lambda term: term)
        if refuted(inside):
            return False
        with self.goals.beside():
            if (proof := self.inside(state)) is None or (above := self.at_one_outcome(inside)) is None:
                return False
        self.lemmas.append({**lemma, "proofs": [proof, above]})
        self.facts.append((summed, True))
        return True

    def add_lemma(self, form: Tree) -> bool:
        """Add the lemma that a form is nonnegative, if it has a proof."""
        assert self.pattern is not None
        lemma = {"rule": "linear", "form": form}
        try:
            at_one, summed = self.form(form)
        except Rejected:  # a coefficient may have no value
            return False
        proof = self.inside(sums.at_one(self.pattern, lemma, at_one, self.known(lemma)))
        if proof is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((summed, False))
        return proof is not None

    def add_follows(self, fact: str) -> None:
        """Add the lemma that something is positive by what is known."""
        assert self.pattern is not None
        lemma: Tree = {"rule": "follows", "fact": fact, "strict": True}
        term, known = polynomial_term(fact, sums.constants(self.pattern)), self.known(lemma)
        state, self.free = replace(sums.outer(self.pattern, (terms.ZERO, term), known), relation="<"), True
        try:
            with self.goals.beside():
                proof = self.solve(state)
        finally:
            self.free = False
        if proof is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((term, True))

    def add_each(self, coefficients: dict[str, str]) -> None:
        """Add the lemma that a sum of what is nonnegative is at least its term at any one outcome, if it has a proof."""
        lemma = {"rule": "linear", "form": {"sums": coefficients, "masses": {}}, "each": True}
        at_one, summed = self.form(lemma["form"])
        with self.goals.beside():
            proof = self.inside(sums.at_one(self.pattern, lemma, at_one, self.known(lemma)))
        if proof is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((terms.subtract(summed, at_one), False))

    def is_told(self, form: Tree) -> bool:
        """Whether the coefficients of a form have values."""
        try:
            self.form(form)
        except Rejected:
            return False
        return True

    def add_attained(self, name: str, fact: str) -> None:
        """Add the lemma that a fact about a maximum or minimum holds, if it holds of its term at every outcome."""
        assert self.pattern is not None
        lemma = {"rule": "attained", "bound": name, "fact": fact}
        known = self.known(lemma)
        said, at = of_bound(self.pattern, lemma, known)
        if (proof := self.inside(sums.at_one(self.pattern, lemma, at, known))) is not None:
            self.lemmas.append({**lemma, "proof": proof})
            self.facts.append((said, False))

    def known(self, new: Tree) -> list[Fact]:
        """The facts that the proof of a new lemma may use."""
        assert self.pattern is not None
        infinite = sums.infinities(self.pattern).keys()
        pairs = zip(self.facts, self.lemmas, strict=True)
        allowed = sums.needed(self.pattern, new)
        return [fact for fact, lemma in pairs if sums.needed(self.pattern, lemma) & infinite <= allowed]

    def _affine(self, p: Poly, field: Field, kept: bool = False) -> tuple[dict[str, str], str] | None:
        """The coefficients of the sums in an affine form, and the rest, as texts in parameters."""
        assert self.pattern is not None
        found: dict[str, str] = {}
        rest, known = p, sums.positive(self.pattern, self.facts)
        try:
            for name, _ in self.pattern.sums:
                if all(side.name != name for side in field.cell):
                    continue
                i = field.index(name)
                if poly.degrees(rest).get(i, 0) > 1 or self._inside_functions(rest, name, field):
                    return None
                if poly.degrees(rest).get(i) == 1:
                    rest, lead = poly.collected(rest, i)
                    found[name] = parameter_text(lead, field, known, kept)
            return found, parameter_text(rest, field, known, kept)
        except (Rejected, KeyError):
            return None

    def _affine_at_zeros(self, p: Poly, field: Field) -> tuple[dict[str, str], str] | None:
        """The same with logarithms of parameters that may be 0 taken as 0 there: ``t log t`` has its limit."""
        return self._affine(p, field, kept=True) if self._of_parameters(p, field) else None

    def _of_parameters(self, p: Poly, field: Field) -> bool:
        """Whether there are logarithms in a polynomial, all of them of parameters."""
        own = [argument_of(one) for i, one in enumerate(field.generators) if one.kind == "log" and i in poly.degrees(p)]
        return bool(own) and not any(self.sums_in(part, field) for one in own for part in (one.n, one.d))

    def coefficients(self, p: Poly, field: Field) -> tuple[dict[str, str], Poly] | None:
        """The coefficients of the sums in what is linear in each, and the rest, in which there may be maxima and minima."""
        assert self.pattern is not None
        found, rest = dict[str, str](), p
        try:
            for name in [name for name, _ in self.pattern.sums if any(side.name == name for side in field.cell)]:
                rest, *lead = poly.collected(rest, field.index(name))
                if len(lead) > 1 or any(self.sums_in(one, field) for one in lead):
                    return None
                if lead:
                    found[name] = self._lead_text(lead[0], field)
        except (Rejected, KeyError):
            return None
        return found, rest

    def _lead_text(self, lead: Poly, field: Field) -> str:
        """A coefficient; logarithms of parameters in it are taken as 0 where these may be 0."""
        try:
            polynomial_term(text := parameter_text(lead, field), sums.constants(self.pattern))
        except (Rejected, KeyError):
            if not self._of_parameters(lead, field):
                raise
            text = parameter_text(lead, field, kept=True)
        return text

    def _inside_functions(self, p: Poly, name: str, field: Field) -> bool:
        """Whether a sum that stands inside no other is the argument of a logarithm or the like."""
        assert self.pattern is not None
        own = poly.degrees(p).keys() - {field.index(name)}
        return name not in sums.nested(self.pattern) and any(field.depends(generator(g), field.index(name)) for g in own)

    def sums_in(self, p: Poly, field: Field) -> bool:
        """Whether a polynomial contains a sum that is not searched over freely."""
        names = {name for name, _ in self.pattern.sums} if self.pattern and not self.free and not self.at_outcome else set()
        return any(field.depends(p, field.index(side.name)) for side in field.cell if side.name in names)
