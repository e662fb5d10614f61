"""Lemmas about sums over any number of outcomes, and the claims that follow.

A lemma says that an affine form of sums is nonnegative because the same form of their terms is nonnegative at every outcome.
With lemmas as facts, the sums are free real variables of an ordinary state.  Part of the trusted base.

Main definitions: ``holds_for_all_sizes``, ``proved``, ``LEMMAS``, ``subadditive``.

Conventions: the sums of a lemma are finite in its proof; each set of sums that may be infinite is a separate case, with the
lemmas about other sums.  A sum inside the terms of others is a parameter there, about which earlier lemmas are known; it is
never infinite, and neither is a bound there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cases import all_hold, holds
from theory_lab.proofs.kernel.polynomials import given, need
from theory_lab.proofs.kernel.rules import Tree
from theory_lab.proofs.kernel.states import State, polynomial_term, total
from theory_lab.proofs.kernel.sums import Fact, Facts
from theory_lab.proofs.terms import INF, ZERO, Term

MOST_INFINITE = 6  # sums that may be infinite: each set of them is a case, 63 at most
SET = re.compile(r"A\d+")  # names of sets of outcomes, as no field is named


def holds_for_all_sizes(pattern: Any, tree: Tree) -> None:
    """Accept the proof of a pattern: lemmas, steps from side to side, and each case of infinite sums but those always finite."""
    pattern = sums.defined(pattern, tree)
    infinite, finite = sums.infinities(pattern), tree.get("finite", {})
    told = {"": {"steps": tree["steps"]}, **tree["infinite"]}
    need(len(infinite) <= MOST_INFINITE, "too many sums may be infinite")
    need(not infinite.keys() & sums.inside(pattern), "a sum or bound inside others may be infinite")
    facts = [(fact, sums.needed(pattern, lemma)) for lemma, _, fact in proved(pattern, tree["lemmas"])]
    for name, proof in finite.items():
        _impossible(pattern, (*infinite,), name, proof, [fact for fact, own in facts if not own & infinite.keys()])
    for size in range(len(infinite) + 1):
        for names in itertools.combinations(sorted(infinite.keys() - finite.keys()), size):
            values, case = {name: infinite[name] for name in names}, told[",".join(names)]
            known = [fact for fact, own in facts if not own & values.keys()]
            if "impossible" in case:
                _impossible(pattern, names, case["impossible"], case["proof"], known)
            else:
                steps = itertools.pairwise(pattern.sides)
                all_hold([sums.outer(pattern, sides, known, values) for sides in steps], case["steps"])


def proved(pattern: Any, lemmas: Sequence[Tree]) -> Iterator[tuple[Tree, Facts, Fact]]:
    """Each lemma with the facts that its proof may use, and its own.

    A lemma is used where the sums that it needs are finite; its proof may use facts that need no further possibly infinite sums.
    """
    facts: list[tuple[Fact, frozenset[str]]] = []
    named = [lemma["set"] for lemma in lemmas if lemma["rule"] == "layers"]
    need(len(set(named)) == len(named), "two lemmas name the same set")
    for lemma in lemmas:
        needed = sums.needed(pattern, lemma)
        known = tuple(fact for fact, own in facts if own <= needed)
        fact = LEMMAS[lemma["rule"]](pattern, lemma, known)
        yield lemma, known, fact
        facts.append((fact, needed & sums.infinities(pattern).keys()))


def _impossible(pattern: Any, names: tuple[str, ...], name: str, proof: Tree, known: Facts) -> None:
    """One of the named sums is finite at every outcome where all other sums are finite, so it is not infinite alone."""
    need(name in names, "the sum is not among the infinite ones")
    phis = sums.infinite_alone(pattern)
    need(name in phis, "this is not infinite with one outcome alone")
    holds(sums.finite_without(pattern, phis[name], names, known), proof)


def _holds(pattern: Any, lemma: Tree, known: Facts, *rights: Term) -> None:
    """Accept the proofs that terms are nonnegative at every outcome."""
    all_hold([sums.at_one(pattern, lemma, right, known) for right in rights], lemma["proofs"])


def _linear(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """An affine form is nonnegative at every outcome, so its sum is: coefficients do not depend on the outcome.

    If it is positive wherever a law is, its sum is positive, for a law is positive at some outcome.  With ``each`` the lemma says
    that the sum is at least what the form is at any one outcome.
    """
    one, summed = sums.form(pattern, lemma["form"], known=known)
    state, law = sums.at_one(pattern, lemma, one, known), lemma.get("strict")
    holds(state, lemma["proof"] if law is None else lemma["proofs"][0])
    if "each" in lemma:
        need(law is None, "a form that is positive somewhere says no more of one outcome")
        return terms.subtract(summed, one), False
    if law is not None:
        need(law in pattern.laws, "there is no such law")
        inside = replace(state, positive=state.positive | {law}, relation="<")
        holds(inside.changed(), lemma["proofs"][1])
    return summed, law is not None


def _square(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """``x**2 <= u v`` with ``u, v >= 0`` at every outcome gives ``(sum x)**2 <= (sum u) (sum v)`` (Cauchy-Schwarz)."""
    (u, us), (v, vs), (x, xs) = (sums.form(pattern, lemma[key], known=known) for key in ("u", "v", "x"))
    _holds(pattern, lemma, known, u, v, terms.subtract(terms.multiply(u, v), terms.power(x, 2)))
    return terms.subtract(terms.multiply(us, vs), terms.power(xs, 2)), False


def _jensen(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """``f >= 0`` and ``w log(f/w) >= l`` at every outcome, for a law ``w``, give ``log F >= L`` for the sums ``F`` and ``L``.

    ``F >= sum_{w > 0} w (f/w) >= exp(sum_{w > 0} w log(f/w)) >= exp(L)``, for the exponential is convex; in particular ``F > 0``.
    """
    (f, whole), (low, lower) = (sums.form(pattern, lemma[key], known=known) for key in ("f", "l"))
    need(lemma["law"] in pattern.laws, "there is no such law")
    w = terms.variable(lemma["law"])
    gap = terms.choose(terms.above(w, ZERO), terms.multiply(w, terms.subtract(terms.log(f), terms.log(w))), ZERO)
    _holds(pattern, lemma, known, f, terms.subtract(gap, low))
    if lemma["as"] == "positive":
        return whole, True
    return terms.subtract(terms.log(whole), lower) if lemma["as"] == "log" else terms.subtract(whole, terms.exp(lower)), False


def _attained(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """A maximum or minimum is the term at some outcome: what holds of the term at every outcome holds of it."""
    fact, at = of_bound(pattern, lemma, known)
    strict = "strict" in lemma
    holds(replace(sums.at_one(pattern, lemma, at, known), relation="<" if strict else "<="), lemma["proof"])
    return fact, strict


def of_bound(pattern: Any, lemma: Tree, known: Facts = ()) -> tuple[Term, Term]:
    """What a lemma says about a bound, and the same about its term at one outcome; sums are the same there."""
    term = given({name: term for name, _, term in pattern.bounds}.get(lemma["bound"]), "there is no such bound")
    fact = polynomial_term(lemma["fact"], sums.constants(pattern), sums.positive(pattern, known))
    return fact, terms.substituted(fact, {lemma["bound"]: term})


def _peak(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """The sum of a form that is nonnegative at every outcome is at least the form at one outcome, where a bound is attained.

    So if the form is at least ``g(phi)`` at every outcome, where ``phi`` is the term of the bound ``M``, its sum is at least
    ``g(M)``.
    """
    (one, summed), (fact, at) = sums.form(pattern, lemma["form"], known=known), of_bound(pattern, lemma, known)
    _holds(pattern, lemma, known, one, terms.subtract(one, at))
    return terms.subtract(summed, fact), False


def _merge(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """A subadditive term, at the masses of a set plus at those of its complement, is at most its sum.

    ``phi(a + b) <= phi(a) + phi(b)`` for all masses of laws merges the outcomes of each, one after the other; ``phi(0) = 0`` is
    that of no outcome.  ``phi`` has a value at all masses (``valued``), which is finite at the merged ones because its sum is: so
    any number may stand for infinity, here one more than the sum.
    """
    phi = dict(pattern.sums)[lemma["sum"]]
    need(type(lemma["set"]) is int and 0 <= lemma["set"] < len(pattern.sets), "there is no such set")
    need(sums.valued(phi, pattern), "a term may have no value")
    holds(subadditive(pattern, phi, known), lemma["proof"])
    return merged(pattern, lemma), False


def merged(pattern: Any, lemma: Tree) -> Term:
    """A sum less its term at the masses of a set and at those of its complement."""
    i, whole, phi = lemma["set"], terms.variable(lemma["sum"]), dict(pattern.sums)[lemma["sum"]]
    top = terms.add(whole, terms.ONE)
    phi = terms.rebuilt(phi, lambda one: top if one is INF or (one.op == "mul" and INF in one.args) else None)
    sides = [{law: terms.variable(f"A{2 * i + k}_{law}") for law in pattern.laws} for k in (0, 1)]
    return terms.subtract(whole, terms.add(*(terms.substituted(phi, side) for side in sides)))


def subadditive(pattern: Any, phi: Term, known: Facts) -> State:
    """``phi(a + b) <= phi(a) + phi(b)`` for a term of laws, wherever the right side is finite."""
    ranges, names = sums.parameters(pattern), {law: f"{law}_other" for law in pattern.laws}
    taken = {*pattern.laws, *ranges}
    need(terms.variables(phi) <= taken and not taken.intersection(names.values()), "this is no term of laws, or a name is taken")
    told = tuple(fact for fact in known if terms.variables(fact[0]) <= ranges.keys())
    ranges = ranges | dict.fromkeys((*names, *names.values()), (Fraction(0), None))
    other = {law: terms.variable(name) for law, name in names.items()}
    both = {law: terms.add(terms.variable(law), more) for law, more in other.items()}
    parts = (phi, terms.substituted(phi, other))
    positive = pattern.positive | {names[law] for law in pattern.positive}
    state = State(ranges, (), positive, told, (terms.substituted(phi, both), terms.add(*parts)), "<=", parts)
    return state.fixed()


def _part(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """``u >= 0`` and ``u >= v`` at every outcome give ``sum u >= sum of v over any set of outcomes``.

    Such a set are those that are not ranked below an outcome.  With a ``rank`` the lemma is about these sets alone, of which the
    masses of each law that is ranked in the same way are ``1 - B``: it holds with the ``B`` of any outcome.
    """
    (u, whole), (v, part) = sums.form(pattern, lemma["u"]), sums.form(pattern, lemma["v"], name := need_set(pattern, lemma))
    _holds(pattern, lemma, known, u, terms.subtract(u, v))
    fact = terms.subtract(whole, part)
    return (fact if "rank" not in lemma else not_below(pattern, fact, name, lemma["rank"])), False


def not_below(pattern: Any, fact: Term, name: str, rank: int) -> Term:
    """A fact about a set, said of the outcomes that are not ranked below an outcome."""
    sums.need_rank(pattern, rank)
    alike = [(i, law) for i, (law, order) in enumerate(pattern.ranks) if order is pattern.ranks[rank][1]]
    fact = terms.substituted(fact, {f"{name}_{law}": terms.subtract(terms.ONE, terms.variable(f"B{i}")) for i, law in alike})
    need(not any(one.startswith(f"{name}_") for one in terms.variables(fact)), "a mass of the set is not known")
    return fact


def need_set(pattern: Any, lemma: Tree) -> str:
    """The name of a set of outcomes about which nothing is known."""
    need(SET.fullmatch(lemma["set"]) is not None and not pattern.sets, "this is no name of a set")
    return lemma["set"]


def _layers(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """``0 <= h <= 1`` and ``v h >= u`` at every outcome give ``sum u <= sum of v over some set of outcomes``.

    ``h`` is the integral over ``s`` from 0 to 1 of the indicator of ``h > s``, so that ``sum u <= sum v h`` is at most the
    integral of the sums of ``v`` over the sets of outcomes above ``s``, and one of these finitely many sets has the largest.  The
    set has its name from this lemma alone; ``h`` is what ranks the outcomes, so that all above some rank are in it, and masses
    by rank may be among ``v``.
    """
    i = lemma["rank"]
    sums.need_rank(pattern, i)
    (u, whole), (v, part) = sums.form(pattern, lemma["u"]), sums.form(pattern, lemma["v"], need_set(pattern, lemma), i)
    h = pattern.ranks[i][1]
    _holds(pattern, lemma, known, h, terms.subtract(terms.ONE, h), terms.subtract(terms.multiply(v, h), u))
    return terms.subtract(part, whole), False


def _level(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """Masses by rank beside the mass ``Q`` of the outcomes at which what ranks them, ``h``, is at least a number ``c``.

    A form that is at least ``p`` there, and 0 elsewhere, has a sum ``S >= Q``: so ``B >= 1 - Q >= 1 - S`` where ``h >= c``, for
    all else is ranked below.  With ``high`` it is at most that: ``B <= 1 - S`` where ``h = c``, and ``B + T <= 1 - S`` where
    ``h < c``, for what is ranked there or below is not among the outcomes of ``Q``; unless ``h`` is a ratio of laws, and both are
    0, which is tied with all outcomes.
    """
    sums.need_rank(pattern, i := lemma["rank"])
    (law, h), below = pattern.ranks[i], terms.variable(f"B{i}")
    need("high" not in lemma or total(h, sums.at_outcome(pattern), pattern.positive), "an outcome may be tied with all others")
    c = polynomial_term(lemma["at"], sums.constants(pattern), sums.positive(pattern, known))
    one, summed = sums.form(pattern, lemma["form"], known=known)
    above, rest = terms.at_least(h, c), terms.subtract(terms.ONE, summed)
    gap = terms.subtract(one, terms.choose(above, terms.variable(law), ZERO))
    _holds(pattern, lemma, known, terms.negative(gap) if "high" in lemma else gap)
    if "high" not in lemma:
        return terms.choose(above, terms.subtract(below, rest), ZERO), False
    upto = terms.choose(terms.at_least(c, h), below, ZERO), terms.add(below, terms.variable(f"T{i}"))
    return terms.subtract(rest, terms.choose(above, *upto)), False


def _parts(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """Masses by rank ``d(1) - d(0) = 0`` with ``d <= 0`` between 0 and 1, times what ranks the outcomes: a sum that is >= 0.

    By parts, with ``h`` at the tie classes in order and the masses ``F`` up to each: ``sum h_j (d(F_j) - d(F_{j-1}))`` is
    ``-sum d(F_j) (h_{j+1} - h_j)``, for ``d`` is 0 at both ends.  So is a form that is at least as large at every outcome.
    """
    _holds(pattern, lemma, known, *by_parts(pattern, lemma, known))
    return sums.form(pattern, lemma["form"], known=known)[1], False


def by_parts(pattern: Any, lemma: Tree, known: Facts) -> tuple[Term, ...]:
    """The terms to show nonnegative at every outcome: ``d(1)``, ``-d(1)``, ``-d`` below the outcome, the form less the sum."""
    ((i, *_), *_), ranks = lemma["ranks"], {"sums": {}, "masses": {}, "ranks": lemma["ranks"]}
    need(all(one[0] == i and type(one[1]) is int for one in lemma["ranks"]), "the masses are by two ranks, or by no powers")
    (w, total), d = sums.form(pattern, ranks), ZERO
    for _, k, c in lemma["ranks"]:
        d = terms.add(d, terms.multiply(polynomial_term(c, sums.parameters(pattern)), terms.power(terms.variable(f"B{i}"), k)))
    u, _ = sums.form(pattern, lemma["form"], known=known)
    return total, terms.negative(total), terms.negative(d), terms.subtract(u, terms.multiply(w, pattern.ranks[i][1]))


def _follows(pattern: Any, lemma: Tree, known: Facts) -> Fact:
    """A consequence of known facts and hypotheses for sums and bounds, which are any real numbers in the proof.

    It is used, as all lemmas are, where the sums that it names are finite, and the facts that it uses hold there.
    """
    fact, state = following(pattern, lemma, known)
    holds(state, lemma["proof"])
    return fact, "strict" in lemma


def following(pattern: Any, lemma: Tree, known: Facts) -> tuple[Term, State]:
    """What a lemma says by others, as a state; without hypotheses about sums that it does not name and that may be infinite."""
    fact = polynomial_term(lemma["fact"], sums.constants(pattern), sums.positive(pattern, known))
    infinite = sums.infinities(pattern).keys()
    unknown = infinite - sums.needed(pattern, lemma)
    state = sums.outer(sums.silent(pattern, unknown), (ZERO, fact), list(known))
    return fact, replace(state, relation="<" if "strict" in lemma else "<=")


LEMMAS: dict[str, Callable[[Any, Tree, Facts], Fact]] = {
    "linear": _linear, "square": _square, "jensen": _jensen, "attained": _attained, "peak": _peak, "merge": _merge,
    "part": _part, "layers": _layers, "level": _level, "parts": _parts, "follows": _follows,
}  # fmt: skip
