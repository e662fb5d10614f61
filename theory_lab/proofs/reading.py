"""Proofs as people read them.

A stored proof is told again in words: the lemma about one outcome, its cases, on each cell the function, what it is divided by,
its derivative and the value at the end.  The teller walks through the proof as the kernel does, with the kernel's own functions.

Main definitions: ``told`` (lines of text), ``latex`` (a proof environment).

Conventions: reading a proof checks nothing; ``theorems.verified`` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import difference, moved
from theory_lab.proofs.kernel.leaves import UNBOUNDED, bounded, leaf
from theory_lab.proofs.kernel.polynomials import Quotient
from theory_lab.proofs.kernel.rules import extended
from theory_lab.proofs.kernel.states import State, decided, first_condition, settled
from theory_lab.proofs.search.algebra import reduced
from theory_lab.proofs.search.goals import readable
from theory_lab.proofs.terms import Term
from theory_lab.proofs.wording import shown

Tree = dict[str, Any]
INDENT = "  "
OPEN, CLOSE = "\u27e6", "\u27e7"  # around formulas, until they are written as text or in TeX
SHORT = 160  # characters of a formula that is written out


def told(pattern: Any, proof: Tree) -> list[str]:
    """The proof of a pattern, line by line."""
    return [line.replace(OPEN, "").replace(CLOSE, "") for line in _told(pattern, proof)]


def _told(pattern: Any, proof: Tree) -> list[str]:
    lines = [f"For every number of outcomes, with {_sums(pattern)}:", f"{INDENT}{_chain(pattern)}."]
    for number, (lemma, known, fact) in enumerate(sums.proved(pattern, proof["lemmas"]), 1):
        lines += ["", *_lemma(pattern, lemma, number, known, fact)]
    steps = zip(pattern.sides, pattern.sides[1:], strict=False)
    lines += ["", *(f"{_formula(a)} {OPEN}{pattern.relation}{CLOSE} {_formula(b)} follows from the lemmas." for a, b in steps)]
    for names in proof["infinite"]:
        infinite = f"{OPEN}{names}{CLOSE} infinite"
        lines.append(f"With {infinite}: the larger side is infinite as well, or there are no such laws.")
    return lines


def _sums(pattern: Any) -> str:
    """What the sums and bounds are, where all laws are positive."""
    laws = frozenset(pattern.laws)
    parts = [f"{_formula(terms.variable(name))} the sum of {_formula(settled(term, laws, laws))}" for name, term in pattern.sums]
    for name, op, term in pattern.bounds:
        parts.append(f"{_formula(terms.variable(name))} the {op}imum of {_formula(settled(term, laws, laws))}")
    return ", ".join(parts)


def _chain(pattern: Any) -> str:
    return f" {OPEN}{pattern.relation}{CLOSE} ".join(map(_formula, pattern.sides))


def _lemma(pattern: Any, lemma: Any, number: int, known: sums.Facts, fact: sums.Fact) -> Iterator[str]:
    if lemma["rule"] == "attained":
        yield f"Lemma {number}. {_formula(fact[0])} {OPEN}>= 0{CLOSE}, for the bound is attained, and at every outcome:"
        at = terms.substituted(fact[0], {name: term for name, _, term in pattern.bounds if name == lemma["bound"]})
        yield from _indented(_state(sums.at_one(pattern, lemma, at, known), lemma["proof"]), 2)
        return
    if lemma["rule"] == "linear":
        one, summed = sums.form(pattern, lemma["form"])
        yield f"Lemma {number}. {_formula(summed)} {OPEN}>= 0{CLOSE}."
        yield f"{INDENT}It is a sum over outcomes, and at one outcome:"
        yield from _indented(_state(sums.at_one(pattern, lemma, one, known), lemma["proof"]), 2)
        return
    if lemma["rule"] == "jensen":
        yield from _jensen(pattern, lemma, number, known)
        return
    (u, us), (v, vs), (x, xs) = (sums.form(pattern, lemma[key]) for key in ("u", "v", "x"))
    square, product = terms.power(xs, 2), terms.multiply(us, vs)
    yield f"Lemma {number}. {_formula(square)} {OPEN}<={CLOSE} {_formula(product)}, by Cauchy-Schwarz from"
    for right, proof in zip((u, v), lemma["proofs"], strict=False):
        yield f"{INDENT}{_formula(right)} {OPEN}>= 0{CLOSE}:"
        yield from _indented(_state(sums.at_one(pattern, lemma, right, known), proof), 2)
    product = terms.subtract(terms.multiply(u, v), terms.power(x, 2))
    yield f"{INDENT}{_formula(product)} {OPEN}>= 0{CLOSE}:"
    yield from _indented(_state(sums.at_one(pattern, lemma, product, known), lemma["proofs"][2]), 2)


def _jensen(pattern: Any, lemma: Tree, number: int, known: sums.Facts) -> Iterator[str]:
    (f, whole), (low, lower) = sums.form(pattern, lemma["f"]), sums.form(pattern, lemma["l"])
    w = terms.variable(lemma["law"])
    claim = f"{_formula(terms.log(whole))} {OPEN}>={CLOSE} {_formula(lower)}"
    yield f"Lemma {number}. {claim}, by Jensen's inequality for {_formula(w)} from"
    gap = terms.multiply(w, terms.subtract(terms.log(f), terms.log(w)))
    right = terms.subtract(terms.choose(terms.above(w, terms.ZERO), gap, terms.ZERO), low)
    for one, proof in zip((f, right), lemma["proofs"], strict=True):
        yield f"{INDENT}{_formula(one)} {OPEN}>= 0{CLOSE}:"
        yield from _indented(_state(sums.at_one(pattern, lemma, one, known), proof), 2)


def _indented(lines: Iterator[str], depth: int = 1) -> Iterator[str]:
    return (INDENT * depth + line for line in lines)


def _state(state: State, tree: Tree) -> Iterator[str]:
    """A state and its proof: cases, new variables, leaves."""
    match tree["rule"]:
        case "clear":
            yield "clear."
        case "zero":
            name = tree["var"]
            positive = state.changed(lambda term: term, positive=state.positive | {name})
            yield f"{OPEN}{name} = 0{CLOSE}:"
            values = {name: terms.ZERO}
            ranges = {one: ends for one, ends in state.ranges.items() if one != name}
            if tree.get("zero"):
                yield from _indented(_state(state.changed(lambda t: terms.substituted(t, values), ranges=ranges), tree["zero"]))
            yield f"{OPEN}{name} > 0{CLOSE}:"
            yield from _indented(_state(positive, tree["positive"]))
        case "ratio" | "square":
            yield from _renamed(state, tree)
        case "if":
            condition = first_condition((*state.sides, *(fact for fact, _ in state.facts)))
            assert condition is not None
            for answer, key in ((True, "yes"), (False, "no")):
                known = condition if answer else terms.negation(condition)
                yield f"where {_formula(known)}:"
                case = state.changed(lambda term, answer=answer: decided(term, condition, answer)).known(known)
                yield from _indented(_state(case, tree[key]))
        case "keep":
            yield from _state(replace(state, facts=tuple(state.facts[j] for j in tree["facts"])), tree["then"])
        case "empty":
            yield "there are no such points."
        case "cell":
            yield from _leaf(state, tree)
        case rule:
            yield f"({rule})"


def _renamed(state: State, tree: Tree) -> Iterator[str]:
    name, new = tree["var"], terms.variable(tree["name"])
    ratio = tree["rule"] == "ratio"
    image = terms.multiply(new, terms.variable(tree["by"])) if ratio else terms.power(new, 2)
    yield f"write {OPEN}{name} ={CLOSE} {_formula(image)};"
    ranges = {one: ends for one, ends in state.ranges.items() if one != name}
    ends = (Fraction(0), None) if ratio else (_end(tree["low"]), _end(tree["high"]))
    positive = state.positive - {name} | ({tree["name"]} if name in state.positive else set())
    case = state.changed(
        lambda term: terms.substituted(term, {name: image}), ranges={**ranges, tree["name"]: ends}, positive=positive
    )
    yield from _state(case, tree["then"])


def _end(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _leaf(state: State, tree: Tree) -> Iterator[str]:
    field = leaf(state, tree)
    left, right = (bounded(side) for side in state.sides)
    e = difference(field, left, right)
    if UNBOUNDED in terms.variables(left) | terms.variables(right):
        yield "infinite, with a positive factor."
        return
    yield f"{_short(e, field)} {OPEN}{'=' if state.relation == '==' else '>='} 0{CLOSE}{_cell(field, e)}:"
    yield from _indented(_function(e, field, tree["then"]))


def _cell(field: Field, e: Quotient) -> str:
    sides = [side for side in field.cell if field.depends(e, field.index(side.name))]
    parts = []
    for side in sides:
        low = "" if side.low is None else f"{readable(side.low, field)} {'<=' if side.low_closed else '<'} "
        high = "" if side.high is None else f" {'<=' if side.high_closed else '<'} {readable(side.high, field)}"
        parts.append(f"{OPEN}{low}{side.name}{high}{CLOSE}")
    return f" for {', '.join(parts)}" if parts else ""


def _function(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    """A function and its proof."""
    rule = tree["rule"]
    if rule in ("zero", "ball", "signs"):
        reasons = {"zero": "identically 0.", "ball": "a positive constant.", "signs": "all coefficients are positive there."}
        yield reasons[rule]
    elif rule == "product":
        for text, k, m, sign, proof in tree["factors"]:
            f = Quotient.of(poly.scale(field.polynomial_of(text), fmpq(sign)))
            if proof is not None and proof["rule"] != "signs" and (k + m) % 2:
                yield f"the factor {_short(f, field)} {OPEN}>= 0{CLOSE}:"
                yield from _indented(_function(f, field, proof))
            else:
                power = f", to the power {OPEN}{k - m}{CLOSE}," if k - m != 1 else ""
                yield f"the factor {_short(f, field)}{power} is {'no matter' if (k + m) % 2 == 0 else 'positive'};"
    elif rule == "scale":
        by = field.polynomial_of(tree["by"])
        yield f"divide by {_short(Quotient.of(by), field)} {OPEN}> 0{CLOSE}:"
        yield from _function(Quotient(e.n, poly.multiply(e.d, by)), field, tree["then"])
    elif rule == "mono":
        yield from _monotone(e, field, tree)
    elif rule == "split":
        side, at = field.side(tree["var"]), field.quotient_of(tree["at"])
        yield f"for {OPEN}{side.name} <= {readable(at, field)}{CLOSE}:"
        yield from _indented(_function(e, field.with_side(replace(side, high=at, high_closed=True)), tree["low"]))
        yield f"for {OPEN}{side.name} >= {readable(at, field)}{CLOSE}:"
        yield from _indented(_function(e, field.with_side(replace(side, low=at, low_closed=True)), tree["high"]))
    elif rule == "quad":
        yield f"a quadratic in {tree['var']} with positive leading coefficient and discriminant at most 0."
    elif rule == "concave":
        yield f"its slope in {tree['var']} falls, and it is nonnegative at both ends."
    elif rule == "box":
        yield "a ball that contains all values there is positive."
    elif rule == "use":
        yield "a combination of the facts with nonnegative multipliers."
    else:
        yield f"({rule})"


def _monotone(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    side, count = field.side(tree["var"]), len(field.generators)
    slope = reduced(field.derivative(e, field.index(side.name)), count)
    end = side.low if tree["up"] else side.high
    assert end is not None
    way = "rises" if tree["up"] else "falls"
    yield f"{OPEN}g ={CLOSE} {_short(reduced(e, count), field)} {way} in {OPEN}{side.name}{CLOSE}:"
    yield f"{INDENT}{OPEN}g' ={CLOSE} {_short(slope, field)};"
    rest = replace(field, generators=tuple(one for one in field.generators if one.kind == "var"), facts=())
    rest = extended(replace(rest, cell=tuple(one for one in field.cell if one.name != side.name)), tree["generators"])
    value = reduced(moved(field, e, rest, {side.name: moved(field, end, rest, {})}), len(rest.generators))
    least = f"its least value is {OPEN}g({side.name} = {readable(end, field)}) ={CLOSE} {_short(value, rest)}"
    yield f"{least}: equality there." if not value.n else f"{least} {OPEN}>= 0{CLOSE}."
    if value.n and tree["base"]["rule"] != "ball":
        yield from _indented(_function(moved(field, e, rest, {side.name: moved(field, end, rest, {})}), rest, tree["base"]))


def _short(e: Quotient, field: Field) -> str:
    text = readable(e, field)
    return f"{OPEN}{text}{CLOSE}" if len(text) <= SHORT else f"a formula of {len(e.n) + len(e.d)} terms"


def _formula(term: Term) -> str:
    text = shown(term)
    return f"{OPEN}{text[1:-1] if text.startswith('(') and _closes(text) else text}{CLOSE}"


def _closes(text: str) -> bool:
    """Whether the first bracket is closed by the last one."""
    depth = 0
    for k, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return k == len(text) - 1
    return False


_WORDS = {
    "sqrt": r"\sqrt",
    "log": r"\log",
    "exp": r"\exp",
    "ite": r"\operatorname{if}",
    "max": r"\max",
    "min": r"\min",
    "and": r"\wedge ",
}


def latex(pattern: Any, proof: Tree) -> str:
    """The proof as a LaTeX environment, ready to paste."""
    lines = []
    for line in _told(pattern, proof):
        text = line.lstrip(" ")
        depth = (len(line) - len(text)) // len(INDENT)
        text = re.sub(f"{OPEN}(.*?){CLOSE}", lambda match: f"${_tex(match[1])}$", text)
        lines.append(rf"\par\noindent\hspace*{{{depth}em}}{text}" if text else r"\medskip")
    return "\n".join([r"\begin{proof}", *lines, r"\end{proof}"])


def _tex(formula: str) -> str:
    """A formula in TeX."""

    def name(match: re.Match[str]) -> str:
        word = match[0]
        if word in _WORDS:
            return _WORDS[word]
        if "_by_" in word:
            return "/".join(rf"\mathit{{{part.removesuffix('_root')}}}" for part in word.split("_by_")).join(("{(", ")}"))
        if re.fullmatch(r"[SM]\d+", word):
            return f"{word[0]}_{{{word[1:]}}}"
        return rf"\mathit{{{word.replace('_', chr(92) + '_')}}}" if len(word) > 1 else word

    formula = re.sub(r"\^(-?\d+)", r"^{\1}", formula)
    formula = re.sub(r"[A-Za-z]\w*", name, formula)
    return formula.replace(">=", r"\ge ").replace("<=", r"\le ").replace("*", r"\,")
