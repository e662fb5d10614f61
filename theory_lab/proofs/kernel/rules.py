"""The rules on cells: what a proof that a function is nonnegative may consist of.

A proof is a tree of dicts, each with the name of a ``rule``.  Part of the trusted base.

Main definitions: ``proves``, ``extended``, ``RULES``.

Conventions: ``proves(e, field, tree)`` accepts that ``e = n/d >= 0`` at every point of the cell, and where the facts of the
field hold, at which ``d`` is not zero; with ``strict`` that ``e > 0`` there.  Nothing is concluded where ``d`` is zero, and
nothing is ever weakened from ``>`` to ``>=``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from theory_lab.proofs.kernel import functions
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Generator, Side, argument_of
from theory_lab.proofs.kernel.functions import moved
from theory_lab.proofs.kernel.polynomials import GENERATORS, OpenGoal, Quotient, generator, given, need
from theory_lab.proofs.kernel.signs import need_positive, place, positive_signs

Tree = Mapping[str, Any]


def proves(e: Quotient, field: Field, tree: Tree, strict: bool = False) -> None:
    """Accept the proof that ``e >= 0`` (``e > 0``) on the cell, or raise ``Rejected``."""
    need(isinstance(tree, dict) and tree.get("rule") in RULES, "there is no such rule")
    RULES[tree["rule"]](field.normal(e), field, tree, strict)


def extended(field: Field, given: Sequence[Any]) -> Field:
    """The field with further generators ``[name, kind, argument, proof]``; arguments of ``log`` and ``sqrt`` are > 0."""
    known = {i for end in (field.ends() if given else ()) for p in (end.n, end.d) for i in poly.degrees(p)}
    need(all(i < len(field.generators) for i in known), "a range ends at a function that is no longer there")
    for name, kind, text, proof in given:
        need(kind in ("log", "exp", "sqrt", "root") and str(name).isidentifier(), f"{name} is no generator")
        need(all(name != one.name for one in field.generators), f"{name} is there twice")
        need(len(field.generators) < GENERATORS, "there are too many generators")
        one = Generator(name, kind, field.quotient_of(text) if kind == "exp" else Quotient(field.polynomial_of(text)))
        _has_value(one, replace(field, facts=()), {name: proof})
        field = replace(field, generators=(*field.generators, one))
    return field


def _has_value(one: Generator, field: Field, proofs: Tree) -> None:
    """Accept that a generator has a value on the cell of the earlier ones; one that is an exponential needs no proof."""
    argument = argument_of(one)
    need_positive(argument.d, field)
    if one.kind != "exp":
        proves(argument, field, proofs[one.name], strict=one.kind != "root")


def _alone(field: Field, name: str) -> None:
    """No other variable's range depends on this one, so that moving it stays in the cell."""
    i = field.index(name)
    need(not any(field.depends(end, i) for end in field.ends(name)), f"another range depends on {name}")


def in_functions(field: Field, name: str) -> bool:
    """Whether functions of the field that need not have a value everywhere depend on a variable."""
    told = [(one.kind, one.argument) for one in field.generators if one.argument is not None]
    return any(field.depends(a, field.index(name)) for kind, a in told if kind != "exp" or a.d != 1)


def _bare(field: Field) -> Field:
    """The variables of a field without its functions and facts."""
    return replace(field, generators=tuple(one for one in field.generators if one.kind == "var"), facts=())


def _zero(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """The numerator is the zero polynomial, so the function is 0 wherever it is defined: enough for ``>=`` only."""
    need(not strict and not e.n, "a function is not identically zero, or not positive")


def _signs(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """A polynomial with positive coefficients in coordinates in which the cell is an orthant (``positive_signs``)."""
    need(e.d == 1, "signs of coefficients are for polynomials")
    need(positive_signs(e.n, field, strict), "a polynomial has coefficients of the wrong sign")


def _product(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """Factors ``[f, k, sign, proof]`` with whole powers ``k``, so that ``e = prod f**k * rest``.

    An even power leaves the sign alone; for an odd one ``sign * f >= 0`` is proved.  Where ``f**k`` divides the numerator, or
    ``f**-k`` the denominator, ``rest`` has a value wherever ``e`` has one, and in the second case ``f`` is not 0 there.  Else
    ``sign * f > 0`` is proved: ``e`` is multiplied or divided by what is not 0.  So it is for ``e > 0`` and a factor of the
    numerator, which must not vanish either.
    """
    for text, k, sign, proof in tree["factors"]:
        need(sign in (1, -1) and k, "a factor needs a sign and a whole power")
        f, whole = Quotient(field.polynomial_of(text)), e.n if k > 0 else e.d
        nonzero = poly.divided(whole, (f ** abs(k)).n) is None or (strict and k > 0)
        if k % 2 or nonzero:
            proves(f * Quotient(sign), field, proof, nonzero)
        e = e / f**k * Quotient(sign) ** k
    proves(e, field, tree["then"], strict)


def _monotone(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """A function with a slope of one sign is at least its value at the end where it is least.

    Moving ``v`` stays in the cell, since no other range depends on it.  The function is continuous up to that end
    (``_continuous``) and differentiable inside; inside the slope has the sign.  Strictly: the value at the end is positive, or
    the slope is and the end does not belong to the cell.
    """
    name, up = tree["var"], bool(tree["up"])
    side, end = field.side(name), field.side(name).low if up else field.side(name).high
    inside = _continuous(e, field, tree, low=up, high=not up)
    steep = strict and tree.get("strict") == "slope"
    need(not steep or not (side.low_closed if up else side.high_closed), "the end belongs to the cell")
    slope = field.derivative(e, field.index(name))
    proves(slope if up else -slope, inside, tree["slope"], steep)
    _at_end(e, field, name, end, tree, strict and not steep)


def _concave(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """A function whose slope falls is nonnegative (positive) between two finite ends if it is at both.

    It is continuous up to both ends (``_continuous``) and twice differentiable inside, where its second derivative is at most 0:
    it is concave, and lies above its chord.
    """
    name, side = tree["var"], field.side(tree["var"])
    i = field.index(name)
    inside = _continuous(e, field, tree, low=True, high=True)
    proves(-field.derivative(field.derivative(e, i), i), inside, tree["slope"])
    for end, told in zip((side.low, side.high), tree["values"], strict=True):
        _at_end(e, field, name, end, told, strict)


def _continuous(e: Quotient, field: Field, tree: Tree, low: bool, high: bool) -> Field:
    """The cell without the ends of a variable, after a check that ``e`` is continuous up to the ends that are told.

    No other range depends on the variable, no root depends on it that may vanish, and on the whole cell with these ends closed
    the denominator has one sign and the arguments of its logarithms and roots are positive.
    """
    name, side, field = tree["var"], field.side(tree["var"]), replace(field, facts=())
    i = field.index(name)
    _alone(field, name)
    roots = [generator(k) for k, one in enumerate(field.generators) if one.kind == "root"]
    need(not any(field.depends(root, i) for root in roots), "a root that may vanish has no slope there")
    closed = replace(side, low_closed=side.low_closed or low, high_closed=side.high_closed or high)
    used, whole = field.used(e), field.with_side(closed)
    for k, one in enumerate(field.generators if closed != side else ()):
        if one.argument is not None and k in used:
            _has_value(one, replace(whole, generators=whole.generators[:k]), tree.get("ends", {}))
        elif one.argument is not None:  # what is not looked at there has no name there
            hidden = (*whole.generators[:k], Generator("", "gone"), *whole.generators[k + 1 :])
            whole = replace(whole, generators=hidden)
    if field.depends(e.d, i):
        proves(Quotient(e.d if tree["sign"] > 0 else -e.d), whole, tree["denominator"], strict=True)
    return field.with_side(replace(side, low_closed=False, high_closed=False))


def _at_end(e: Quotient, field: Field, name: str, end: Quotient | None, told: Tree, strict: bool) -> None:
    """The function where a variable is at an end of its range, on the cell of the others."""
    rest = extended(replace(_bare(field), cell=tuple(one for one in field.cell if one.name != name)), told.get("generators", ()))
    at = {name: moved(field, given(end, f"{name} moves to an infinite end"), rest, {})}
    proves(moved(field, e, rest, at), rest, told["base"], strict)


def _ball(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """A ball that contains all values of the function on the cell is positive; the ranges that matter have constant finite ends.

    So for both relations: zero is shown by ``zero`` alone.
    """
    ranges = {side.name: (side.low, side.high) for side in field.cell}
    need(field.is_positive_constant(e, ranges), "a function may not be positive on a box")


def _split(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """The range of a variable is cut at a point between its ends: both pieces are cells, and together all of it.

    The point belongs to both, so it is no open end of the range if functions, which need have no value there, depend on it.
    """
    side, at = field.side(tree["var"]), place(tree["at"], field, tree["var"])
    free = not in_functions(field, side.name)
    for end, sign, closed in ((side.low, 1, side.low_closed), (side.high, -1, side.high_closed)):
        if end is not None:
            gap = at - end if sign > 0 else end - at
            proves(gap, replace(field, facts=()), tree["inside"][sign < 0], strict=not (closed or free))
    proves(e, field.with_side(replace(side, high=at, high_closed=True)), tree["low"], strict)
    proves(e, field.with_side(replace(side, low=at, low_closed=True)), tree["high"], strict)


def _invert(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """``1/v`` in place of a positive variable with constant ends: infinity becomes 0, an end that a function may reach."""
    target, inverse = inverted(field, tree)
    proves(moved(field, e, target, inverse), target, tree["then"], strict)


def inverted(field: Field, tree: Tree) -> tuple[Field, dict[str, Quotient]]:
    """The field with ``1/v`` in place of a variable, and what that variable is there."""
    name, side = tree["var"], field.side(tree["var"])
    _alone(field, name)
    low, high = given(side.low, f"{name} has no lower end"), side.high
    positive = low.value > 0 or (low.value == 0 and not side.low_closed)
    need(positive and (high is None or high.value > 0), f"{name} may not be positive")
    lower, upper = Quotient(0 if high is None else 1 / high.value), None if low.value == 0 else Quotient(1 / low.value)
    turned = Side(name, lower, upper, high is not None and side.high_closed, side.low_closed)
    target = extended(_bare(field).with_side(turned), tree.get("generators", ()))
    return target, {name: Quotient(1) / Quotient(generator(field.index(name)))}


def _compare(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """``x - y`` from ``log x - log y`` for positive ``x`` and ``y``, or from ``x**2 - y**2`` for ``x >= 0``.

    The logarithm is increasing; and the squares say ``x >= |y| >= y``.
    """
    x, y = (Quotient(field.polynomial_of(tree[key])) for key in ("x", "y"))
    need(field.normal(x - y) == e, "the parts do not give the function")
    logs = tree["by"] == "log"
    for part, proof in zip((x, y) if logs else (x,), tree["positive"], strict=True):
        proves(part, field, proof, strict=logs)
    field = extended(field, tree["generators"])
    proves(functions.log(field, x) - functions.log(field, y) if logs else x * x - y * y, field, tree["then"], strict)


def _tangent(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """``e`` less a multiple ``m >= 0`` of ``y - 1 - log y``, which is nonnegative for ``y > 0``: a tangent lies above."""
    y, m = (field.quotient_of(tree[key]) for key in ("at", "by"))
    for part, proof in zip((y.n, y.d), tree["positive"], strict=True):
        proves(Quotient(part), field, proof, strict=True)
    need_positive(m.d, field)
    proves(m, field, tree["factor"])
    proves(e - m * (y - Quotient(1) - functions.log(field, y)), field, tree["then"], strict)


def _use(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """``e`` less multiples ``m >= 0`` of facts, nonnegative with values at the points in question, and of squares."""
    for one, text, proof in tree["facts"]:
        need(isinstance(one, str) or one in range(len(field.facts)), "there is no such fact")
        m = field.quotient_of(text)
        need_positive(m.d, field)
        proves(m, field, proof)
        e = e - m * (Quotient(field.polynomial_of(one)) ** 2 if isinstance(one, str) else field.facts[one])
    proves(e, field, tree["then"], strict)


def _open(e: Quotient, field: Field, tree: Tree, strict: bool) -> None:
    """No proof: it is never accepted, and says of which function one is missing."""
    raise OpenGoal(tree, e, field, strict)


Rule = Callable[[Quotient, Field, Tree, bool], None]
RULES: dict[str, Rule] = {
    "zero": _zero, "ball": _ball, "signs": _signs, "product": _product, "mono": _monotone, "concave": _concave, "split": _split,
    "invert": _invert, "compare": _compare, "tangent": _tangent, "use": _use, "open": _open,
}  # fmt: skip
