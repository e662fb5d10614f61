"""Sums over any number of outcomes: what is known at one outcome and about the sums, and their affine forms.

Part of the trusted base.

Main definitions: ``inner`` and ``at_one`` (states at one outcome), ``outer`` (states about sums), ``form``.

Conventions: a law sums to 1 over the outcomes, so that a mass ``m p`` at an outcome is ``m`` in the sum.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.infinities import ENDS, Places, learnt, places
from theory_lab.proofs.kernel.polynomials import given, need
from theory_lab.proofs.kernel.rules import Tree
from theory_lab.proofs.kernel.states import Range, State, polynomial_term, settled, total
from theory_lab.proofs.terms import FALSE, INF, MINUS_INF, TRUE, ZERO, Term

Fact = tuple[Term, bool]
Facts = Sequence[Fact]
MOST_POWER = 1000  # powers of ranks beyond it have no proofs that end


def needed(pattern: Any, lemma: Tree) -> frozenset[str]:
    """The sums of a lemma, also in coefficients, and all bounds: these are finite in its proof, others need not be."""
    names = re.findall(r"\w+", str([part for key, part in lemma.items() if key not in ("proof", "proofs")]))
    return frozenset(dict(pattern.sums).keys() & set(names) | {name for name, _, _ in pattern.bounds})


def at_one(pattern: Any, lemma: Tree, right: Term, known: Facts = ()) -> State:
    """``right >= 0`` at one outcome, where the sums of a lemma are finite, with the facts about parameters that are known."""
    others = {name for name, _ in pattern.sums} - needed(pattern, lemma)
    return _knowing(inner(pattern, right, others), known)


def _knowing(state: State, known: Facts) -> State:
    """The state with those facts that speak of nothing else than it does."""
    told = (fact for fact in known if terms.variables(fact[0]) <= state.ranges.keys())
    return replace(state, facts=(*state.facts, *told))


def nested(pattern: Any) -> frozenset[str]:
    """The sums that stand inside the terms of sums and bounds, or in conditions at an outcome."""
    return inside(pattern).intersection(dict(pattern.sums))


def inside(pattern: Any) -> frozenset[str]:
    """The names in the terms of sums and bounds, and in conditions at an outcome."""
    return frozenset().union(*map(terms.variables, (*dict(_told(pattern)).values(), *pattern.everywhere)))


@functools.lru_cache(64)
def infinities(pattern: Any) -> Mapping[str, Term]:
    """The sums and bounds that may be infinite, with their infinities; those inside others are finite.

    What is known of the places of terms (see ``infinities``) are ranges, and conditions without sums and bounds, which hold at
    every outcome.  A sum or bound that may be infinite in both directions is refused.
    """
    known, names = frozenset(_ranged(pattern).items()), dict(_told(pattern)).keys()
    for condition in (*pattern.everywhere, *pattern.hypotheses):
        if names.isdisjoint(terms.variables(condition)):
            known = learnt(condition, known) or known
    found = {name: places(term, known) & ENDS for name, term in _told(pattern)}
    need(all(len(ends) < len(ENDS) for ends in found.values()), "a sum may be infinite in both directions")
    return {name: INF if 2 in ends else MINUS_INF for name, ends in found.items() if ends}


def finite_terms(pattern: Any, names: Collection[str] = ()) -> tuple[Term, ...]:
    """The terms that are finite at every outcome where the sums and bounds that are not named are finite.

    A finite maximum has no infinite term, and a finite minimum no term minus infinity.
    """
    ends, infinite = {"max": INF, "min": MINUS_INF}, infinities(pattern)
    bounds = [term for name, op, term in pattern.bounds if name not in names and infinite.get(name) is ends[op]]
    return (*(phi for name, phi in pattern.sums if name not in names), *bounds)


def _told(pattern: Any) -> tuple[tuple[str, Term], ...]:
    """Sums and bounds with their terms."""
    return (*pattern.sums, *((name, term) for name, _, term in pattern.bounds))


def _ranged(pattern: Any) -> dict[Term, Places]:
    """The places of what has a range."""
    found = {terms.variable(name): _between(*ends) for name, ends in at_outcome(pattern).items()}
    return found | {terms.variable(law): frozenset((1,)) for law in pattern.positive}


def _between(low: Fraction | None, high: Fraction | None) -> Places:
    """The places of numbers between two ends, if there are any."""
    negative, positive = low is None or low < 0, high is None or high > 0
    zero = (negative or low == 0) and (positive or high == 0)
    return frozenset(itertools.compress((-1, 0, 1), (negative, zero, positive)))


def defined(pattern: Any, tree: Tree) -> Any:
    """The pattern with what a proof defines: further sums, of terms with a finite value at every outcome, and then sets.

    Where there are two sums, ``S2`` is the first of these; fields have no such names.
    """
    ranges, known = at_outcome(pattern), frozenset(map(terms.variable, pattern.positive))
    further = enumerate(tree.get("sums", ()), len(pattern.sums))
    found = [(f"S{k}", polynomial_term(text, ranges, known)) for k, text in further]
    return with_sets(replace(pattern, sums=(*pattern.sums, *found)), tree.get("sets", ()))


def with_sets(pattern: Any, texts: Sequence[str]) -> Any:
    """The pattern with sets of outcomes, where a polynomial at the outcome is >= 0: ``A0_p`` is the mass of ``p`` on the first
    one and ``A1_p`` off it, ``A2_p`` the mass on the second one, and so on.
    """
    sets = tuple(polynomial_term(text, at_outcome(pattern)) for text in texts)
    found: list[tuple[str, Term]] = []
    for i, one in enumerate(sets):
        inside = terms.at_least(one, ZERO)
        found += [(f"A{2 * i}_{law}", terms.choose(inside, terms.variable(law), ZERO)) for law in pattern.laws]
        found += [(f"A{2 * i + 1}_{law}", terms.choose(inside, ZERO, terms.variable(law))) for law in pattern.laws]
    return replace(pattern, sets=sets, sums=(*pattern.sums, *found))


def masses(pattern: Any) -> tuple[tuple[str, str], ...]:
    """The masses of each law on each set and off it, which are a law of two outcomes."""
    return tuple((f"A{2 * i}_{law}", f"A{2 * i + 1}_{law}") for i in range(len(pattern.sets)) for law in pattern.laws)


def valued(phi: Term, pattern: Any) -> bool:
    """Whether a term of laws has a value or is plus infinity where some of them are 0 and the others positive, and 0 at 0."""
    numbers, laws = parameters(pattern), [law for law in pattern.laws if law in terms.variables(phi)]
    for zeros in itertools.product((False, True), repeat=len(laws)):
        values = {law: ZERO for law, zero in zip(laws, zeros, strict=True) if zero}
        if pattern.positive & values.keys() and not all(zeros):
            continue  # masses of laws that are positive at every outcome are 0 together
        everywhere = State(numbers | dict.fromkeys(laws, (Fraction(0), None)), (), frozenset(laws), (), (ZERO, phi))
        term = (state := everywhere.put(values)).sides[1]
        factors = term.args if term.op == "mul" else (term,)
        infinite = INF in factors and all(one is INF or (one.op == "var" and one.args[0] in state.above_zero) for one in factors)
        finite = total(plain(phi, values, state), state.ranges, state.positive)
        if not (infinite or finite) or (all(zeros) and term is not ZERO):
            return False
    return True


def plain(term: Term, values: Mapping[str, Term], state: State) -> Term:
    """The term at values of variables, with both branches equal where a condition is known, and nothing folded.

    So a part without a value stays, which a factor that is 0 would hide: ``p * (1/p)`` is 1 on no outcome, as a quotient.
    """

    @functools.cache
    def go(one: Term) -> Term:
        args = one.args
        if one.op == "ite":
            known = settled(terms.substituted(args[0], values), state.above_zero, state.nonnegative)
            args = (args[0], *((args[1 if known is TRUE else 2],) * 2 if known in (TRUE, FALSE) else args[1:]))
        told = Term(one.op, *(go(arg) if isinstance(arg, Term) else arg for arg in args))
        return values.get(one.args[0], one) if one.op == "var" else told

    return go(term)


def at_outcome(pattern: Any) -> dict[str, Range]:
    """The ranges of everything that has a value at one outcome: laws, tables, parameters, and masses by rank."""
    ranges: dict[str, Range] = dict.fromkeys(pattern.laws, (Fraction(0), Fraction(1)))
    ranges |= {name: (low, high) for name, low, high in pattern.tables} | parameters(pattern)
    return ranges | {f"{letter}{i}": (Fraction(0), None) for i in range(len(pattern.ranks)) for letter in "TB"}


def parameters(pattern: Any) -> dict[str, Range]:
    """The ranges of parameters, and of bounds and of sums inside others, which are any real numbers."""
    ranges: dict[str, Range] = {name: (low, high) for name, low, high in pattern.parameters}
    return ranges | {name: (None, None) for name in (*(name for name, _, _ in pattern.bounds), *nested(pattern))}


def constants(pattern: Any) -> dict[str, Range]:
    """The ranges of everything that is the same at every outcome: parameters, bounds and sums."""
    return parameters(pattern) | dict.fromkeys(dict(pattern.sums), (None, None))


def outer(pattern: Any, sides: tuple[Term, Term], facts: list[Fact], values: Mapping[str, Term] | None = None) -> State:
    """A step as a state about sums, as free variables or with given values."""
    values = values or {}
    ranges = constants(pattern)
    ranges |= dict.fromkeys(frozenset().union(*(terms.variables(fact) for fact, _ in facts)) - ranges.keys(), (None, None))
    ranges = {name: ends for name, ends in ranges.items() if name not in sum(masses(pattern), ())}
    state = State(ranges, masses(pattern), frozenset(), tuple(facts), sides, pattern.relation)
    return state.known(*silent(pattern, values).hypotheses).put(values).fixed()


def silent(pattern: Any, names: Collection[str]) -> Any:
    """The pattern without hypotheses about some sums and bounds."""
    return replace(pattern, hypotheses=tuple(one for one in pattern.hypotheses if terms.variables(one).isdisjoint(names)))


def inner(pattern: Any, right: Term, names: Collection[str] = ()) -> State:
    """``right >= 0`` at one outcome: laws between 0 and 1, terms of sums finite, and what is known of each outcome.

    The sums that ``right`` contains are like parameters, the same at every outcome; those that are named may be infinite.
    """
    ranges, known = at_outcome(pattern), parameters(pattern).keys()
    ranges |= dict.fromkeys(terms.variables(right).intersection(dict(pattern.sums)) - ranges.keys(), (None, None))
    state = State(ranges, (), pattern.positive, (), (ZERO, right), "<=", finite_terms(pattern, names))
    for i, (law, _) in enumerate(pattern.ranks):
        below, tied = terms.variable(f"B{i}"), terms.variable(f"T{i}")
        ordered = ((tied, terms.variable(law)), (terms.ONE, tied), (terms.ONE, terms.add(below, tied)))
        state = state.known(*(Term("ge", *pair) for pair in ordered))
    state = state.known(*pattern.everywhere, *(one for one in pattern.hypotheses if terms.variables(one) <= known))
    bounds = [(terms.variable(name), term)[:: 1 if op == "max" else -1] for name, op, term in pattern.bounds]
    return state.known(*(Term("ge", *pair) for pair in bounds)).fixed()


def infinite_alone(pattern: Any) -> dict[str, Term]:
    """The terms of sums, and of maxima that may be plus infinity: one infinite outcome is enough."""
    infinite = infinities(pattern)
    return dict(pattern.sums) | {name: term for name, op, term in pattern.bounds if op == "max" and infinite.get(name) is INF}


def finite_without(pattern: Any, phi: Term, names: tuple[str, ...], known: Facts) -> State:
    """A term is finite at every outcome where the sums that are not named are.

    A bound that is named is any real number here, and at least (most) the term where that is finite.  Hypotheses about it, which
    speak of an infinity, are none about this number.
    """
    return replace(_knowing(inner(silent(pattern, names), phi, names), known), relation="finite")


def positive(pattern: Any, known: Facts) -> frozenset[Term]:
    """What is > 0 by a hypothesis or by a fact that is known."""
    above = [terms.subtract(*one.args) for one in pattern.hypotheses if one.op == "gt"]
    return frozenset((*above, *(fact for fact, strict in known if strict)))


def form(pattern: Any, told: Mapping[str, Any], part: str = "", rank: int | None = None, known: Facts = ()) -> tuple[Term, Term]:
    """An affine form at one outcome and summed: ``sum c phi + sum m p``, and ``sum c S + sum m``.

    With ``part`` it is summed over the outcomes of a set of this name alone, where ``A0_p`` is the mass of ``p`` on the set
    ``A0`` and ``A0_S1`` the part of ``S1``; masses by rank need a set of all outcomes above a rank (see ``divided_rise``).
    """
    phis, items, mark = dict(pattern.sums), list[tuple[str, Term, Term]](), f"{part}_" if part else ""
    ranges = constants(pattern)
    for name, text in told["sums"].items():
        items.append((text, given(phis.get(name), f"there is no sum {name}"), terms.variable(f"{mark}{name}")))
    for law, text in told["masses"].items():
        need(law in pattern.laws, f"there is no law {law}")
        items.append((text, terms.variable(law), terms.variable(f"{mark}{law}") if part else terms.ONE))
    for i, g, text in told.get("ranks", ()):
        need_rank(pattern, i)
        need(not part or i == rank, "the set is not ranked like this")
        law, outside = pattern.ranks[i][0], ZERO
        if part:
            outside = terms.subtract(terms.ONE, terms.variable(f"{mark}{law}"))
        quotient, rise = divided_rise(pattern, i, g, outside, positive(pattern, known))
        items.append((text, terms.multiply(terms.variable(law), quotient), rise))
    one, summed = ZERO, ZERO
    for text, at, own in items:
        c = polynomial_term(text, ranges, positive(pattern, known))
        one, summed = terms.add(one, terms.multiply(c, at)), terms.add(summed, terms.multiply(c, own))
    return one, summed


def need_rank(pattern: Any, i: Any) -> None:
    """The number of a rank is a whole one: ``B1`` is no ``BTrue``."""
    need(type(i) is int and 0 <= i < len(pattern.ranks), "there is no such rank")


def divided_rise(pattern: Any, i: int, g: Any, outside: Term, known: Collection[Term]) -> tuple[Term, Term]:
    """``(g(B + T) - g(B))/T``, and 0 where ``T = 0``; and ``g(1) - g(outside)``.  For a power ``g`` is its exponent.

    ``p`` times it sums to ``g(1) - g(0)`` over all outcomes, if ``g`` is finite between 0 and 1: those tied with one have mass
    ``T`` together and the same ``B`` and ``T``, so that they add up to ``g(B + T) - g(B)``, and these differences telescope.
    Where ``T = 0`` is no mass.  Over the outcomes above some rank, of mass ``m``, they do so from ``1 - m``.
    In ``g`` the mass is ``F``: what is known of another ``F`` is not known of it.
    """
    below, tied = terms.variable(f"B{i}"), terms.variable(f"T{i}")
    upto = terms.add(below, tied)
    if isinstance(g, str):
        known = [one for one in known if "F" not in terms.variables(one)]
        term = polynomial_term(g, constants(pattern) | {"F": (Fraction(0), Fraction(1))}, known)
        high, low, top, bottom = (terms.substituted(term, {"F": at}) for at in (upto, below, terms.ONE, outside))
        slope = terms.divide(terms.subtract(high, low), tied)
        return terms.choose(terms.above(tied, ZERO), slope, ZERO), terms.subtract(top, bottom)
    need(type(g) is int and 0 < g < MOST_POWER, "there is no such power")
    return divided_power(upto, below, g), terms.subtract(terms.ONE, terms.power(outside, g))


def divided_power(a: Term, b: Term, k: int) -> Term:
    """``(a**k - b**k)/(a - b)``, as ``a**(k-1) + a**(k-2) b + ... + b**(k-1)``."""
    return terms.total(tuple(terms.multiply(terms.power(a, k - 1 - j), terms.power(b, j)) for j in range(k)))
