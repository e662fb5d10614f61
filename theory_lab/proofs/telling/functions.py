"""Functions on cells and their proofs, told in words.

Main definitions: ``leaf_told``.

Conventions: a formula that is too long to read is described by the number of its terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cells import Field
from theory_lab.proofs.kernel.functions import difference, log, moved
from theory_lab.proofs.kernel.leaves import UNBOUNDED, bounded, leaf
from theory_lab.proofs.kernel.polynomials import Quotient, divided
from theory_lab.proofs.kernel.rules import extended, inverted
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search.algebra import factored
from theory_lab.proofs.search.goals import names, readable
from theory_lab.proofs.telling.layout import CASE, CLOSE, INDENT, OPEN, SAME

Tree = Mapping[str, Any]
SHORT = 160  # characters of a formula that is written out
MOST = 700  # characters of a sum of known parts that is written out: each of them is short
ORTHANT = "in coordinates in which the cell is an orthant all its coefficients are nonnegative."
_EITHER = "a square, or known to be nonnegative"
_FRACTION = re.compile(r"\(?(-?\d+)\)?/\(?(\d+)\)?")


def leaf_told(state: State, tree: Tree) -> Iterator[str]:
    """A goal without cases: the function on its cell, and why it is nonnegative."""
    field = leaf(state, tree)
    left, right = (bounded(side) for side in state.sides)
    if state.relation == "finite":
        yield "the term is finite there."
        return
    if UNBOUNDED in terms.variables(left) | terms.variables(right):
        yield "the larger side is infinite, with a positive factor."
        return
    e = difference(field, left, right)
    if not e.n:
        yield SAME
        return
    sign = {"==": "= 0", "<": "> 0"}.get(state.relation, ">= 0")
    goal = f"to show: {_short(e, field)} {OPEN}{sign}{CLOSE}{_cell(field, e)}"
    if "both" not in tree:
        yield f"{goal};"
        yield from _function(e, field, tree["then"])
        return
    yield f"{goal}, by two inequalities:"
    for one, relation, proof in zip((e, -e), (">=", "<="), tree["both"], strict=True):
        yield f"{INDENT}it is {OPEN}{relation} 0{CLOSE}, or {_short(one, field)} {OPEN}>= 0{CLOSE}:"
        yield from (2 * INDENT + line for line in _function(one, field, proof))


def _cell(field: Field, e: Quotient) -> str:
    sides = [side for side in field.cell if field.depends(e, field.index(side.name))]
    parts = []
    for side in sides:
        low = "" if side.low is None else f"{_end(side.low, field)} {'<=' if side.low_closed else '<'} "
        high = "" if side.high is None else f" {'<=' if side.high_closed else '<'} {_end(side.high, field)}"
        parts.append(f"{OPEN}{low}{side.name}{high}{CLOSE}")
    return f" for {', '.join(parts)}" if parts else ""


def _end(end: Quotient, field: Field) -> str:
    """An end of a cell, a fraction without brackets."""
    text = readable(end, field)
    return "/".join(found.groups()) if (found := _FRACTION.fullmatch(text)) else text


def _function(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    """A function and its proof."""
    match tree["rule"]:
        case "zero":
            yield "it is identically 0."
        case "ball":
            moving = any(field.depends(e, field.index(side.name)) for side in field.cell)
            yield "a ball that contains all its values there is positive." if moving else "it is a positive constant."
        case "signs":
            yield ORTHANT if len(e.n) > 1 else "clear from the ranges."
        case "product":
            yield from _product(e, field, tree)
        case "mono":
            yield from _monotone(e, field, tree)
        case "split":
            yield from _split(e, field, tree)
        case "concave":
            yield from _concave(e, field, tree)
        case "use":
            yield from _use(e, field, tree)
        case "tangent":
            yield from _tangent(e, field, tree)
        case "compare":
            yield from _compare(field, tree)
        case "invert":
            target, inverse = inverted(field, tree)
            turned = moved(field, e, target, inverse)
            yield f"with {OPEN}1/{tree['var']}{CLOSE} in the place of {OPEN}{tree['var']}{CLOSE} it is {_short(turned, target)};"
            yield from _function(turned, target, tree["then"])
        case rule:
            yield f"by the rule {rule}."


def _product(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    """Factors that are seen to be positive in one sentence, then what decides."""
    if len(tree["factors"]) == 1 and tree["then"]["rule"] != "ball":
        ((text, k, sign, _),) = tree["factors"]
        by = Quotient(sign * field.polynomial_of(text))
        if _may_vanish(e, by, k, field):
            yield f"of its factors, {_short(by, field)} {'is nonnegative' if k % 2 else 'is taken to an even power'};"
        else:
            yield f"{'divide' if k > 0 else 'multiply'} by {_short(by, field)} {OPEN}> 0{CLOSE};"
        yield from _function(e / by**k, field, tree["then"])
        return
    positive, even, left = [], [], []
    for text, k, sign, proof in tree["factors"]:
        f = Quotient(sign * field.polynomial_of(text))
        if k % 2 == 0:
            even.append(_short(f, field))
        elif proof is not None and proof["rule"] not in ("signs", "ball"):
            left.append((f, proof))
        else:
            positive.append(_short(f, field))
    said = [f"{_listed(positive)} {'is' if len(positive) == 1 else 'are'} nonnegative"] if positive else []
    said += [f"{_listed(even)} {'is' if len(even) == 1 else 'are'} taken to an even power"] if even else []
    rest = e
    for text, k, sign, _ in tree["factors"]:
        rest = rest / Quotient(sign * field.polynomial_of(text)) ** k
    more = not rest.is_constant
    if said:
        yield f"of its factors, {', and '.join(said)}{'.' if not left and not more else ';'}"
    what = "a factor is" if len(left) + more > 1 else "what is left is" if said else "it has the sign of"
    for f, proof in left:
        yield f"{what} {_short(f, field)};"
        yield from _function(f, field, proof)
    if more:
        yield f"{'a factor' if left else 'what is left'} is {_short(rest, field)};"
        yield from _function(rest, field, tree["then"])


def _may_vanish(e: Quotient, by: Quotient, k: int, field: Field) -> bool:
    """Whether nobody has to know that what is divided by is not 0: its power is a factor of the function (see ``rules``)."""
    return k > 0 and divided(e.n, (by**k).n) is not None and not positive_signs(by.n, field, strict=True)


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def _split(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    side, at = field.side(tree["var"]), field.quotient_of(tree["at"])
    yield f"{CASE}{OPEN}{side.name} <= {readable(at, field)}{CLOSE}:"
    low = field.with_side(replace(side, high=at, high_closed=True))
    yield from (INDENT + line for line in _function(e, low, tree["low"]))
    yield f"{CASE}{OPEN}{side.name} >= {readable(at, field)}{CLOSE}:"
    high = field.with_side(replace(side, low=at, low_closed=True))
    yield from (INDENT + line for line in _function(e, high, tree["high"]))


def _tangent(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    """Less what is nonnegative because the logarithm lies below its tangent at 1."""
    y, by = (field.quotient_of(tree[key]) for key in ("at", "by"))
    least = f"and it is at least {_short(by, field)} times that:"
    yield f"{OPEN}y - 1 - log(y) >= 0{CLOSE} for {OPEN}y ={CLOSE} {_short(y, field)}, {least}"
    left = field.normal(e - by * (y - Quotient(1) - log(field, y)))
    if left.n:
        yield f"what is left is {_short(left, field)};"
    yield from _function(left, field, tree["then"])


def _use(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    """What is known to be nonnegative, and squares, with their multipliers, and what is left."""
    parts, left, kinds = [], e, set()
    for one, text, _ in tree["facts"]:
        by, square = field.quotient_of(text), isinstance(one, str)
        base = Quotient(field.polynomial_of(one)) if square else field.facts[one]
        if not base.n:  # a fact that became 0 on the way here
            continue
        kinds.add((square, by.is_constant))
        left = left - by * (base**2 if square else base)
        known = f"({_written(one, base, field)})^2" if square else f"({readable(base, field)})"
        factor = _written(text, by, field)
        parts.append(known if by == Quotient(1) else f"{factor} {known}" if _is_short(factor) else f"({factor}) {known}")
    left, told = field.normal(left), " + ".join(parts)
    squares, constant = {square for square, _ in kinds}, all(constant for _, constant in kinds)
    why = "a square" if squares == {True} else "known to be nonnegative" if squares == {False} else _EITHER
    why += "" if constant and len(squares) == 1 else ", times what is nonnegative"
    if not parts:
        yield from _function(left, field, tree["then"])
    elif len(told) > MOST:
        yield "it is a sum of what is known to be nonnegative there, or is a square."
    elif not left.n:
        yield f"it is {OPEN}{told}{CLOSE}: {'each part is ' if len(parts) > 1 else ''}{why}."
    else:
        yield f"less {OPEN}{told}{CLOSE}, {'each part of it ' if len(parts) > 1 else ''}{why}, it is {_short(left, field)};"
        yield from _function(left, field, tree["then"])


def _is_short(text: str) -> bool:
    """Whether a factor needs no brackets."""
    return not set("+-/") & set(text)


def _written(text: str, e: Quotient, field: Field) -> str:
    """A function as the proof writes it, or multiplied out where that is shorter."""
    known = dict(zip((one.name for one in field.generators), names(field), strict=True))
    as_told = re.sub(r"[^\W\d]\w*", lambda found: known.get(found[0], found[0]), text).replace("**", "^").replace("*", " ")
    return min(as_told, readable(e, field), key=len)


def _compare(field: Field, tree: Tree) -> Iterator[str]:
    """The difference of two functions by that of their logarithms, or of their squares."""
    x, y = (Quotient(field.polynomial_of(tree[key])) for key in ("x", "y"))
    logs = tree["by"] == "log"
    yield f"it is the difference of two functions, and has the sign of that of their {'logarithms' if logs else 'squares'};"
    more = extended(field, tree["generators"])
    gap = log(more, x) - log(more, y) if logs else x * x - y * y
    yield f"that is {_short(more.normal(gap), more)};"
    yield from _function(more.normal(gap), more, tree["then"])


def _concave(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    """A function whose slope falls, and its values at both ends."""
    side = field.side(tree["var"])
    bend = field.derivative(field.derivative(e, i := field.index(side.name)), i)
    yield f"the quotient {OPEN}g ={CLOSE} {_short(e, field)} has a slope in {OPEN}{side.name}{CLOSE} that falls:"
    yield f"{INDENT}{OPEN}g'' ={CLOSE} {_short(bend, field)} {OPEN}<= 0{CLOSE};"
    for end, told in zip((side.low, side.high), tree["values"], strict=True):
        assert end is not None
        yield from _at_end(e, field, side.name, end, told, f"{INDENT}at an end")


def _monotone(e: Quotient, field: Field, tree: Tree) -> Iterator[str]:
    """A function with a slope of one sign, and its value at the end where it is least."""
    side = field.side(tree["var"])
    slope = field.derivative(e, field.index(side.name))
    end = side.low if tree["up"] else side.high
    assert end is not None
    name, way, sign = side.name, *(("rises", ">=") if tree["up"] else ("falls", "<="))
    yield f"the quotient {OPEN}g ={CLOSE} {_short(e, field)} {way} in {OPEN}{name}{CLOSE}:"
    yield f"{INDENT}{OPEN}g' ={CLOSE} {_short(slope, field)} {OPEN}{sign} 0{CLOSE};"
    yield from _at_end(e, field, name, end, tree, "its least value is")


def _at_end(e: Quotient, field: Field, name: str, end: Quotient, told: Tree, least: str) -> Iterator[str]:
    """The value where a variable is at an end of its range, and why it is nonnegative."""
    rest = replace(field, generators=tuple(one for one in field.generators if one.kind == "var"), facts=())
    rest = extended(replace(rest, cell=tuple(one for one in field.cell if one.name != name)), told.get("generators", ()))
    value = moved(field, e, rest, {name: moved(field, end, rest, {})})
    least = f"{least} {OPEN}g({name} = {readable(end, field)}) ={CLOSE} {_short(value, rest)}"
    if not value.n:
        yield f"{least}: equality there."
    elif told["base"]["rule"] == "ball":
        yield f"{least} {OPEN}> 0{CLOSE}."
    else:
        yield f"{least} {OPEN}>= 0{CLOSE}:"
        yield from (INDENT + line for line in _function(value, rest, told["base"]))


def _short(e: Quotient, field: Field) -> str:
    """A formula, by its factors where it is shorter so; how many terms it has if it is too long either way."""
    text = readable(e, field)
    if len(text) > SHORT:
        text = _by_factors(e, field)
    return f"{OPEN}{text}{CLOSE}" if len(text) <= SHORT else f"a formula of {len(e.n) + len(e.d)} terms"


def _by_factors(e: Quotient, field: Field) -> str:
    """A formula as a product of powers, over those of its denominator."""
    content, parts = factored(e)
    above, below = (
        " ".join(f"({readable(Quotient(f), field)}){f'^{abs(k)}' if abs(k) > 1 else ''}" for f, k in parts if k * side > 0)
        for side in (1, -1)
    )
    whole = f"({content}) {above}" if content != 1 else above
    return f"({whole})/({below})" if below else whole
