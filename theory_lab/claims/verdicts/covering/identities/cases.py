"""Signs of polynomials, told apart case by case.

A formula that compares rational functions is itself one wherever it is known how each comparison ends.  A ``Case`` holds, of each
irreducible factor that was asked for, the signs that it may have.  Where an answer depends on more, the case goes on with some of
them, and the others are left to a case of their own, which is gone through later.  At each instance every factor has one sign, so
that one of the cases has all of its signs, and in it each comparison was answered as it is at that instance.

Main definitions: ``Case``.

Conventions: signs are sets of -1, 0 and 1.  What is asked of a quotient supposes that its denominator is not 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from flint import fmpq_mpoly

from theory_lab.claims.verdicts.covering.identities.ends import Purse, Vacuous
from theory_lab.claims.verdicts.covering.identities.logarithms import Atom, joined, tangent_signs
from theory_lab.claims.verdicts.covering.identities.regions import ANY, ZERO, Region, Signs

# What it costs to factor a polynomial of few terms, and to solve a linear program, in those of sums and products of quotients.
TOLD, PROGRAM = 4, 60
Known = dict[str, tuple[fmpq_mpoly, Signs]]
# A sign, and factors with their powers.
Factors = tuple[int, list[tuple[fmpq_mpoly, int]]]


@dataclass
class Case:
    """What is supposed of factors, by their text; ``later`` takes what is supposed in the cases that are left.

    All cases of a region share its ``atoms``, so that a text means the same in each, and what was ``factored``.
    """

    region: Region
    known: Known
    later: list[Known]
    atoms: list[Atom]
    purse: Purse
    factored: dict[tuple[str, str], Factors] = field(default_factory=dict)

    @property
    def least(self) -> dict[int, Signs]:
        """The atoms that are not negative, by their generators."""
        return {self.region.place(k): atom.signs for k, atom in enumerate(self.atoms) if -1 not in atom.signs}

    def is_zero(self, form: fmpq_mpoly) -> bool:
        """Whether it vanishes wherever what is supposed holds: as a polynomial, or where a factor does that is known to be 0."""
        for zero in [known for known, signs in self.known.values() if signs == ZERO]:
            form = divmod(form, zero)[1]
        return form == 0

    def told(self, top: fmpq_mpoly, bottom: fmpq_mpoly, truths: Signs) -> bool:
        """Whether the sign of a quotient is one of these; of the cases in which it is and is not, one is left for later."""
        if self.is_zero(top):
            return 0 in truths
        self.purse.spend(TOLD + len(top) + len(bottom))
        key = str(top), str(bottom)
        if key not in self.factored:  # most are asked for in each case and by each comparison
            self.factored[key] = self._factors(top, bottom)
        lead, factors = self.factored[key]
        while True:
            signs = [self._signs(factor) for factor, _ in factors]
            possible = _product(lead, signs, factors)
            if possible <= truths:
                return True
            if not possible & truths:
                return False
            self._suppose(lead, signs, factors, truths)

    def _signs(self, factor: fmpq_mpoly) -> Signs:
        """What is supposed of a factor, and what is shown by its coefficients when it is first asked for."""
        key = str(factor)
        if key not in self.known:
            self.known[key] = factor, self._shown(factor)
        return self.known[key][1]

    def _shown(self, factor: fmpq_mpoly) -> Signs:
        signs = self.region.signs(factor, self.least)
        if signs != ANY or not any(power for powers in factor.monoms() for power in powers[: self.region.atoms_count]):
            return signs
        one = joined(self.region, factor, self.atoms)
        return ANY if one is None else tangent_signs(one, self.region.signs(one.a, self.least))

    def _factors(self, top: fmpq_mpoly, bottom: fmpq_mpoly) -> Factors:
        """Factors whose signs are known give the sign; a logarithm alone in its factor has the sign of what it is of, less 1."""
        lead, found = 1, []
        for factor, power in _irreducible(top) + _irreducible(bottom):
            if isinstance(factor, int):
                lead *= factor
                continue
            one = joined(self.region, factor, self.atoms)
            if one is None or one.b != 0:
                found.append((factor, power))
                continue
            if one.over == one.under:
                return 0, []
            for part in (one.a, one.over - one.under):
                for own, times in _irreducible(part):
                    if isinstance(own, int):
                        lead *= own**power
                    else:
                        found.append((own, times * power))
        return lead, found

    def _suppose(self, lead: int, signs: list[Signs], factors: list[tuple[fmpq_mpoly, int]], truths: Signs) -> None:
        """Go on with some signs of the first factor that may have several, by what would follow from them."""
        place = next(k for k, own in enumerate(signs) if len(own) > 1)
        factor = factors[place][0]
        ends: dict[Any, set[int]] = {}
        for sign in sorted(signs[place]):
            left = _product(lead, [*signs[:place], frozenset((sign,)), *signs[place + 1 :]], factors)
            end = "yes" if left <= truths else "no" if not left & truths else sign
            ends.setdefault(end, set()).add(sign)
        self.purse.spend(PROGRAM + len(self.known) ** 2)
        key = str(factor)
        others = [pair for name, pair in self.known.items() if name != key]
        chosen = [
            frozenset(some) for some in ends.values() if self.region.is_possible([*others, (factor, frozenset(some))], self.least)
        ]
        if not chosen:
            raise Vacuous
        self.later.extend({**self.known, key: (factor, some)} for some in chosen[1:])
        self.known[key] = factor, chosen[0]


def _irreducible(form: fmpq_mpoly) -> list[tuple[Any, int]]:
    """The sign of the constant, and the irreducible factors, with leading coefficient 1, and their powers."""
    constant, factors = form.factor()
    found: list[tuple[Any, int]] = []
    for factor, power in factors:
        lead = factor.leading_coefficient()
        found.append((factor / lead, power))
        constant *= lead**power
    return [(1 if constant > 0 else -1, 1), *found]


def _product(lead: int, signs: list[Signs], factors: list[tuple[fmpq_mpoly, int]]) -> Signs:
    powers = [frozenset(sign**power for sign in own) for own, (_, power) in zip(signs, factors, strict=True)]
    return reduce(lambda a, b: frozenset(x * y for x in a for y in b), powers, frozenset((lead,)))
