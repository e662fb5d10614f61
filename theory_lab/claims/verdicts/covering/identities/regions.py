"""What signs polynomials may have over the parameters of a chart.

*Coefficients.*  In the products of powers of a parameter and of what it lacks to the end of its range, and of the weights of a
vector, all of one degree in each, a polynomial with no negative coefficient is nowhere negative (Bernstein).  It is above 0 if
besides at each end of each range, or at each corner of a vector that may have zeros, some coefficient is: one of these products
is above 0 wherever a parameter lies.

*Linear programs.*  Each product of parameters becomes a variable of its own, between 0 and 1 as the products are.  Where no
values of the variables satisfy what is known of some polynomials, no instance does.

Main definitions: ``Region``.

Conventions: polynomials are rational, in the generators of the region: ``atoms`` that stand for values of other functions, of
which some are known not to be negative, then its parameters.  Signs are sets of -1, 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import comb, prod
from typing import Any

import numpy as np
from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from theory_lab.claims.verdicts.covering.charts import Chart
from theory_lab.claims.verdicts.covering.identities.ends import Open
from theory_lab.numbers.whole.pivoting import Infeasible, pivoted

Signs = frozenset[int]
ANY, POSITIVE, LEAST, ZERO = frozenset((-1, 0, 1)), frozenset((1,)), frozenset((0, 1)), frozenset((0,))
# Coefficients of a polynomial that are looked at, and products in a linear program: more take longer than a second.
MOST = 4000
MOST_PRODUCTS = 60
# Terms of a polynomial in unit ranges before like ones are added: more take FLINT over a tenth of a second.
MOST_SHIFTED = 40_000
# Terms, and degree, of a form in a linear program: what is known of larger ones is left out, which makes more seem possible.
MOST_IN_FACT, MOST_POWER = 12, 6
# A power of a parameter has as many coefficients in its unit range.
MOST_DEGREE = 512
Terms = dict[tuple[int, ...], fmpq]
Wholes = dict[tuple[int, ...], int]


@dataclass(frozen=True, eq=False)
class Region:
    """A box of a chart, ``low`` and ``high`` of shape (axes,), read as the chart's ``inside`` or as closed."""

    chart: Chart
    low: np.ndarray
    high: np.ndarray
    inside: bool
    atoms_count: int
    _known: dict[str, Terms] = field(default_factory=dict)
    _scaled: dict[str, Wholes] = field(default_factory=dict)

    @cached_property
    def ring(self) -> fmpq_mpoly_ctx:
        names = (("y", self.atoms_count), ("x", self.count))
        return fmpq_mpoly_ctx.get(tuple(pair for pair in names if pair[1]), Ordering.lex)

    @cached_property
    def _filled(self) -> fmpq_mpoly_ctx:
        """The same with a generator more for each group: what fills it up."""
        names = (("y", self.atoms_count), ("x", self.count), ("z", len(self.groups)))
        return fmpq_mpoly_ctx.get(tuple(pair for pair in names if pair[1]), Ordering.lex)

    @cached_property
    def one(self) -> fmpq_mpoly:
        return self.ring.constant(1)

    @cached_property
    def parameters(self) -> tuple[fmpq_mpoly, ...]:
        return self.ring.gens()[self.atoms_count :]

    @cached_property
    def atoms(self) -> tuple[fmpq_mpoly, ...]:
        """Values of other functions, the later ones first in the order of monomials.

        They may be of earlier ones, and ``root^k`` has to lead in the difference to what the root is of.
        """
        return self.ring.gens()[: self.atoms_count][::-1]

    def place(self, k: int) -> int:
        """The generator of an atom."""
        return self.atoms_count - 1 - k

    @property
    def count(self) -> int:
        """The number of parameters."""
        return len(self.low)

    @cached_property
    def ends(self) -> list[tuple[fmpq, fmpq]]:
        """The exact range of each parameter: where a box touches an end that is no float, that end."""
        found = [(rational(Fraction(a)), rational(Fraction(b))) for a, b in zip(self.low, self.high, strict=True)]
        axis = 0
        for name, own in self.chart.space.arrays.items():
            if own.groups:
                axis += sum(len(support) - 1 for support in self.chart.supports[name])
                continue
            for entry in own.entries:
                low, high = found[axis]
                least, most = rational(entry.lo), rational(entry.hi)
                touches = self.low[axis] <= self.chart.axes.low[axis], self.high[axis] >= self.chart.axes.high[axis]
                found[axis] = least if touches[0] else low, most if touches[1] else high
                axis += 1
        return found

    @cached_property
    def simplices(self) -> list[range]:
        """The generators of each probability vector that has any."""
        first = self.atoms_count
        return [range(first + part.start, first + part.stop) for part in self.chart.simplices if part.stop > part.start]

    @cached_property
    def last(self) -> list[fmpq_mpoly]:
        """The last weight of each probability vector that has any parameter."""
        return [self.one - sum(self.ring.gens()[k] for k in vector) for vector in self.simplices]

    @property
    def start(self) -> dict[str, tuple[fmpq_mpoly, Signs]]:
        """What is known of the last weights, by the texts of the polynomials with leading coefficient 1."""
        signs = frozenset((-1,)) if self.inside else frozenset((-1, 0))
        return {str(-last): (-last, signs) for last in self.last}

    @cached_property
    def groups(self) -> list[tuple[range, bool, bool]]:
        """Generators with the unit ranges that they share: one, or a whole simplex; whether the first weights are above 0, and
        whether the last one is."""
        found, alone = [], set(range(self.atoms_count, self.atoms_count + self.count))
        for vector in self.simplices:
            whole = all(self.ends[k - self.atoms_count] == (0, 1) for k in vector)
            if whole:
                found.append((vector, self.inside, self.inside))
            else:
                found += [(range(k, k + 1), self.inside and self.ends[k - self.atoms_count][0] == 0, False) for k in vector]
            alone -= set(vector)
        return found + [(range(k, k + 1), False, False) for k in sorted(alone)]

    @cached_property
    def _unit(self) -> list[fmpq_mpoly]:
        """Each generator in those of unit ranges."""
        return [
            *self.ring.gens()[: self.atoms_count],
            *(lo + (hi - lo) * x for (lo, hi), x in zip(self.ends, self.parameters, strict=True)),
        ]

    def terms(self, form: fmpq_mpoly) -> Terms:
        """The coefficients in parameters of unit ranges; raises ``Open`` where they are too many."""
        key = str(form)
        if key not in self._known:
            if form.total_degree() > MOST_DEGREE:
                raise Open("a polynomial of too high a degree")
            cut = [self.atoms_count + k for k, ends in enumerate(self.ends) if ends[0] != 0]
            if sum(prod(powers[k] + 1 for k in cut) for powers in form.monoms()) > MOST_SHIFTED:
                raise Open("a polynomial of too many terms in unit ranges")
            self._known[key] = form.compose(*self._unit, ctx=self.ring).to_dict()
        return self._known[key]

    def _wholes(self, form: fmpq_mpoly) -> Wholes:
        """The same over a common denominator, without it: each program asks for all that is known."""
        key = str(form)
        if key not in self._scaled:
            terms = self.terms(form)
            over = math.lcm(*(int(value.q) for value in terms.values()))
            self._scaled[key] = {powers: int(value * over) for powers, value in terms.items()}
        return self._scaled[key]

    def signs(self, form: fmpq_mpoly, least: Mapping[int, Signs]) -> Signs:
        """What the coefficients show; ``least`` has the signs of the atoms that are not negative."""
        terms = self.terms(form)
        if not terms:  # on a range of one number
            return ZERO
        if self._is_unknown(terms, least):
            return ANY
        found = self._of_terms(terms, [], least)
        if len(found) > 1 and prod(self._sizes(terms)) <= MOST:
            found &= self._of_terms(self._spread(terms), self.groups, least)
        return found

    def _of_terms(self, terms: Terms, groups: list[tuple[range, bool, bool]], least: Mapping[int, Signs]) -> Signs:
        """What coefficients of one sign show, where these ``groups`` are filled up."""
        for sign in (1, -1):
            if all(sign * value >= 0 for value in terms.values()):
                above = self._is_above({powers for powers, value in terms.items() if value != 0}, groups, least)
                return frozenset((sign,)) if above else frozenset((0, sign))
        return ANY

    def _sizes(self, terms: Terms) -> Iterator[int]:
        """How many products of atoms there are, and of one degree in each group."""
        yield len({powers[: self.atoms_count] for powers in terms})
        for group, *_ in self.groups:
            yield comb(max(sum(powers[k] for k in group) for powers in terms) + len(group), len(group))

    def _is_unknown(self, terms: Terms | Wholes, least: Mapping[int, Signs]) -> bool:
        """Whether an atom that may be negative occurs."""
        return any(power and k not in least for powers in terms for k, power in enumerate(powers[: self.atoms_count]))

    def _spread(self, terms: Terms) -> Terms:
        """The coefficients when each group is filled up to one degree; the powers of what fills it come last.

        What is missing of a degree are powers of the sum of the group and what fills it, which is 1: by Horner's rule, from the
        terms that miss the most.
        """
        gens = self._filled.gens()
        size = self.count + self.atoms_count
        none = (0,) * len(self.groups)
        parts = {(*powers, *none): value for powers, value in terms.items()}
        for place, (group, *_) in enumerate(self.groups):
            by_degree: dict[int, Terms] = {}
            for powers, value in parts.items():
                by_degree.setdefault(sum(powers[k] for k in group), {})[powers] = value
            unit = sum((gens[k] for k in group), gens[size + place])
            filled = self._filled.constant(0)
            for degree in range(max(by_degree) + 1):
                filled = filled * unit + self._filled.from_dict(by_degree.get(degree, {}))
            parts = filled.to_dict()
        return parts

    def _is_above(
        self, present: set[tuple[int, ...]], groups: list[tuple[range, bool, bool]], least: Mapping[int, Signs]
    ) -> bool:
        """Whether some product that is ``present`` is above 0 at every instance."""
        size = self.count + self.atoms_count
        closed, corners = [], []  # of each group the places, and those in which alone there may be a power
        for place, (group, first, last) in enumerate(groups):
            places = (*group, size + place)
            if not (first and last):
                closed.append(places)
                corners.append(places[:-1] if first else places)
        vanishing = [k for k, signs in least.items() if signs != POSITIVE]
        if not groups:  # powers of parameters alone: of those that may be 0 there is none
            vanishing += [k for group, first, _ in self.groups if not first for k in group]
        if prod(map(len, corners)) > MOST:
            return False
        pure = [powers for powers in present if not any(powers[k] for k in vanishing)]
        return all(
            any(all(powers[k] == 0 for c, keep in zip(closed, corner, strict=True) for k in c if k != keep) for powers in pure)
            for corner in product(*corners)
        )

    def is_possible(self, known: Iterable[tuple[fmpq_mpoly, Signs]], least: Mapping[int, Signs]) -> bool:
        """Whether these polynomials may have such signs at one instance, as far as a linear program tells."""
        rows: list[tuple[Wholes, bool]] = []  # a form that is at least 0, or above it
        for form, signs in known:
            terms = self._wholes(form)
            if len(terms) > MOST_IN_FACT or form.total_degree() > MOST_POWER or self._is_unknown(terms, least):
                continue
            negated = {powers: -value for powers, value in terms.items()}
            if -1 not in signs:
                rows.append((terms, 0 not in signs))
            if 1 not in signs:
                rows.append((negated, 0 not in signs))
        constant = (0,) * (self.count + self.atoms_count)
        for vector, last in zip(self.simplices, self.last, strict=True):
            rows.append((self._wholes(last), self.inside))
            rows += [(self._wholes(self.ring.gens()[k]), True) for k in vector if self.inside]
        if not rows:
            return True
        products = sorted({powers for terms, _ in rows for powers in terms} - {constant})
        if len(products) > MOST_PRODUCTS:
            return True
        return _is_satisfied(rows, products, constant, [not any(powers[: self.atoms_count]) for powers in products])


def _is_satisfied(rows: list[tuple[Wholes, bool]], products: list[tuple[int, ...]], constant: Any, bounded: list[bool]) -> bool:
    """Whether values of the products, not negative and at most 1 where ``bounded``, satisfy all rows.

    The least of what is to be above 0 is made as large as it can be.
    """
    n = len(products)
    matrix, limits = [], []
    for terms, strict in rows:
        matrix.append([*(-terms.get(powers, 0) for powers in products), int(strict)])
        limits.append(terms.get(constant, 0))
    for k in (*np.flatnonzero(bounded), n):
        matrix.append([int(j == k) for j in range(n + 1)])
        limits.append(1)
    cost = np.array([0] * n + [-1], dtype=object)
    try:
        values, _ = pivoted(cost, np.array(matrix, dtype=object), np.array(limits, dtype=object), [], [])
    except Infeasible:
        return False
    return bool(values[n] > 0)


def rational(value: int | Fraction) -> fmpq:
    exact = Fraction(value)
    return fmpq(exact.numerator, exact.denominator)
