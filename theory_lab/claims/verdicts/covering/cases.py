"""Signs of polynomials, told apart case by case.

A formula that compares rational functions is itself one wherever it is known how each comparison ends.  A ``Case`` holds, of each
irreducible factor that was asked for, the signs that it may have.  Where an answer depends on more, the case goes on with some of
them, and the others are left to a case of their own, which is gone through later.  At each instance every factor has one sign, so
that one of the cases has all of its signs, and in it each comparison was answered as it is at that instance.

Main definitions: ``Case``, ``Open``, ``cases``.

Conventions: signs are sets of -1, 0 and 1.  What is asked of a quotient supposes that its denominator is not 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import lcm
from typing import Any

from flint import fmpq, fmpq_mpoly

from theory_lab.claims.verdicts.covering.regions import ANY, ZERO, Region, Signs


class Open(ArithmeticError):
    """What the rule does not know: a form without a value, or one that it has no name for."""


class Full(Open):
    """More values of other functions than the region has names for."""


Known = dict[str, tuple[fmpq_mpoly, Signs]]


@dataclass
class Atom:
    """A value of another function: its name and argument, and the signs that it may have."""

    function: str
    argument: Any
    signs: Signs


@dataclass
class Case:
    """What is supposed of factors, by their text; ``later`` takes what is supposed in the cases that are left.

    All cases of a region share its ``atoms``, so that a text means the same in each.
    """

    region: Region
    known: Known
    later: list[Known]
    atoms: list[Atom]

    @property
    def least(self) -> dict[int, Signs]:
        """The atoms that are not negative, by their generators."""
        return {k: atom.signs for k, atom in enumerate(self.atoms) if -1 not in atom.signs}

    def is_zero(self, form: fmpq_mpoly) -> bool:
        """Whether it vanishes wherever what is supposed holds: as a polynomial, or where a factor does that is known to be 0."""
        for zero in [known for known, signs in self.known.values() if signs == ZERO]:
            form = divmod(form, zero)[1]
        return form == 0

    def told(self, top: fmpq_mpoly, bottom: fmpq_mpoly, truths: Signs) -> bool:
        """Whether the sign of a quotient is one of these; of the cases in which it is and is not, one is left for later."""
        if self.is_zero(top):
            return 0 in truths
        lead, factors = _factors(top, bottom)
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
            signs = self.region.signs(factor, self.least)
            self.known[key] = factor, signs if signs != ANY else _of_logarithms(self, factor)
        return self.known[key][1]

    def _suppose(self, lead: int, signs: list[Signs], factors: list[tuple[fmpq_mpoly, int]], truths: Signs) -> None:
        """Go on with some signs of the first factor that may have several, by what would follow from them."""
        place = next(k for k, own in enumerate(signs) if len(own) > 1)
        factor = factors[place][0]
        ends: dict[Any, set[int]] = {}
        for sign in sorted(signs[place]):
            left = _product(lead, [*signs[:place], frozenset((sign,)), *signs[place + 1 :]], factors)
            end = "yes" if left <= truths else "no" if not left & truths else sign
            ends.setdefault(end, set()).add(sign)
        key = str(factor)
        others = [pair for name, pair in self.known.items() if name != key]
        chosen = [
            frozenset(some) for some in ends.values() if self.region.is_possible([*others, (factor, frozenset(some))], self.least)
        ]
        if not chosen:
            raise Vacuous
        self.later.extend({**self.known, key: (factor, some)} for some in chosen[1:])
        self.known[key] = factor, chosen[0]


class Vacuous(Exception):
    """A case that no instance has."""


def _of_logarithms(case: Case, factor: fmpq_mpoly) -> Signs:
    """``a log r + b`` has the sign of ``a`` or is 0 if ``b = a (1/r - 1)``, as ``log r >= 1 - 1/r``; likewise ``<= r - 1``."""
    powers = _linear(case, factor)
    if powers is None:
        return ANY
    a, b, exponents = powers
    one = case.region.one
    over, under = one, one
    for k, exponent in exponents.items():
        argument = case.atoms[k].argument
        value = one * argument if isinstance(argument, fmpq) else argument.top
        over, under = (over * value**exponent, under) if exponent > 0 else (over, under * value**-exponent)
    signs = case.region.signs(a, case.least)
    if len(signs) > 1:
        return ANY
    sign = next(iter(signs))
    if b * over == a * (under - over):
        return frozenset((0, sign))
    if b * under == a * (under - over):
        return frozenset((0, -sign))
    return ANY


def _linear(case: Case, factor: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq_mpoly, dict[int, int]] | None:
    """``a``, ``b`` and the powers of the arguments whose logarithms it takes, of a form ``a (n_1 log r_1 + ...) + b``."""
    parts: dict[int, fmpq_mpoly] = {}
    rest = case.region.one * 0
    for powers, value in factor.to_dict().items():
        held = [k for k, power in enumerate(powers[: len(case.atoms)]) if power]
        if not held:
            rest += case.region.ring.from_dict({powers: value})
            continue
        if len(held) > 1 or powers[held[0]] > 1 or case.atoms[held[0]].function != "log":
            return None
        lower = tuple(0 if k == held[0] else power for k, power in enumerate(powers))
        parts[held[0]] = parts.get(held[0], case.region.one * 0) + case.region.ring.from_dict({lower: value})
    if not parts:
        return None
    first = next(iter(parts.values()))
    ratios = {k: part.leading_coefficient() / first.leading_coefficient() for k, part in parts.items()}
    if any(part != first * ratios[k] for k, part in parts.items()):
        return None
    over = lcm(*(int(ratio.q) for ratio in ratios.values()))
    return first / over, rest, {k: int(ratio * over) for k, ratio in ratios.items()}


def _factors(top: fmpq_mpoly, bottom: fmpq_mpoly) -> tuple[int, list[tuple[fmpq_mpoly, int]]]:
    """The sign of the constant, and the irreducible factors, with leading coefficient 1, and their powers."""
    sign, found = 1, []
    for form in (top, bottom):
        constant, factors = form.factor()
        for factor, power in factors:
            lead = factor.leading_coefficient()
            found.append((factor / lead, power))
            constant *= lead**power
        sign *= 1 if constant > 0 else -1
    return sign, found


def _product(lead: int, signs: list[Signs], factors: list[tuple[fmpq_mpoly, int]]) -> Signs:
    powers = [frozenset(sign**power for sign in own) for own, (_, power) in zip(signs, factors, strict=True)]
    return reduce(lambda a, b: frozenset(x * y for x in a for y in b), powers, frozenset((lead,)))
