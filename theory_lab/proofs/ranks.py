"""Ranks: the mass below an outcome and of the outcomes tied with it.

A sum ``sum_j p_j w(r_j, r_k)`` whose weights depend on the order of ``r_j`` and ``r_k`` alone depends on the outcome ``k`` by
``B = P(r < r_k)`` and ``T = P(r = r_k)`` alone.  Part of the trusted base.

Outcomes are also ranked by the ratio of two laws, compared by ``a_j b_k >= a_k b_j``: as a term this is the share ``a/(a + b)``,
and 0 where both are 0.  Such an outcome is tied with all others, which is no order, but it has no mass of ``a`` and of ``b``: so
it is read for these two laws alone, and at such an outcome ``B = 0`` and ``T = 1``.

Main definitions: ``Ranks`` (of a statement at one size).
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import EVERYWHERE
from theory_lab.proofs.terms import FALSE, ONE, TRUE, Term

ORDERS = ("below", "tied", "above")  # the reward of another outcome against that of this one
THIS, THAT = "<", ">"  # stand for two outcomes: no name has them
PLACES = 64  # outcomes of claims at which parts of terms are kept
Weights = tuple[Term, Term, Term]  # of a smaller, an equal and a larger reward


@functools.lru_cache(PLACES)
def moving(fields: frozenset[str], k: int) -> Callable[[Term], Term]:
    """What makes of a term at outcome ``k`` one at any outcome; the same parts stand in many sums and statements."""
    return terms.substituting({f"{field}_{k}": terms.variable(field) for field in fields})


@functools.lru_cache
class Ranks:
    """The pairs of a law and a reward by which outcomes are ranked at a size.

    What was read once is kept, for the sums of many statements are the same, such as those at all values of a static field.
    """

    def __init__(self, laws: tuple[str, ...], fields: frozenset[str], size: int) -> None:
        self.laws, self.fields, self.size = laws, fields, size
        self.places = {f"{field}_{k}": (field, k) for field in fields for k in range(size)}
        self.shares = {share(a, b): (a, b) for a, b in itertools.permutations(laws, 2)}
        self._ranked, self._sides = functools.cache(self._read), functools.cache(self._compared_sides)
        self._told = functools.cache(self._by_order)

    def replaced(self, items: tuple[Term, ...], found: dict[tuple[str, Term], int]) -> Term | None:
        """The sum of the items in ``B_k`` and ``T_k``, None where it is no sum over a law by rank.

        The pairs that were ``found`` are numbered in the order in which they occur.
        """
        if (told := self._ranked(items)) is None:
            return None
        pair, k, weights = told
        i = found.setdefault(pair, len(found))
        below, tied = terms.variable(f"B{i}_{k}"), terms.variable(f"T{i}_{k}")
        above = terms.subtract(terms.subtract(ONE, below), tied)
        return terms.total(tuple(map(terms.multiply, weights, (below, tied, above))))

    def _read(self, items: tuple[Term, ...]) -> tuple[tuple[str, Term], int, Weights] | None:
        """The law and what ranks the outcomes, the outcome, and the weights.

        There is one outcome ``k``, and one item ``p_j w(r_j, r_k)`` for each ``j``, in the same way for all; at ``k`` itself
        ``w`` is the weight of a tie, and the item may be missing where that is 0.  What is above has the rest of the mass.
        """
        parts = [self._mass(item) for item in items]
        if None in parts:
            return None
        weights = {place: weight for weight, place in (part for part in parts if part)}
        laws, outcomes = {law for law, _ in weights}, {j for _, j in weights}
        compared = [self._compared(weight, j) for (_, j), weight in weights.items() if weight.op != "const"]
        if len(laws) != 1 or len(weights) != len(items) or not compared or len(set(compared)) != 1 or compared[0] is None:
            return None
        (law,), (reward, k) = laws, compared[0]
        if law not in self.shares.get(reward, laws):
            return None
        told = {self._weights(weight, reward, j, k) for (_, j), weight in weights.items() if j != k}
        if len(told) != 1 or None in told or outcomes | {k} != set(range(self.size)):
            return None
        found = next(iter(told))
        if found is None or weights.get((law, k), terms.ZERO) is not found[1]:
            return None
        return (law, reward), k, found

    def _mass(self, item: Term) -> tuple[Term, tuple[str, int]] | None:
        """``p_j w`` as the weight and the place of the mass."""
        if item.op == "var" and item.args[0] in self.places and self.places[item.args[0]][0] in self.laws:
            return ONE, self.places[item.args[0]]
        if item.op == "mul":
            for mass, weight in (item.args, item.args[::-1]):
                if mass.op == "var" and weight.op != "var" and (told := self._mass(mass)):
                    return weight, told[1]
        if item.op == "div" and item.args[1].op == "const" and (told := self._mass(item.args[0])):
            return terms.divide(told[0], item.args[1]), told[1]
        return None

    def _compared(self, weight: Term, j: int) -> tuple[Term, int] | None:
        """The reward, a term at one outcome, and the other outcome with which a weight compares outcome ``j``."""
        comparison = first_comparison(weight)
        sides = comparison.args if comparison is not None else ()
        others = set[int]().union(*map(self._outcomes, sides)) - {j}
        if len(others) != 1:
            return None
        (k,) = others
        rewards = [moving(self.fields, j)(side) for side in sides if self._outcomes(side) == {j} and has_values(side)]
        rewards += [one for one in self.shares if self._sides(one, j, k)[0] in sides]
        return next(((one, k) for one in rewards if {*self._sides(one, j, k)} == {*sides}), None)

    def _outcomes(self, term: Term) -> set[int]:
        return {self.places[name][1] for name in terms.variables(term) if name in self.places}

    def _compared_sides(self, reward: Term, *outcomes: int | str) -> tuple[Term, Term]:
        """What is compared of two outcomes ``j`` and ``k``: their rewards, or ``a_j b_k`` and ``a_k b_j``."""
        placed = [{field: terms.variable(f"{field}_{k}") for field in self.fields} for k in outcomes]
        if reward in self.shares:
            a, b = self.shares[reward]
            return terms.multiply(placed[0][a], placed[1][b]), terms.multiply(placed[1][a], placed[0][b])
        return terms.substituted(reward, placed[0]), terms.substituted(reward, placed[1])

    def _weights(self, weight: Term, reward: Term, j: int, k: int) -> Weights | None:
        """The weights that do not depend on more than the order; found once for all pairs of outcomes."""
        names = {f"{field}_{own}": f"{field}_{other}" for own, other in ((j, THIS), (k, THAT)) for field in self.fields}
        return self._told(terms.substituted(weight, {name: terms.variable(other) for name, other in names.items()}), reward)

    def _by_order(self, weight: Term, reward: Term) -> Weights | None:
        found = tuple(_ordered(weight, *self._sides(reward, THIS, THAT), order) for order in ORDERS)
        return found if all(one.op == "const" for one in found) else None  # type: ignore[return-value]


def share(a: str, b: str) -> Term:
    """``a/(a + b)``, which rises with ``a/b``; 0 where both are 0."""
    both = terms.add(terms.variable(a), terms.variable(b))
    return terms.choose(terms.above(both, terms.ZERO), terms.divide(terms.variable(a), both), terms.ZERO)


def has_values(term: Term) -> bool:
    """Whether a term has a finite value everywhere, such as an indicator of polynomials: so it ranks all outcomes."""
    return term.op in EVERYWHERE and all(map(has_values, term.parts))


@functools.cache  # parts are shared: of a term of twenty rounds there are millions of ways down
def first_comparison(term: Term) -> Term | None:
    """The first comparison in a term."""
    if term.op in ("ge", "gt"):
        return term
    return next((found for part in term.parts if (found := first_comparison(part)) is not None), None)


def _ordered(term: Term, a: Term, b: Term, order: str) -> Term:
    """The term where ``a`` is below, tied with or above ``b``."""
    known = {("ge", a, b): order != "below", ("gt", a, b): order == "above"}
    known |= {("ge", b, a): order != "above", ("gt", b, a): order == "below"}

    def change(one: Term) -> Term | None:
        told = known.get((one.op, *one.args))
        return None if told is None else TRUE if told else FALSE

    return terms.rebuilt(term, change)
