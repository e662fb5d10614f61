"""Lemmas about sums as people read them.

A lemma is told with the form whose sum over outcomes it is, and with what is known of the sums of its parts: a law sums to 1,
masses by rank telescope.

Main definitions: ``lemma_told``, ``same_told``.

Conventions: ``labels`` say which lemmas the facts that are known are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, NamedTuple

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.functions import of_term
from theory_lab.proofs.kernel.lemmas import by_parts, following, of_bound, subadditive
from theory_lab.proofs.kernel.polynomials import GENERATORS, Quotient, Rejected, generator
from theory_lab.proofs.kernel.states import State, polynomial_term, settled
from theory_lab.proofs.search.goals.formulas import readable
from theory_lab.proofs.telling.cells import RANGES
from theory_lab.proofs.telling.formulas import tidied
from theory_lab.proofs.telling.givens import above_zero
from theory_lab.proofs.telling.layout import CLOSE, INDENT, OPEN, SAME, SIGNS
from theory_lab.proofs.telling.states import Tree, indented, shown, state_told
from theory_lab.proofs.terms import Term

LONGEST = 3  # power of a difference of powers that is divided out
SHORTER = 0.7  # of what it is otherwise: a product of sums says more than the sum that it is


class Known(NamedTuple):
    """The facts that the proof of a lemma may use, and the numbers of the lemmas that say them."""

    facts: sums.Facts
    labels: Sequence[str]


def lemma_told(pattern: Any, lemma: Tree, number: int, known: Known, fact: sums.Fact) -> Iterator[str]:
    """A lemma and its proof."""
    yield from TOLD[lemma["rule"]](pattern, lemma, number, known, fact)


def same_told(number: int, fact: sums.Fact, earlier: int) -> str:
    """A lemma that is another one in a form in which it is used, such as a logarithm by an exponential."""
    return f"Lemma {number}. {_said(fact[0])} {_sign(fact)}, by the pointwise inequality of Lemma {earlier}."


def in_steps_told(number: int, fact: sums.Fact, like: int) -> str:
    """A lemma whose proof differs from that of another one in its numbers and formulas alone."""
    return f"Lemma {number}. {_said(fact[0])} {_sign(fact)}, by the steps of Lemma {like}."


def _above(pattern: Any, known: Known) -> frozenset[str]:
    """The names of what is positive by hypotheses or by earlier lemmas."""
    return above_zero(pattern).union(*(one.names for one in sums.positive(pattern, known.facts) if one.op == "var"))


def _stated(pattern: Any, fact: sums.Fact, known: Known) -> str:
    """What a lemma says."""
    return f"{_said(fact[0], _above(pattern, known))} {_sign(fact)}"


def _sign(fact: sums.Fact) -> str:
    return f"{OPEN}{'>' if fact[1] else '>='} 0{CLOSE}"


def _one(pattern: Any, right: Term, *forms: Tree) -> str:
    """What stands at one outcome, where the laws are positive; long differences of powers in a form as quotients."""
    laws, quotients = above_zero(pattern).union(pattern.laws), dict[Term, Term]()
    for i, g in {(i, g) for form in forms for i, g, _ in form.get("ranks", ()) if isinstance(g, int) and g > LONGEST}:
        below, tied = terms.variable(f"B{i}"), terms.variable(f"T{i}")
        upto = terms.add(below, tied)
        rise = terms.subtract(terms.power(upto, g), terms.power(below, g))
        quotients[sums.divided_power(upto, below, g)] = Term("div", rise, tied)
    return shown(terms.rebuilt(settled(right, laws, laws), quotients.get), laws)


def _summed(pattern: Any, known: Known, *forms: Tree) -> str:
    """What is known of the sums of masses in forms: ``, where p sums to 1``; '' where there are none."""
    positive = sums.positive(pattern, known.facts)
    told = [f"{OPEN}{law}{CLOSE} sums to 1" for law in dict.fromkeys(law for form in forms for law in form["masses"])]
    for i, g in dict.fromkeys((i, g) for form in forms for i, g, _ in form.get("ranks", ())):
        law, high, low = pattern.ranks[i][0], f"(B{i} + T{i})", f"B{i}"
        if isinstance(g, str):
            ranges = sums.constants(pattern) | {"F": (Fraction(0), Fraction(1))}
            of = f"{OPEN}g(F) ={CLOSE} {shown(polynomial_term(g, ranges, positive))}"
            told.append(f"{OPEN}{law} (g{high} - g({low}))/T{i}{CLOSE} sums to {OPEN}g(1) - g(0){CLOSE} with {of}")
        else:
            told.append(f"{OPEN}{law} ({high}^{g} - {low}^{g})/T{i}{CLOSE} sums to 1")
    ranked = any(form.get("ranks") for form in forms)
    return f", where {' and '.join(told)}{', since masses by rank telescope' if ranked else ''}" if told else ""


def _state(pattern: Any, lemma: Tree, right: Term, known: Known) -> tuple[State, list[str]]:
    """What is to show at one outcome, and which lemmas its facts are."""
    state = sums.at_one(pattern, lemma, right, known.facts)
    own, bounds = len(sums.at_one(pattern, lemma, right).facts), [name for name, *_ in pattern.bounds]
    told = [label for (fact, _), label in zip(*known, strict=True) if terms.variables(fact) <= state.ranges.keys()]
    return state, [*[""] * (own - len(bounds)), *bounds, *told]


def _said(term: Term, positive: frozenset[str] = frozenset()) -> str:
    """What a lemma says: multiplied out where it is a polynomial that is shorter so."""
    term = tidied(settled(term, positive, positive), positive)
    text, names = shown(term), sorted(terms.variables(term))
    if len(names) < GENERATORS:
        variables = {name: Quotient(generator(k)) for k, name in enumerate(names)}
        sides = tuple(Side(name, None, None) for name in names)
        field = Field(sides, tuple(map(Generator, names)), variables)
        with contextlib.suppress(Rejected):
            whole = f"{OPEN}{readable(of_term(field, term), field)}{CLOSE}"
            return whole if len(whole) < SHORTER * len(text) else text
    return text


def _attained(pattern: Any, lemma: Tree, number: int, known: Known, fact: sums.Fact) -> Iterator[str]:
    state, labels = _state(pattern, lemma, of_bound(pattern, lemma, known.facts)[1], known)
    bound = f"{OPEN}{lemma['bound']}{CLOSE}"
    yield f"Lemma {number}. {_stated(pattern, fact, known)}, since {bound} is attained, and at every outcome:"
    yield from indented(state_told(replace(state, relation="<") if fact[1] else state, lemma["proof"], labels), 2)


def _linear(pattern: Any, lemma: Tree, number: int, known: Known, fact: sums.Fact) -> Iterator[str]:
    one, _ = sums.form(pattern, lemma["form"], known=known.facts)
    (state, labels), law = _state(pattern, lemma, one, known), lemma.get("strict")
    yield f"Lemma {number}. {_stated(pattern, fact, known)}."
    yield f"{INDENT}It is the sum over outcomes of {_one(pattern, one, lemma['form'])}{_summed(pattern, known, lemma['form'])};"
    each = ", so the sum is at least any one of them" if "each" in lemma else ""
    why = list(state_told(state, lemma["proof"] if law is None else lemma["proofs"][0], labels))
    seen, is_zero = why[0].endswith(SIGNS), why == [SAME]
    end = f" {SIGNS}" if seen else "." if is_zero else ":"
    yield f"{INDENT}each summand is {OPEN}{'0' if is_zero else '>= 0'}{CLOSE}{each}{end}"
    yield from indented(iter([] if seen or is_zero else why), 2)
    if law is not None:
        yield f"{INDENT}The summand is positive where {OPEN}{law} > 0{CLOSE}, which holds at some outcome:"
        inside = replace(state, positive=state.positive | {law}, relation="<").changed(lambda term: term)
        yield from indented(state_told(inside, lemma["proofs"][1], labels), 2)


def _merge(pattern: Any, lemma: Tree, number: int, known: Known, fact: sums.Fact) -> Iterator[str]:
    state = subadditive(pattern, dict(pattern.sums)[lemma["sum"]], known.facts)
    yield f"Lemma {number}. {_stated(pattern, fact, known)}."
    term = f"The term of {OPEN}{lemma['sum']}{CLOSE}"
    yield f"{INDENT}{term} is subadditive: merging the outcomes of the set, and those off it, only makes the sum smaller."
    yield f"{INDENT * 2}{shown(state.sides[0])} {OPEN}<={CLOSE} {shown(state.sides[1])}:"
    yield from indented(state_told(state, lemma["proof"]), 2)


def _parts(pattern: Any, lemma: Tree, number: int, known: Known, fact: sums.Fact) -> Iterator[str]:
    h = pattern.ranks[lemma["ranks"][0][0]][1]
    yield f"Lemma {number}. {_stated(pattern, fact, known)}, by summation by parts:"
    yield f"{INDENT}the masses by rank are differences of a function <= 0 that is 0 at both ends; they multiply {shown(h)}."
    for right, proof in zip(by_parts(pattern, lemma, known.facts)[2:], lemma["proofs"][2:], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _part(pattern: Any, lemma: Tree, number: int, known: Known, fact: sums.Fact) -> Iterator[str]:
    (u, _), (v, _), name = sums.form(pattern, lemma["u"]), sums.form(pattern, lemma["v"], lemma["set"]), lemma["set"]
    where = f"where {OPEN}{name}_x{CLOSE} is the part of {OPEN}x{CLOSE} on a set {OPEN}{name}{CLOSE} of outcomes."
    if "rank" in lemma:
        where = "at any outcome, from the set of the outcomes not ranked below it."
    yield f"Lemma {number}. {_stated(pattern, fact, known)}, {where}"
    yield f"{INDENT}A sum of nonnegative terms is at least its part on the set{_summed(pattern, known, lemma['u'])}:"
    for right, proof in zip((u, terms.subtract(u, v)), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _layers(pattern: Any, lemma: Tree, number: int, known: Known, fact: sums.Fact) -> Iterator[str]:
    (u, _), (v, _), h = sums.form(pattern, lemma["u"]), sums.form(pattern, lemma["v"]), pattern.ranks[lemma["rank"]][1]
    name = f"{OPEN}{lemma['set']}{CLOSE}"
    yield f"Lemma {number}. {_stated(pattern, fact, known)}, for some upper level set {name} of {shown(h)}."
    yield f"{INDENT}A sum of weights times {shown(h)} is an average of sums of the weights over upper level sets:"
    rights = (h, terms.subtract(terms.ONE, h), terms.subtract(terms.multiply(v, h), u))
    for right, proof in zip(rights, lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _level(pattern: Any, lemma: Tree, number: int, known: Known, _: sums.Fact) -> Iterator[str]:
    i, (one, summed) = lemma["rank"], sums.form(pattern, lemma["form"], known=known.facts)
    (law, h), high = pattern.ranks[i], "high" in lemma
    c = polynomial_term(lemma["at"], sums.constants(pattern), sums.positive(pattern, known.facts))
    gap = terms.subtract(one, terms.choose(terms.at_least(h, c), terms.variable(law), terms.ZERO))
    rest, below, upto = shown(terms.subtract(terms.ONE, summed)), f"{OPEN}B{i}{CLOSE}", f"{OPEN}B{i} + T{i}{CLOSE}"
    least, same, less = (f"{shown(h)} {OPEN}{sign}{CLOSE} {shown(c)}" for sign in (">=", "=", "<"))
    mass, others, at_most, at_least = (f"{OPEN}{text}{CLOSE}" for text in ("Q", "1 - Q", "<=", ">="))
    if high:
        yield f"Lemma {number}. {below} {at_most} {rest} at every outcome where {same}, and {upto} {at_most} {rest} where {less}."
        yield f"{INDENT}Let {mass} be the mass where {least}. The other outcomes have mass {others}, which is {below}"
        yield f"{INDENT}where {same} and at least {upto} where {less}. And {mass} {at_least} {shown(summed)}:"
    else:
        yield f"Lemma {number}. {below} {at_least} {rest} at every outcome where {least}."
        yield f"{INDENT}Let {mass} be their mass; all others, of mass {others}, rank below."
        yield f"{INDENT}And {mass} {at_most} {shown(summed)}:"
    yield from _at_one(pattern, lemma, terms.negative(gap) if high else gap, lemma["proofs"][0], known)


def _peak(pattern: Any, lemma: Tree, number: int, known: Known, _: sums.Fact) -> Iterator[str]:
    one, summed = sums.form(pattern, lemma["form"], known=known.facts)
    fact, at = of_bound(pattern, lemma, known.facts)
    yield f"Lemma {number}. {shown(summed)} {OPEN}>={CLOSE} {shown(fact)}."
    bound = f"{OPEN}{lemma['bound']}{CLOSE}"
    yield f"{INDENT}The left side is a sum of nonnegative terms{_summed(pattern, known, lemma['form'])};"
    yield f"{INDENT}so it is at least its term at an outcome that attains {bound}; and at every outcome"
    yield f"{INDENT}this term is at least the right side with the value there in place of {bound}:"
    for right, proof in zip((one, terms.subtract(one, at)), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known)


def _square(pattern: Any, lemma: Tree, number: int, known: Known, _: sums.Fact) -> Iterator[str]:
    forms = {key: sums.form(pattern, lemma[key.lower()], known=known.facts) for key in ("U", "V", "X")}
    (u, us), (v, vs), (x, xs) = forms.values()
    square, product = terms.power(xs, 2), terms.multiply(us, vs)
    yield f"Lemma {number}. {_said(square)} {OPEN}<={CLOSE} {_said(product)}, by Cauchy-Schwarz:"
    named = ", ".join(f"{OPEN}{key} ={CLOSE} {_one(pattern, one)}" for key, (one, _) in forms.items())
    summed = _summed(pattern, known, *(lemma[key] for key in ("u", "v", "x")))
    yield f"{INDENT}{OPEN}X^2 <= U V{CLOSE} and {OPEN}U, V >= 0{CLOSE} at each outcome imply the same for the sums; here"
    yield f"{INDENT}{named}{summed}."
    gap = terms.subtract(terms.multiply(u, v), terms.power(x, 2))
    for name, right, proof in zip(("U", "V", "U V - X^2"), (u, v, gap), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, right, proof, known, name)


def _jensen(pattern: Any, lemma: Tree, number: int, known: Known, _: sums.Fact) -> Iterator[str]:
    (f, whole), (low, lower) = (sums.form(pattern, lemma[key], known=known.facts) for key in ("f", "l"))
    w = terms.variable(lemma["law"])
    claim = f"{shown(terms.log(whole))} {OPEN}>={CLOSE} {shown(lower)}"
    yield f"Lemma {number}. {claim}, by Jensen's inequality for the law {shown(w)}:"
    named = f"{OPEN}F ={CLOSE} {_one(pattern, f)}, {OPEN}L ={CLOSE} {_one(pattern, low)}"
    bound = f"{OPEN}{lemma['law']} log(F/{lemma['law']}) >= L{CLOSE} and {OPEN}F >= 0{CLOSE} at each outcome"
    yield f"{INDENT}{bound}, so the {OPEN}log{CLOSE} of the sum of {OPEN}F{CLOSE} is at least the sum of {OPEN}L{CLOSE}; here"
    yield f"{INDENT}{named}{_summed(pattern, known, lemma['f'], lemma['l'])}."
    gap = terms.multiply(w, terms.subtract(terms.log(f), terms.log(w)))
    right = terms.subtract(terms.choose(terms.above(w, terms.ZERO), gap, terms.ZERO), low)
    names = ("F", f"{lemma['law']} log(F/{lemma['law']}) - L")
    for name, one, proof in zip(names, (f, right), lemma["proofs"], strict=True):
        yield from _at_one(pattern, lemma, one, proof, known, name)


def _follows(pattern: Any, lemma: Tree, number: int, known: Known, fact: sums.Fact) -> Iterator[str]:
    why = list(state_told(following(pattern, lemma, known.facts)[1], lemma["proof"], known.labels))
    if why[1:] == [RANGES]:
        yield f"Lemma {number}. {_stated(pattern, fact, known)}: {RANGES}"
        return
    yield f"Lemma {number}. {_stated(pattern, fact, known)}, from what is known of the sums:"
    yield from indented(iter(why), 2)


def _at_one(pattern: Any, lemma: Tree, right: Term, proof: Tree, known: Known, name: str = "") -> Iterator[str]:
    """Why something, which may have a name, is nonnegative at one outcome."""
    if right is terms.ZERO:
        return
    yield f"{INDENT}{f'{OPEN}{name}{CLOSE}' if name else _one(pattern, right)} {OPEN}>= 0{CLOSE} at each outcome:"
    state, labels = _state(pattern, lemma, right, known)
    yield from indented(state_told(state, proof, labels), 2)


TOLD: dict[str, Callable[[Any, Tree, int, Known, sums.Fact], Iterator[str]]] = {
    "linear": _linear, "square": _square, "jensen": _jensen, "attained": _attained, "peak": _peak, "merge": _merge,
    "part": _part, "layers": _layers, "level": _level, "parts": _parts, "follows": _follows,
}  # fmt: skip
