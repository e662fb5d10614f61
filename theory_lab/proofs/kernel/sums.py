"""Claims about sums over any number of outcomes.

A lemma says that an affine form of sums is nonnegative because the same form of terms is at every outcome; with lemmas as
facts the sums are free real variables of an ordinary state.  Part of the trusted base.

Main definitions: ``holds_for_all_sizes``.

Conventions: a law sums to 1 over the outcomes, so that a mass ``m p`` at an outcome is ``m`` in the sum.  The sums of a lemma
are finite in its proof; each set of sums that may be infinite is a case of its own, with the lemmas about other sums.  A sum that
stands inside terms of others is a parameter there, with what earlier lemmas say of it; it is never infinite.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.polynomials import need
from theory_lab.proofs.kernel.rules import Tree
from theory_lab.proofs.kernel.states import State, polynomial_term
from theory_lab.proofs.terms import INF, MINUS_INF, ZERO, Term

Fact = tuple[Term, bool]
Facts = Sequence[Fact]
MOST_POWER = 1000  # powers of ranks beyond it have no proofs that end
MOST_INFINITE = 4  # sums that may be infinite: each set of them is a case


def holds_for_all_sizes(pattern: Any, tree: Tree) -> None:
    """Accept the proof of a pattern: lemmas, the steps from side to side, and the cases of infinite sums."""
    steps = list(zip(pattern.sides, pattern.sides[1:], strict=False))
    infinite = infinities(pattern)
    need(len(infinite) <= MOST_INFINITE, "too many sums may be infinite")
    need(len(tree["steps"]) == len(steps), "each step needs a proof")
    need(not infinite.keys() & nested(pattern), "a sum inside others may be infinite")
    facts = [(fact, needed(pattern, lemma)) for lemma, _, fact in proved(pattern, tree["lemmas"])]
    for sides, proof in zip(steps, tree["steps"], strict=True):
        holds(outer(pattern, sides, [fact for fact, _ in facts]), proof)
    for size in range(1, len(infinite) + 1):
        for names in itertools.combinations(sorted(infinite), size):
            values, told = {name: infinite[name] for name in names}, tree["infinite"][",".join(names)]
            if "impossible" in told:
                _impossible(pattern, names, told)
                continue
            known = [fact for fact, sums in facts if not sums & values.keys()]
            for sides, proof in zip(steps, told["steps"], strict=True):
                holds(outer(pattern, sides, known, values), proof)


def proved(pattern: Any, lemmas: Sequence[Tree]) -> Iterator[tuple[Tree, Facts, Fact]]:
    """Each lemma with the facts that its proof may use, and its own.

    A lemma is used where the sums that it needs are finite, so that it may use what needs no others that may be infinite.
    """
    facts: list[tuple[Fact, frozenset[str]]] = []
    for lemma in lemmas:
        known = tuple(fact for fact, sums in facts if sums <= needed(pattern, lemma))
        fact = LEMMAS[lemma["rule"]](pattern, lemma, known)
        yield lemma, known, fact
        facts.append((fact, needed(pattern, lemma) & infinities(pattern).keys()))


def needed(pattern: Any, lemma: Tree) -> frozenset[str]:
    """The sums of a lemma, and all bounds: these are finite in its proof, and no others need be."""
    used = {name for told in lemma.values() if isinstance(told, dict) and "sums" in told for name in told["sums"]}
    return frozenset(used | {name for name, _, _ in pattern.bounds})


def at_one(pattern: Any, lemma: Tree, right: Term, known: Facts = ()) -> State:
    """``right >= 0`` at one outcome, where the sums of a lemma are finite, with the facts about parameters that are known."""
    others = {name for name, _ in pattern.sums} - needed(pattern, lemma)
    state, names = inner(pattern, right, finite_terms(pattern, others)), parameters(pattern).keys()
    told = [(fact, strict) for fact, strict in known if terms.variables(fact) <= names]
    return replace(state, facts=(*state.facts, *told))


def nested(pattern: Any) -> frozenset[str]:
    """The sums that stand inside the terms of sums and bounds, or in conditions at an outcome."""
    inside = (*(t for _, t in pattern.sums), *(t for _, _, t in pattern.bounds), *pattern.everywhere)
    return frozenset(name for name, _ in pattern.sums).intersection(frozenset().union(*map(terms.variables, inside)))


def _impossible(pattern: Any, names: tuple[str, ...], told: Tree) -> None:
    """One of the sums is finite at every outcome where the sums that are not named are, so it is not infinite alone."""
    need(told["impossible"] in names, "the sum is not among the infinite ones")
    phis = dict(pattern.sums) | {name: term for name, op, term in pattern.bounds if op == "max" and infinity(term) is INF}
    need(told["impossible"] in phis, "this is not infinite with one outcome alone")
    state = inner(pattern, phis[told["impossible"]], finite_terms(pattern, names))
    holds(replace(state, relation="finite"), told["proof"])


def infinities(pattern: Any) -> dict[str, Term]:
    """The sums and bounds that may be infinite, with their infinities."""
    told = [*pattern.sums, *((name, term) for name, _, term in pattern.bounds)]
    return {name: value for name, term in told if (value := infinity(term)) is not None}


def finite_terms(pattern: Any, names: Collection[str] = ()) -> tuple[Term, ...]:
    """The terms that are finite at every outcome where the sums and bounds that are not named are finite.

    A finite maximum has no infinite term, and a finite minimum no term minus infinity.
    """
    ends = {"max": INF, "min": MINUS_INF}
    bounds = [term for name, op, term in pattern.bounds if name not in names and infinity(term) is ends[op]]
    return (*(phi for name, phi in pattern.sums if name not in names), *bounds)


def infinity(phi: Term) -> Term | None:
    """The infinity that a term may be, None where it is finite."""
    found, waiting, seen = set(), [phi], set()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += one.parts
            found |= {one} & {INF, MINUS_INF}
    need(len(found) < 2, "a sum may be infinite in both directions")
    return found.pop() if found else None


def parameters(pattern: Any) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    """The ranges of parameters, and of bounds and of sums inside others, which are any real numbers."""
    ranges: dict[str, tuple[Fraction | None, Fraction | None]] = {name: (low, high) for name, low, high in pattern.parameters}
    return ranges | {name: (None, None) for name in (*(name for name, _, _ in pattern.bounds), *nested(pattern))}


def outer(pattern: Any, sides: tuple[Term, Term], facts: list[Fact], values: Mapping[str, Term] | None = None) -> State:
    """A step as a state about sums as free variables, or where sums have the values told."""
    values = values or {}
    ranges = parameters(pattern) | {name: (None, None) for name, _ in pattern.sums}
    ranges = {name: ends for name, ends in ranges.items() if name not in values}
    state = State(ranges, (), frozenset(), tuple(facts), sides, pattern.relation)
    for condition in pattern.hypotheses:
        if not terms.variables(condition) & values.keys():
            state = state.known(condition)
    return fixed(state.changed(lambda term: terms.substituted(term, values)))


def inner(pattern: Any, right: Term, finite: tuple[Term, ...] | None = None) -> State:
    """``right >= 0`` at one outcome: laws between 0 and 1, terms of sums finite, and what is known of each outcome."""
    ranges = {name: (Fraction(0), Fraction(1)) for name in pattern.laws}
    ranges |= {name: (low, high) for name, low, high in pattern.tables} | parameters(pattern)
    finite = finite_terms(pattern) if finite is None else finite
    state = State(ranges, (), pattern.positive, (), (ZERO, right), "<=", finite)
    for i, (law, _) in enumerate(pattern.ranks):
        below, tied = terms.variable(f"B{i}"), terms.variable(f"T{i}")
        state = replace(state, ranges={**state.ranges, f"T{i}": (Fraction(0), None), f"B{i}": (Fraction(0), None)})
        for larger, smaller in ((tied, terms.variable(law)), (terms.ONE, tied), (terms.ONE, terms.add(below, tied))):
            state = state.known(Term("ge", larger, smaller))
    known = parameters(pattern).keys()
    for condition in (*pattern.everywhere, *(one for one in pattern.hypotheses if terms.variables(one) <= known)):
        state = state.known(condition)
    for name, op, term in pattern.bounds:
        sides = (terms.variable(name), term) if op == "max" else (term, terms.variable(name))
        state = state.known(Term("ge", *sides))
    return fixed(state)


def fixed(state: State) -> State:
    """The state with variables of one value replaced, and conditions folded."""
    values = {name: terms.number(low) for name, (low, high) in state.ranges.items() if low is not None and low == high}
    ranges = {name: ends for name, ends in state.ranges.items() if name not in values}
    return state.changed(lambda term: terms.substituted(term, values), ranges=ranges)


def form(pattern: Any, told: Mapping[str, Any]) -> tuple[Term, Term]:
    """An affine form at one outcome and summed: ``sum c phi + sum m p``, and ``sum c S + sum m``."""
    at_one, summed, phis = ZERO, ZERO, dict(pattern.sums)
    ranges = parameters(pattern)
    for name, text in told["sums"].items():
        need(name in phis, f"there is no sum {name}")
        c = polynomial_term(text, ranges)
        at_one = terms.add(at_one, terms.multiply(c, phis[name]))
        summed = terms.add(summed, terms.multiply(c, terms.variable(name)))
    for law, text in told["masses"].items():
        need(law in pattern.laws, f"there is no law {law}")
        m = polynomial_term(text, ranges)
        at_one = terms.add(at_one, terms.multiply(m, terms.variable(law)))
        summed = terms.add(summed, m)
    for i, k, text in told.get("ranks", ()):
        need(0 <= i < len(pattern.ranks) and 0 < k < MOST_POWER, "there is no such rank or power")
        c, below = polynomial_term(text, ranges), terms.variable(f"B{i}")
        quotient = divided_power(terms.add(below, terms.variable(f"T{i}")), below, k)
        at_one = terms.add(at_one, terms.multiply(terms.multiply(c, terms.variable(pattern.ranks[i][0])), quotient))
        summed = terms.add(summed, c)
    return at_one, summed


def divided_power(a: Term, b: Term, k: int) -> Term:
    """``(a**k - b**k)/(a - b)``, as ``a**(k-1) + a**(k-2) b + ... + b**(k-1)``.

    ``p`` times it at ``a = B + T``, ``b = B`` sums to 1 over all outcomes: those tied with one have mass ``T`` together and the
    same ``B`` and ``T``, so that they add up to ``(B + T)**k - B**k``, and these differences telescope from 0 to 1.
    """
    if k == 1:
        return terms.ONE
    half = divided_power(a, b, k // 2)
    whole = terms.multiply(half, terms.add(terms.power(a, k // 2), terms.power(b, k // 2)))
    return terms.add(terms.multiply(whole, a), terms.power(b, k - 1)) if k % 2 else whole


def _linear(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """An affine form is nonnegative at every outcome, so its sum is: coefficients do not depend on the outcome."""
    one, summed = form(pattern, lemma["form"])
    holds(at_one(pattern, lemma, one, known), lemma["proof"])
    return summed, False


def _square(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """``x**2 <= u v`` with ``u, v >= 0`` at every outcome gives ``(sum x)**2 <= (sum u) (sum v)`` (Cauchy-Schwarz)."""
    (u, us), (v, vs), (x, xs) = (form(pattern, lemma[key]) for key in ("u", "v", "x"))
    holds(at_one(pattern, lemma, u, known), lemma["proofs"][0])
    holds(at_one(pattern, lemma, v, known), lemma["proofs"][1])
    holds(at_one(pattern, lemma, terms.subtract(terms.multiply(u, v), terms.power(x, 2)), known), lemma["proofs"][2])
    return terms.subtract(terms.multiply(us, vs), terms.power(xs, 2)), False


def _jensen(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """``f >= 0`` and ``w log(f/w) >= l`` at every outcome, for a law ``w``, give ``log F >= L`` for the sums ``F`` and ``L``.

    ``F >= sum_{w > 0} w (f/w) >= exp(sum_{w > 0} w log(f/w)) >= exp(L)``, for the exponential is convex; in particular ``F > 0``.
    """
    (f, whole), (low, lower) = form(pattern, lemma["f"]), form(pattern, lemma["l"])
    need(lemma["law"] in pattern.laws, "there is no such law")
    w = terms.variable(lemma["law"])
    gap = terms.choose(terms.above(w, ZERO), terms.multiply(w, terms.subtract(terms.log(f), terms.log(w))), ZERO)
    holds(at_one(pattern, lemma, f, known), lemma["proofs"][0])
    holds(at_one(pattern, lemma, terms.subtract(gap, low), known), lemma["proofs"][1])
    if lemma["as"] == "positive":
        return whole, True
    return terms.subtract(terms.log(whole), lower) if lemma["as"] == "log" else terms.subtract(whole, terms.exp(lower)), False


def _attained(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """A maximum or minimum is the term at some outcome: what holds of the term at every outcome holds of it."""
    fact, at = of_bound(pattern, lemma)
    strict = "strict" in lemma
    holds(replace(at_one(pattern, lemma, at, known), relation="<" if strict else "<="), lemma["proof"])
    return fact, strict


def of_bound(pattern: Any, lemma: Tree) -> tuple[Term, Term]:
    """What a lemma says of a bound, and the same of its term at one outcome."""
    terms_of = {name: term for name, _, term in pattern.bounds}
    need(lemma["bound"] in terms_of, "there is no such bound")
    fact = polynomial_term(lemma["fact"], parameters(pattern))
    return fact, terms.substituted(fact, {lemma["bound"]: terms_of[lemma["bound"]]})


def _peak(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """A form that is nonnegative at every outcome is in sum at least what it is at one, where a bound is attained.

    So if the form is at least ``g(phi)`` at every outcome, where ``phi`` is the term of the bound ``M``, its sum is at least
    ``g(M)``.
    """
    (one, summed), (fact, at) = form(pattern, lemma["form"]), of_bound(pattern, lemma)
    holds(at_one(pattern, lemma, one, known), lemma["proofs"][0])
    holds(at_one(pattern, lemma, terms.subtract(one, at), known), lemma["proofs"][1])
    return terms.subtract(summed, fact), False


LEMMAS: dict[str, Callable[[Any, Tree, Facts], Fact]] = {
    "linear": _linear, "square": _square, "jensen": _jensen, "attained": _attained, "peak": _peak,
}  # fmt: skip
