"""The search for lemmas on squares of sums, by the inequality of Cauchy and Schwarz.

``(sum x)**2 <= (sum u) (sum v)`` follows from ``x**2 <= u v`` with ``u, v >= 0`` at one outcome.

Main definitions: ``Squares``.

Conventions: nothing here is trusted.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from typing import Any

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.polynomials import Poly, Quotient, constant, generator
from theory_lab.proofs.search.algebra import factored, factors
from theory_lab.proofs.search.calculus import Tree
from theory_lab.proofs.search.patterns.lemmas import NewLemma
from theory_lab.proofs.search.patterns.tangents import Affine, Tangents
from theory_lab.proofs.search.places.points import refuted


class Squares(Tangents):
    """Lemmas on squares of sums."""

    def _find_square(self, p: Poly, field: Field) -> None:
        """Look for a lemma that says ``u v >= x**2``, with ``p = u v - x**2``."""
        assert self.pattern is not None
        found = list(self._squares(p, field))
        products = [one for one in found if self.sums_in(one[0], field) and self.sums_in(one[1], field)]
        read = ([self._affine(part, field) for part in one] for one in found)
        tangents = ([self._tangent(Quotient(part), field, products=True) for part in one] for one in products)
        for forms in itertools.chain(read, tangents):
            if None in forms or str(forms) in self.tried:
                continue
            self.tried.add(str(forms))
            for told in self._choices([form for form in forms if form]):
                if (lemma := self._square_lemma(told)) is not None:
                    self.lemmas.append(lemma)
                    terms_of = [self.form(one)[1] for one in told]
                    fact = terms.subtract(terms.multiply(terms_of[0], terms_of[1]), terms.power(terms_of[2], 2))
                    self.facts.append((fact, False))
                    raise NewLemma

    def _choices(self, forms: list[Affine]) -> Iterator[list[Tree]]:
        """Masses of the laws for the forms of a square."""
        choices = [[{"sums": form[0], "masses": m} for m in self._shares(*form)] for form in forms]
        yield from self._ranked_squares(forms)
        yield from map(list, itertools.product(*choices))
        more = [[*told, *self._mixed(*form)] for told, form in zip(choices, forms, strict=True)]
        sides = [[one for one in told if not self._negative(one)] for told in more[:2]]
        for told in itertools.product(*sides, (*more[2], *self._centred(forms))):
            if any(one not in old for one, old in zip(told, choices, strict=True)):
                yield list(told)

    def _mixed(self, coefficients: dict[str, str], rest: str) -> Iterator[Tree]:
        """What is left, on two laws in shares that are a parameter and one less it."""
        assert self.pattern is not None
        shares = [name for name, low, high in self.pattern.parameters if low == 0 and high == 1] if rest != "0" else []
        for share, (one, other) in itertools.product(shares, itertools.permutations(self.pattern.laws, 2)):
            yield {"sums": coefficients, "masses": {one: f"{share}*({rest})", other: f"(1 - {share})*({rest})"}}

    def _centred(self, forms: list[Affine]) -> Iterator[Tree]:
        """A difference of means of something less its mean, or less the middle of its range."""
        assert self.pattern is not None
        coefficients, rest = forms[2]
        means = [name for name, _ in self.pattern.sums if re.search(rf"\b{name}\b", str([f[0].values() for f in forms]))]
        middles = [f"({(a + b) / 2})" for _, a, b in self.pattern.tables if a is not None and b is not None and a + b]
        for at, c in itertools.product(dict.fromkeys((*means, *middles)), dict.fromkeys(coefficients.values())):
            for one, other in itertools.permutations(self.pattern.laws, 2) if rest == "0" else ():
                yield {"sums": coefficients, "masses": {one: f"({c})*{at}", other: f"-({c})*{at}"}}

    def _negative(self, form: Tree) -> bool:
        """Whether a form is surely negative at some outcome."""
        assert self.pattern is not None
        one = self.form(form)[0]
        return refuted(sums.at_one(self.pattern, {"form": form}, one, self.known({"form": form})))

    def _ranked_squares(self, forms: list[Any]) -> Iterator[list[Tree]]:
        """Squares where ``u`` or ``v`` is a mass by rank, as large as ``x**2`` over the other needs."""
        assert self.pattern is not None
        for k in range(2) if self.pattern.ranks and forms[2][1] == "0" else ():
            if forms[k][0] or forms[1 - k][1] != "0":
                continue
            told = [{"sums": form[0], "masses": {}} for form in forms]
            other, x = (self.form(told[j])[0] for j in (1 - k, 2))
            for ranks in self.balanced(terms.divide(terms.power(x, 2), other)):
                yield [{**one, "ranks": ranks} if j == k else one for j, one in enumerate(told)]

    def _square_lemma(self, told: list[Tree]) -> Tree | None:
        assert self.pattern is not None
        u, v, x = (self.form(one)[0] for one in told)
        lemma: Tree = dict(zip(("u", "v", "x"), told, strict=True))
        known = self.known(lemma)
        product = sums.at_one(self.pattern, lemma, terms.subtract(terms.multiply(u, v), terms.power(x, 2)), known)
        if refuted(product):
            return None
        proofs = []
        for state in (sums.at_one(self.pattern, lemma, u, known), sums.at_one(self.pattern, lemma, v, known), product):
            proof = self.inside(state)
            if proof is None:
                return None
            proofs.append(proof)
        return {"rule": "square", "u": told[0], "v": told[1], "x": told[2], "proofs": proofs}

    def _squares(self, p: Poly, field: Field) -> Iterator[tuple[Poly, Poly, Poly]]:
        """Ways to write ``p = u v - x**2`` with affine forms, by completing the square in one sum."""
        assert self.pattern is not None
        names = {name for name, _ in self.pattern.sums}
        for i in (field.index(side.name) for side in field.cell if side.name in names):
            if poly.degrees(p).get(i) != 2:
                continue
            c, b, a = poly.collected(p, i)
            if self.sums_in(a, field):
                continue
            scale = -4 * a  # 4 |a| p = (4 |a| c + b**2) - (2 a s + b)**2
            x = 2 * (a * generator(i)) + b
            rest = scale * c + b * b
            if scale.is_constant() and (root := _root_of(scale.leading_coefficient())):
                x, rest = x * (-1 / root), rest / scale
            yield from ((u, v, x) for u, v in self._products(rest, field))
        alone = p
        for i in (field.index(side.name) for side in field.cell if side.name in names):
            alone = poly.collected(alone, i)[0]
        c, found = factors(-alone) if alone else (fmpq(0), [])
        if (root := _root_of(c)) and all(k % 2 == 0 for _, k in found):  # the square of a mass
            x = math.prod((f ** (k // 2) for f, k in found), start=constant(root))
            yield from ((u, v, x) for u, v in self._products(p - alone, field))

    def _products(self, p: Poly, field: Field) -> Iterator[tuple[Poly, Poly]]:
        """Ways to write a polynomial as a product of two forms in sums."""
        content, found = factored(Quotient(p))
        flat = [f for f, k in found for _ in range(k)]
        with_sums = [f for f in flat if self.sums_in(f, field)]
        rest = constant(content)
        for f in flat:
            if not self.sums_in(f, field):
                rest = rest * f
        if len(with_sums) == 1:
            yield rest * with_sums[0], constant(1)
            yield with_sums[0], rest
        for k, one in enumerate(with_sums if len(with_sums) in (2, 3) else ()):
            others = math.prod([*with_sums[:k], *with_sums[k + 1 :]], start=rest)
            if k != 1 or len(with_sums) == 3:
                yield from ((sign * others, sign * one) for sign in (1, -1))


def _root_of(c: fmpq) -> fmpq | None:
    """The square root of a positive rational, if that is rational."""
    if c <= 0 or math.isqrt(int(c.p)) ** 2 != c.p or math.isqrt(int(c.q)) ** 2 != c.q:
        return None
    return fmpq(math.isqrt(int(c.p)), math.isqrt(int(c.q)))
