"""Lemmas about sums as people read them.

Main definitions: ``lemma_told``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.lemmas import by_parts, following, of_bound, subadditive
from theory_lab.proofs.kernel.polynomials import GENERATORS, Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import settled
from theory_lab.proofs.search.goals import readable
from theory_lab.proofs.telling.layout import CLOSE, INDENT, OPEN
from theory_lab.proofs.telling.states import Tree, indented, shown, state_told
from theory_lab.proofs.terms import Term

SHORTER = 0.7  # of what it is otherwise: a product of sums says more than the sum that it is


def lemma_told(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    """A lemma and its proof."""
    yield from TOLD[lemma["rule"]](pattern, lemma, number, known, fact)


def _said(term: Term) -> str:
    """What a lemma says: multiplied out where it is a polynomial that is shorter so."""
    text, names = shown(term), sorted(terms.variables(term))
    if len(names) < GENERATORS:
        variables = {name: Quotient(generator(k)) for k, name in enumerate(names)}
        sides = tuple(Side(name, None, None) for name in names)
        field = Field(sides, tuple(map(Generator, names)), variables)
        with contextlib.suppress(Rejected):
            whole = f"{OPEN}{readable(of_term(field, term), field)}{CLOSE}"
            return whole if len(whole) < SHORTER * len(text) else text
    return text


def _attained(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    relation = ">" if fact[1] else ">="
    yield f"Lemma {number}. {_said(fact[0])} {OPEN}{relation} 0{CLOSE}, for the bound is attained, and at every outcome:"
    state = sums.at_one(pattern, lemma, of_bound(pattern, lemma, known)[1], known)
    yield from indented(state_told(replace(state, relation="<") if fact[1] else state, lemma["proof"]), 2)


def _linear(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    one, _ = sums.form(pattern, lemma["form"], known=known)
    state, law = sums.at_one(pattern, lemma, one, known), lemma.get("strict")
    yield f"Lemma {number}. {_said(fact[0])} {OPEN}{'>=' if law is None else '>'} 0{CLOSE}."
    yield f"{INDENT}It is a sum over outcomes, and at one outcome:"
    yield from indented(state_told(state, lemma["proof"] if law is None else lemma["proofs"][0]), 2)
    if law is not None:
        yield f"{INDENT}It is positive where {OPEN}{law} > 0{CLOSE}, which is somewhere:"
        inside = replace(state, positive=state.positive | {law}, relation="<").changed(lambda term: term)
        yield from indented(state_told(inside, lemma["proofs"][1]), 2)


def _merge(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    state, name = subadditive(pattern, dict(pattern.sums)[lemma["sum"]], known), f"{OPEN}{lemma['sum']}{CLOSE}"
    yield f"Lemma {number}. {_said(fact[0])} {OPEN}>= 0{CLOSE}."
    yield f"{INDENT}The term of {name} is subadditive, so that outcomes can be merged, on the set and off it:"
    yield f"{INDENT * 2}{shown(state.sides[0])} {OPEN}<={CLOSE} {shown(state.sides[1])}, for"
    yield from indented(state_told(state, lemma["proof"]), 2)


def _parts(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    h = pattern.ranks[lemma["ranks"][0][0]][1]
    yield f"Lemma {number}. {_said(fact[0])} {OPEN}>= 0{CLOSE}, by parts:"
    yield f"{INDENT}masses by rank with the sum 0, times {shown(h)}: differences of a function <= 0 that is 0 at both ends."
    for right, proof in zip(by_parts(pattern, lemma, known)[2:], lemma["proofs"][2:], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _part(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    (u, _), (v, _), name = sums.form(pattern, lemma["u"]), sums.form(pattern, lemma["v"], lemma["set"]), lemma["set"]
    where = f"where {OPEN}{name}{CLOSE} marks sums over a set of outcomes."
    if "rank" in lemma:
        where = "at any outcome, by the set of those that are not below it."
    yield f"Lemma {number}. {_said(fact[0])} {OPEN}>= 0{CLOSE}, {where}"
    yield f"{INDENT}What is nonnegative is in sum at least its part on the set:"
    for right, proof in zip((u, terms.subtract(u, v)), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _layers(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    (u, _), (v, _), h = sums.form(pattern, lemma["u"]), sums.form(pattern, lemma["v"]), pattern.ranks[lemma["rank"]][1]
    name = f"{OPEN}{lemma['set']}{CLOSE}"
    yield f"Lemma {number}. {_said(fact[0])} {OPEN}>= 0{CLOSE}, for some set {name} of all outcomes above a rank by {shown(h)}."
    yield f"{INDENT}The left sum is at most one of {shown(h)} times weights, so an integral of sums of weights over such sets:"
    for right, proof in zip(
        (h, terms.subtract(terms.ONE, h), terms.subtract(terms.multiply(v, h), u)), lemma["proofs"], strict=True
    ):
        yield from _at_one(pattern, lemma, right, proof, known)


def _peak(pattern: Any, lemma: Tree, number: int, known: sums.Facts, _: sums.Fact) -> Iterator[str]:
    (one, summed), (fact, at) = sums.form(pattern, lemma["form"], known=known), of_bound(pattern, lemma, known)
    yield f"Lemma {number}. {shown(summed)} {OPEN}>={CLOSE} {shown(fact)}."
    yield f"{INDENT}The left side is a sum of what is nonnegative at every outcome, so it is at least that at one, where"
    yield f"{INDENT}the bound {OPEN}{lemma['bound']}{CLOSE} is attained; and at every outcome the right side is at most it:"
    for right, proof in zip((one, terms.subtract(one, at)), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _square(pattern: Any, lemma: Tree, number: int, known: sums.Facts, _: sums.Fact) -> Iterator[str]:
    (u, us), (v, vs), (x, xs) = (sums.form(pattern, lemma[key], known=known) for key in ("u", "v", "x"))
    square, product = terms.power(xs, 2), terms.multiply(us, vs)
    yield f"Lemma {number}. {_said(square)} {OPEN}<={CLOSE} {_said(product)}, by Cauchy-Schwarz from"
    gap = terms.subtract(terms.multiply(u, v), terms.power(x, 2))
    for right, proof in zip((u, v, gap), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _jensen(pattern: Any, lemma: Tree, number: int, known: sums.Facts, _: sums.Fact) -> Iterator[str]:
    (f, whole), (low, lower) = (sums.form(pattern, lemma[key], known=known) for key in ("f", "l"))
    w = terms.variable(lemma["law"])
    claim = f"{shown(terms.log(whole))} {OPEN}>={CLOSE} {shown(lower)}"
    yield f"Lemma {number}. {claim}, by Jensen's inequality for the law {shown(w)} from"
    gap = terms.multiply(w, terms.subtract(terms.log(f), terms.log(w)))
    right = terms.subtract(terms.choose(terms.above(w, terms.ZERO), gap, terms.ZERO), low)
    for one, proof in zip((f, right), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, one, proof, known)


def _follows(pattern: Any, lemma: Tree, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    yield f"Lemma {number}. {_said(fact[0])} {OPEN}{'>' if fact[1] else '>='} 0{CLOSE}, for in sums that satisfy what is known:"
    yield from indented(state_told(following(pattern, lemma, known)[1], lemma["proof"]), 2)


def _at_one(pattern: Any, lemma: Tree, right: Term, proof: Tree, known: sums.Facts) -> Iterator[str]:
    laws = frozenset(pattern.laws)
    yield f"{INDENT}{shown(settled(right, laws, laws), laws)} {OPEN}>= 0{CLOSE} at one outcome:"
    yield from indented(state_told(sums.at_one(pattern, lemma, right, known), proof), 2)


TOLD: dict[str, Callable[[Any, Tree, int, sums.Facts, sums.Fact], Iterator[str]]] = {
    "linear": _linear, "square": _square, "jensen": _jensen, "attained": _attained, "peak": _peak, "merge": _merge,
    "part": _part, "layers": _layers, "parts": _parts, "follows": _follows,
}  # fmt: skip
