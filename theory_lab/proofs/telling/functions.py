"""Functions on cells and their proofs, told in words.

Main definitions: ``function_told``, ``aside``, ``is_evident``, ``Goal``.

Conventions: what is ``strict`` is to be positive, all else nonnegative.  A fact is called by the lemma that says it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import log, moved
from theory_lab.proofs.kernel.polynomials import Quotient, divided, generator
from theory_lab.proofs.kernel.rules import extended, inverted
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.search.goals.formulas import readable
from theory_lab.proofs.telling.cells import RANGES, cell_told, orthant, short, told_as, whole
from theory_lab.proofs.telling.layout import CASE, CLOSE, INDENT, OPEN, listed, within
from theory_lab.proofs.telling.uses import LEMMA, reason

Tree = Mapping[str, Any]
FACTORS = "the factor"
EVEN = "to an even power"
LONG = 160  # characters of a fact that is called by its name
MOST = 700  # characters of a sum of known parts that is written out: each of them is short


class Goal(NamedTuple):
    """What is asked of a function: to be positive or nonnegative, and what says the facts of its field.

    That is the number of a lemma, the name of the maximum or minimum that a fact defines, ``F1`` for the first fact of an
    induction, or '' for what is given.
    """

    strict: bool = False
    lemmas: tuple[str, ...] = ()

    @property
    def sign(self) -> str:
        return f"{OPEN}{'>' if self.strict else '>='} 0{CLOSE}"


def function_told(e: Quotient, field: Field, tree: Tree, goal: Goal) -> Iterator[str]:
    """A function and its proof."""
    match tree["rule"]:
        case "zero":
            yield "this is identically 0."
        case "ball":
            moving = any(field.depends(e, field.index(side.name)) for side in field.cell)
            yield "interval arithmetic shows that it is positive." if moving else "this is a positive constant."
        case "signs":
            yield from orthant(field.normal(e).n, field, goal.strict)
        case "invert":
            name, (target, inverse) = tree["var"], inverted(field, tree)
            turned = moved(field, e, target, inverse)
            put = f"replacing {OPEN}{name}{CLOSE} by {OPEN}1/{name}{CLOSE} gives"
            yield f"{put} {short(turned, target)}{cell_told(target, turned)};"
            yield from function_told(turned, target, tree["then"], Goal(goal.strict))
        case rule if rule in TOLD:
            yield from TOLD[rule](e, field, tree, goal)
        case rule:
            yield f"by the rule {rule}."


def is_evident(tree: Tree) -> bool:
    """Whether a proof looks at nothing but signs of factors and of coefficients."""
    if tree["rule"] == "product":
        return all(proof is None or is_evident(proof) for *_, proof in tree["factors"]) and is_evident(tree["then"])
    return tree["rule"] in ("signs", "ball", "zero")


def aside(e: Quotient, field: Field, tree: Tree, goal: Goal, what: str = "this uses") -> Iterator[str]:
    """What a step takes for granted, where it is not evident."""
    if not is_evident(tree):
        yield f"{what} {short(e, field)} {goal.sign}{cell_told(field, e)}:"
        yield from (INDENT + line for line in function_told(e, field, tree, goal))


def _product(e: Quotient, field: Field, tree: Tree, goal: Goal) -> Iterator[str]:
    """Factors that are seen to be positive in one sentence, then what decides."""
    said: dict[str, list[str]] = {"positive": [], "nonnegative": [], EVEN: []}
    left, rest, found = [], e, []
    for text, k, sign, proof in tree["factors"]:
        f, part = Quotient(sign * field.polynomial_of(text)), rest.n if k > 0 else rest.d
        nonzero = divided(part, (f ** abs(k)).n) is None or (goal.strict and k > 0)
        rest = rest / f**k  # an odd power has its sign in ``f``
        found.append((f, k, nonzero or positive_signs(f.n, field, strict=True)))
        if k % 2 and not is_evident(proof):
            left.append((f, proof, goal._replace(strict=nonzero)))
        elif k % 2 or nonzero:
            said["positive" if found[-1][2] else "nonnegative"].append(short(f, field))
        else:
            said[EVEN].append(short(f if f.n.leading_coefficient() > 0 else -f, field))
    then = tree["then"]
    if (
        then["rule"] == "split"
        and not left
        and (low := _again(e, field, then["low"]))
        and (high := _again(e, field, then["high"]))
    ):
        yield from _split(e, field, {**then, "low": low, "high": high}, goal)  # what was divided by comes back in each part
        return
    if len(found) == 1 and found[0][2] and not left and then["rule"] != "ball":
        ((f, k, _),) = found
        yield f"{'divide' if k > 0 else 'multiply'} by {short(f ** abs(k), field)} {OPEN}> 0{CLOSE};"
        yield from function_told(rest, field, tree["then"], goal)
        return
    parts = [f"{FACTORS}{_signed(names, what)}" for what, names in said.items() if names]
    more = not rest.is_constant
    if parts:
        yield f"{', and '.join(parts)}{'.' if not left and not more else ';'}"
    what = "take the factor" if len(left) + more > 1 else "the remaining factor is" if parts else "it has the sign of"
    for f, proof, own in left:
        if f != e:
            yield f"{what} {short(f, field)};"
        yield from function_told(f, field, proof, own)
    if more:
        if (told := short(rest, field)) != short(e, field):  # where only a number was taken away it was told just now
            yield f"{'take the factor' if left else 'the remaining factor is'} {told};"
        yield from function_told(rest, field, tree["then"], goal)


def _signed(names: Sequence[str], what: str) -> str:
    """What is known of factors: that they are positive or nonnegative, or stand in an even power."""
    several = len(names) > 1
    verb = f"occur{'' if several else 's'}" if what == EVEN else "are" if several else "is"
    return f"{'s' if several else ''} {listed(names)} {verb} {what}"


def _again(e: Quotient, field: Field, tree: Tree) -> Tree | None:
    """The proof of a function itself, where all else that a product names is evident."""
    if tree["rule"] != "product" or not is_evident(tree["then"]):
        return None
    (text, k, sign, proof), *others = [one for one in tree["factors"] if one[1] % 2 and not is_evident(one[3])] or [
        ("0", 0, 1, {})
    ]
    ratio = Quotient(sign * field.polynomial_of(text)) / e
    return proof if k == 1 and not others and ratio.is_constant and ratio.value > 0 else None


def _split(e: Quotient, field: Field, tree: Tree, goal: Goal) -> Iterator[str]:
    side, at = field.side(tree["var"]), field.quotient_of(tree["at"])
    for way, key in (("<=", "low"), (">=", "high")):
        yield f"{CASE}{OPEN}{side.name} {way} {whole(at, field)}{CLOSE}:"
        part = replace(side, high=at, high_closed=True) if key == "low" else replace(side, low=at, low_closed=True)
        yield from (INDENT + line for line in function_told(e, field.with_side(part), tree[key], goal))


def _tangent(e: Quotient, field: Field, tree: Tree, goal: Goal) -> Iterator[str]:
    """Less what is nonnegative because the logarithm lies below its tangent at 1."""
    y, by = (field.quotient_of(tree[key]) for key in ("at", "by"))
    left = field.normal(e - by * (y - Quotient(1) - log(field, y)))
    times = "" if by == Quotient(1) else f"{short(by, field)} times "
    times = f"({times.removesuffix(' times ')}) times " if len(by.n) > 1 else times
    rest = f"; this leaves {short(left, field)};" if left.n else "."
    known = f"{times}{OPEN}y - 1 - log(y) >= 0{CLOSE} with {OPEN}y ={CLOSE} {short(y, field)}"
    yield f"{'subtract' if left.n else 'this is'} {known}{rest}"
    for part, proof in zip((y.n, y.d), tree["positive"], strict=True):
        yield from aside(Quotient(part), field, proof, goal._replace(strict=True))
    yield from aside(by, field, tree["factor"], goal._replace(strict=False))
    if left.n:
        yield from function_told(left, field, tree["then"], goal)


def _use(e: Quotient, field: Field, tree: Tree, goal: Goal) -> Iterator[str]:
    """What is known to be nonnegative, and squares, with their multipliers, and what is left."""
    parts, left, asides, lemmas = list[str](), e, dict[tuple[str, ...], None](), set[str]()
    squares = known = multiplied = alone = seen = 0
    named = set[str]()
    for one, text, proof in tree["facts"]:
        by, square = field.quotient_of(text), isinstance(one, str)
        base = Quotient(field.polynomial_of(one)) if square else field.facts[one]
        base = field.normal(base)
        if not base.n:  # a fact that became 0 on the way here
            continue
        squares, known, multiplied = squares + square, known + (not square), multiplied + (not by.is_constant)
        alone += by == Quotient(1) and not square
        lemmas |= set() if square else {goal.lemmas[one]}
        left = left - by * (base**2 if square else base)
        one_of = f"{within(told_as(one, base, field))}^2" if square else f"({readable(base, field)})"
        if not square and len(one_of) > LONG and (label := goal.lemmas[one])[:1] not in ("", "M"):
            one_of = f"{LEMMA}{label}" if label.isdigit() else label
            named |= {label} if label.isdigit() else set()
        factor = told_as(text, by, field)
        factor = within(factor, "+-/")
        parts.append(one_of if by == Quotient(1) else f"{factor} {one_of}")
        asides[tuple(aside(by, field, proof, goal._replace(strict=False)))] = None  # the same factor of several facts, once
    left, told = field.normal(left), " + ".join(parts)
    what = "a square" if not known else f"nonnegative {reason(lemmas)}"
    what = f"a square or {what}" if squares and known else what
    what += ", times a nonnegative factor" if multiplied else ""
    lefts = [f"{OPEN}{LEMMA}{label}{CLOSE} the left side of Lemma {label}" for label in sorted(named, key=int)]
    what += f", with {listed(lefts)}" if lefts else ""
    told = f"{OPEN}{told}{CLOSE}" if len(told) <= MOST else f"a long sum of {len(parts)} terms"
    if len(parts) == alone == 1 and not left.n:
        (lemma,) = lemmas
        yield f"this {f'is Lemma {lemma}' if lemma.isdigit() else f'holds {reason(lemmas)}' if lemma else 'is given'}."
    elif parts and not left.n:
        yield f"this is {told}: {'each term is ' if len(parts) > 1 else ''}{what}."
    elif parts:
        each = "where each term" if len(parts) > 1 else "which"
        seen = left.is_constant and left.value > 0 and tree["then"]["rule"] in ("signs", "ball")
        end = f" {OPEN}> 0{CLOSE}." if seen else f"{cell_told(field, left, e)};"
        yield f"subtract {told}, {each} is {what}; this leaves {short(left, field)}{end}"
    yield from itertools.chain(*asides)
    if (left.n and not seen) or not parts:
        yield from function_told(left, field, tree["then"], goal)


def _compare(_: Quotient, field: Field, tree: Tree, goal: Goal) -> Iterator[str]:
    """The difference of two functions by that of their logarithms, or of their squares."""
    x, y = (Quotient(field.polynomial_of(tree[key])) for key in ("x", "y"))
    logs = tree["by"] == "log"
    more = extended(field, tree["generators"])
    gap = more.normal(log(more, x) - log(more, y) if logs else x * x - y * y)
    sides, known = f"{OPEN}X ={CLOSE} {short(x, field)} and {OPEN}Y ={CLOSE} {short(y, field)}", "X, Y > 0" if logs else "X >= 0"
    enough = f"{OPEN}{'log(X) - log(Y)' if logs else 'X^2 - Y^2'} {goal.sign[1:-1]}{CLOSE}"
    yield f"this is {OPEN}X - Y{CLOSE} with {sides}, where {OPEN}{known}{CLOSE}; {enough} suffices;"
    for part, proof in zip((x, y) if logs else (x,), tree["positive"], strict=True):
        yield from aside(part, field, proof, goal._replace(strict=logs))
    yield f"this is {short(gap, more)}{cell_told(more, gap, x - y)};"
    yield from function_told(gap, more, tree["then"], goal)


def _concave(e: Quotient, field: Field, tree: Tree, goal: Goal) -> Iterator[str]:
    """A concave function, and its values at both ends."""
    side = field.side(tree["var"])
    bend = field.derivative(field.derivative(e, i := field.index(side.name)), i)
    yield f"{OPEN}g ={CLOSE} {short(e, field)} is {'concave' if bend.n else 'affine'} in {OPEN}{side.name}{CLOSE}:"
    if bend.n:
        yield from _sloping(f"{OPEN}g'' ={CLOSE}", bend, "<=", field, side.name, tree["slope"])
    for which, end, told in zip(("lower", "upper"), (side.low, side.high), tree["values"], strict=True):
        assert end is not None
        yield from _at_end(e, field, side.name, end, told, f"at the {which} end,", goal)


def _monotone(e: Quotient, field: Field, tree: Tree, goal: Goal) -> Iterator[str]:
    """A function with a slope of one sign, and its value at the end where it is least."""
    side, up = field.side(tree["var"]), tree["up"]
    slope, end = field.derivative(e, field.index(side.name)), side.low if up else side.high
    assert end is not None
    steep = goal.strict and tree.get("strict") == "slope"
    yield f"{OPEN}g ={CLOSE} {short(e, field)} {'increases' if up else 'decreases'} in {OPEN}{side.name}{CLOSE}:"
    yield from _sloping(f"{OPEN}g' ={CLOSE}", slope, ">=" if up else "<=", field, side.name, tree["slope"], steep)
    least = "it is greater than" if steep else "it is at least"
    yield from _at_end(e, field, side.name, end, tree, least, Goal(goal.strict and not steep))


def _sloping(what: str, slope: Quotient, sign: str, field: Field, name: str, proof: Tree, steep: bool = False) -> Iterator[str]:
    """A derivative inside the range of a variable, and why it has its sign where that is not seen at once."""
    inside = replace(field, facts=()).with_side(replace(field.side(name), low_closed=False, high_closed=False))
    turned, said = -slope if sign == "<=" else slope, f"{what} {short(slope, field)} {OPEN}{sign[0] if steep else sign} 0{CLOSE}"
    why = list(function_told(turned, inside, proof, Goal(steep)))
    if why[0] == RANGES or proof["rule"] in ("ball", "zero") or _is_logarithm(slope, field, name):
        yield f"{INDENT}{said};"
        return
    if len(why) == 1 and why[0].startswith(FACTORS):  # which are seen
        yield f"{INDENT}{said}{cell_told(inside, turned)};"
        return
    yield f"{INDENT}{said}{cell_told(inside, turned)}{'; its negative' if sign == '<=' else ''}:"
    yield from (2 * INDENT + line for line in why)


def _is_logarithm(e: Quotient, field: Field, name: str) -> bool:
    """Whether a function is the logarithm of a variable, whose sign is known."""
    own = Quotient(generator(field.index(name)))
    return any(e == Quotient(generator(i)) for i, one in enumerate(field.generators) if one.kind == "log" and one.argument == own)


def _at_end(e: Quotient, field: Field, name: str, end: Quotient, told: Tree, least: str, goal: Goal) -> Iterator[str]:
    """The value where a variable is at an end of its range, and why it is nonnegative."""
    rest = replace(field, generators=tuple(one for one in field.generators if one.kind == "var"), facts=())
    rest = extended(replace(rest, cell=tuple(one for one in field.cell if one.name != name)), told.get("generators", ()))
    value = moved(field, e, rest, {name: moved(field, end, rest, {})})
    least = f"{least} {OPEN}g({name} = {whole(end, field)}) ={CLOSE} {short(value, rest)}"
    if not value.n:
        yield f"{least}: equality there."
    elif told["base"]["rule"] == "ball":
        yield f"{least} {OPEN}> 0{CLOSE}."
    else:
        yield f"{least} {goal.sign}:"
        yield from (INDENT + line for line in function_told(value, rest, told["base"], goal))


TOLD: dict[str, Callable[[Quotient, Field, Tree, Goal], Iterator[str]]] = {
    "product": _product, "mono": _monotone, "split": _split, "concave": _concave, "use": _use, "tangent": _tangent,
    "compare": _compare,
}  # fmt: skip
