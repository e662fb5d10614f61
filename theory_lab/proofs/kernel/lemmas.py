"""Lemmas about sums over any number of outcomes, and the claims that follow.

A lemma says that an affine form of sums is nonnegative because the same form of terms is at every outcome; with lemmas as
facts the sums are free real variables of an ordinary state.  Part of the trusted base.

Main definitions: ``holds_for_all_sizes``, ``proved``, ``LEMMAS``.

Conventions: the sums of a lemma are finite in its proof; each set of sums that may be infinite is a case of its own, with the
lemmas about other sums.  A sum that stands inside terms of others is a parameter there, with what earlier lemmas say of it; it is
never infinite.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.polynomials import need
from theory_lab.proofs.kernel.rules import Tree
from theory_lab.proofs.kernel.states import polynomial_term
from theory_lab.proofs.kernel.sums import (
    Fact,
    Facts,
    at_one,
    finite_terms,
    form,
    infinities,
    infinity,
    inner,
    needed,
    nested,
    outer,
    parameters,
)
from theory_lab.proofs.terms import INF, ZERO, Term

MOST_INFINITE = 6  # sums that may be infinite: each set of them is a case, 63 at most
SET = re.compile(r"A\d+")  # names of sets of outcomes, as no field is named


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
    named = [lemma["set"] for lemma in lemmas if lemma["rule"] == "layers"]
    need(len(set(named)) == len(named), "two lemmas name the same set")
    for lemma in lemmas:
        known = tuple(fact for fact, sums in facts if sums <= needed(pattern, lemma))
        fact = LEMMAS[lemma["rule"]](pattern, lemma, known)
        yield lemma, known, fact
        facts.append((fact, needed(pattern, lemma) & infinities(pattern).keys()))


def _impossible(pattern: Any, names: tuple[str, ...], told: Tree) -> None:
    """One of the sums is finite at every outcome where the sums that are not named are, so it is not infinite alone."""
    need(told["impossible"] in names, "the sum is not among the infinite ones")
    phis = dict(pattern.sums) | {name: term for name, op, term in pattern.bounds if op == "max" and infinity(term) is INF}
    need(told["impossible"] in phis, "this is not infinite with one outcome alone")
    state = inner(pattern, phis[told["impossible"]], finite_terms(pattern, names))
    holds(replace(state, relation="finite"), told["proof"])


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


def _part(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """``u >= 0`` and ``u >= v`` at every outcome give ``sum u >= sum of v over any set of outcomes``."""
    need(SET.fullmatch(lemma["set"]) is not None, "this is no name of a set")
    (u, whole), (v, part) = form(pattern, lemma["u"]), form(pattern, lemma["v"], lemma["set"])
    for right, proof in zip((u, terms.subtract(u, v)), lemma["proofs"], strict=True):
        holds(at_one(pattern, lemma, right, known), proof)
    return terms.subtract(whole, part), False


def _layers(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """``0 <= h <= 1`` and ``v h >= u`` at every outcome give ``sum u <= sum of v over some set of outcomes``.

    ``h`` is the integral over ``s`` from 0 to 1 of the indicator of ``h > s``, so that ``sum u <= sum v h`` is at most the
    integral of the sums of ``v`` over the sets of outcomes above ``s``, and one of these finitely many sets has the largest.  The
    set has its name from this lemma alone; ``h`` is what ranks the outcomes, so that all above some rank are in it, and masses
    by rank may be among ``v``.
    """
    i = lemma["rank"]
    need(SET.fullmatch(lemma["set"]) is not None and 0 <= i < len(pattern.ranks), "this is no name of a set, or no rank")
    (u, whole), (v, part) = form(pattern, lemma["u"]), form(pattern, lemma["v"], lemma["set"], i)
    h = pattern.ranks[i][1]
    goals = (h, terms.subtract(terms.ONE, h), terms.subtract(terms.multiply(v, h), u))
    for right, proof in zip(goals, lemma["proofs"], strict=True):
        holds(at_one(pattern, lemma, right, known), proof)
    return terms.subtract(part, whole), False


LEMMAS: dict[str, Callable[[Any, Tree, Facts], Fact]] = {
    "linear": _linear, "square": _square, "jensen": _jensen, "attained": _attained, "peak": _peak, "part": _part,
    "layers": _layers,
}  # fmt: skip
