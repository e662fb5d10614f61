"""Formulas as people write them, with few brackets.

Main definitions: ``formula``, ``tidied``.

Conventions: products are written side by side; what is divided is cancelled where the divisor is known to be positive.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.states import decided, settled
from theory_lab.proofs.terms import ONE, TRUE, ZERO, Term

# How tightly a formula holds together: whoever wants it tighter puts brackets around it.
CONDITION, SUM, PRODUCT, POWER, WHOLE = range(5)
KEPT, NONZERO = "kept", "nonzero"  # what code puts in the place of what is not positive, or is 0: 1
_TURNED = str.maketrans("<>", "><")
LONGEST = 12  # powers up to which single factors are cancelled: a person would write out no longer ones


def formula(term: Term) -> str:
    """The term as a formula for people."""
    return _written(term)[0]


def _written(term: Term) -> tuple[str, int]:
    match term.op:
        case "const":
            return _number(term.args[0])
        case "var":
            return term.args[0], WHOLE
        case "add" | "sum" | "sub":
            return _sum(term), SUM
        case "neg":
            twice = _positive(term.args[0])
            return _written(twice) if twice is not None else (f"-{_within(term.args[0], PRODUCT)}", SUM)
        case "mul":
            return _side_by_side(term)
        case "div":
            top = _within(term.args[0], PRODUCT if term.args[0].op == "mul" else POWER)
            return f"{top}/{_within(term.args[1], POWER)}", PRODUCT
        case "pow":
            return f"{_within(term.args[0], WHOLE)}^{term.args[1]}", POWER
        case "ge" | "gt":
            left, sign, right = _comparison(term)
            return f"{_within(left, SUM)} {sign} {_within(right, SUM)}", CONDITION
        case "and":
            return f"{formula(term.args[0])} and {formula(term.args[1])}", CONDITION
        case "not":
            return f"not ({formula(term.args[0])})", CONDITION
        case "ite":
            return _choice(term), WHOLE
        case "inf" | "-inf":
            return "infinity" if term.op == "inf" else "-infinity", SUM
    parts = ", ".join(formula(part) for part in term.parts)
    return f"{term.op}({parts})" if parts else term.op, WHOLE


def _comparison(term: Term) -> tuple[Term, str, Term]:
    """A comparison with what is subtracted on the other side, and a number on the right: ``t >= level``, ``x < 1``."""
    (left, right), sign = term.args, ">=" if term.op == "ge" else ">"
    if left.op == right.op == "const":
        return left, sign, right
    if left is not ZERO and right is ZERO:
        left, right = _spread(left)
    elif left is ZERO:
        left, right = _spread(right)
        sign = sign.replace(">", "<")
    if left.op == "const" and right.op != "const":
        return right, sign.translate(_TURNED), left
    return left, sign, right


def _spread(term: Term) -> tuple[Term, Term]:
    """What a sum adds and what it subtracts, with its numbers together."""
    found = list(_summands(term))
    constant = sum(-one.args[0] if negative else one.args[0] for one, negative in found if one.op == "const")
    parts: tuple[list[Term], list[Term]] = [], []
    for one, negative in found:
        parts[negative].extend([one] if one.op != "const" else ())
    parts[constant < 0].append(terms.number(abs(constant)))
    return functools.reduce(terms.add, parts[False], ZERO), functools.reduce(terms.add, parts[True], ZERO)


def _number(value: Fraction) -> tuple[str, int]:
    if value < 0:
        return f"-{_number(-value)[0]}", SUM
    return (str(value), WHOLE) if value.denominator == 1 else (f"{value.numerator}/{value.denominator}", PRODUCT)


def _within(term: Term, least: int) -> str:
    text, holds = _written(term)
    return text if holds >= least else f"({text})"


def _side_by_side(product: Term) -> tuple[str, int]:
    """The factors of a product; a quotient among them stands in brackets."""
    if (unsigned := _unsigned(product)) is not None:
        twice = _unsigned(unsigned) if unsigned.op == "mul" else None
        return _written(twice) if twice is not None else (f"-{_within(unsigned, PRODUCT)}", SUM)
    factors = _factors(product)
    numbers, others = [one for one in factors if one.op == "const"], [one for one in factors if one.op != "const"]
    size = math.prod((one.args[0] for one in numbers), start=Fraction(1))
    factors = [terms.number(size), *others] if size != 1 or not others else others
    powers = dict[Term, int]()
    for one in factors:
        base, exponent = one.args if one.op == "pow" and isinstance(one.args[1], int) else (one, 1)
        powers[base] = powers.get(base, 0) + exponent
    if list(powers.values()) == [1]:
        return _written(*powers)
    return " ".join(map(_power, powers, powers.values())), POWER if len(powers) == 1 else PRODUCT


def _power(base: Term, exponent: int) -> str:
    """A factor that occurs so many times."""
    if exponent != 1:
        return f"{_within(base, WHOLE)}^{exponent}"
    return _within(base, PRODUCT if base.op == "mul" else POWER)


def _factors(term: Term) -> list[Term]:
    """The factors of a product, numbers first."""
    flat = [one for part in term.args for one in (_factors(part) if part.op == "mul" else [part])]
    return sorted(flat, key=lambda one: one.op != "const")


def _summands(term: Term, negative: bool = False) -> Iterator[tuple[Term, bool]]:
    """The summands of a sum, and which of them are subtracted."""
    if term.op in ("add", "sum"):
        for part in term.parts:
            yield from _summands(part, negative)
    elif term.op == "sub":
        yield from _summands(term.args[0], negative)
        yield from _summands(term.args[1], not negative)
    elif term.op == "neg":
        yield from _summands(term.args[0], not negative)
    elif term.op == "const" and term.args[0] < 0:
        yield terms.number(-term.args[0]), not negative
    elif term.op == "mul" and (unsigned := _unsigned(term)) is not None:
        yield from _summands(unsigned, not negative)
    else:
        yield term, negative


def _unsigned(product: Term) -> Term | None:
    """A product without its minus sign, which may stand at any factor; None where it has none."""
    first, second = product.args
    if (inner := _positive(first)) is not None:
        return terms.multiply(inner, second)
    return None if (inner := _positive(second)) is None else terms.multiply(first, inner)


def _positive(factor: Term) -> Term | None:
    """A factor without its minus sign; None where it has none."""
    if factor.op == "neg":
        return factor.args[0]
    if factor.op == "const" and factor.args[0] < 0:
        return terms.number(-factor.args[0])
    return _unsigned(factor) if factor.op == "mul" else None


def _sum(term: Term) -> str:
    found = list(_summands(term))
    constant = sum(-one.args[0] if negative else one.args[0] for one, negative in found if one.op == "const")
    summands = sorted((one for one in found if one[0].op != "const"), key=lambda one: one[1])  # what is added comes first
    if constant > 0 and summands and summands[0][1]:
        summands.insert(0, (terms.number(constant), False))
    elif constant or not summands:
        summands.append((terms.number(abs(constant)), constant < 0))
    text = ""
    for (one, negative), count in Counter(summands).items():
        one = one if count == 1 else terms.multiply(terms.number(count), one)
        sign = ("-" if negative else "") if not text else (" - " if negative else " + ")
        text += sign + _within(one, PRODUCT)
    return text


def _choice(term: Term) -> str:
    condition, yes, no = term.args
    if (yes, no) == (ONE, ZERO):
        return f"[{formula(condition)}]"
    for name, size in ((KEPT, yes), (NONZERO, terms.absolute(yes))):
        if no is ONE and condition is terms.above(size, ZERO):
            return f"{name}({formula(yes)})"
    return f"({formula(yes)} if {formula(condition)}, else {formula(no)})"


@functools.lru_cache(4096)  # parts that occur several times, in a term and in those of its proof
def tidied(term: Term, positive: frozenset[str]) -> Term:
    """The term with positive factors cancelled in quotients and on both sides of comparisons; for people alone.

    A product of quotients is one where that is shorter.  Where a case says that something is positive nothing in it asks again.
    """

    def change(one: Term) -> Term | None:
        if one.op == "ite" and one.args[0].op == "gt" and one.args[0].args[1] is ZERO:
            condition, yes, no = one.args
            above = positive | {name for name in condition.names if condition.args[0] is terms.variable(name)}
            yes = tidied(settled(decided(yes, condition, True), above, above), above)
            if no is ZERO and yes is condition.args[0]:
                return terms.maximum(yes, ZERO)
            return terms.choose(tidied(condition, positive), yes, tidied(decided(no, condition, False), positive))
        if one.op == "mul":
            first, second = (tidied(part, positive) for part in one.args)
            return _one_quotient(first, second, positive)
        if one.op not in ("div", "ge", "gt"):
            return None
        (top, under), (bottom, over) = (_opened(tidied(part, positive)) for part in one.args)
        if one.op == "div":  # (a/b)/(c/d) = a d/(b c)
            top, bottom = [*top, *over], [*under, *bottom]
        if one.op == "div":
            return _quotient(top, bottom, positive)
        _cancel(top, bottom, positive)
        left, right = _over(_product(top), under), _over(_product(bottom), over)
        return Term(one.op, *_undivided(left, right, positive))

    return terms.rebuilt(term, change)


def _one_quotient(first: Term, second: Term, positive: frozenset[str]) -> Term:
    """The product of two factors, as one quotient if that says less: ``a/c`` for ``a (1/c)``, ``a b/2`` for ``(a/2) b``."""
    top, bottom = _opened(product := terms.multiply(first, second))
    left = list(bottom)
    _cancel(list(top), left, positive)
    inverse = any(one.op == "div" and one.args[0] is ONE for one in (first, second))
    short = inverse or len(left) < len(bottom) or all(one.op == "const" for one in bottom)
    return _quotient(top, bottom, positive) if bottom and short else product


def _quotient(top: list[Term], bottom: list[Term], positive: frozenset[str]) -> Term:
    """The quotient of two products, with their numbers in lowest terms."""
    _cancel(top, bottom, positive)
    if ZERO in (*top, *bottom):
        return terms.divide(_product(top), _product(bottom))
    size = Fraction(1)
    for factors, way in ((top, 1), (bottom, -1)):
        for f in [f for f in factors if f.op == "const"]:
            factors.remove(f)
            size *= f.args[0] ** way
    numbers = ([terms.number(part)] if part != 1 else [] for part in abs(size).as_integer_ratio())
    above, below = (_product([*number, *factors]) for number, factors in zip(numbers, (top, bottom), strict=True))
    whole = _over(above, [below] if below is not ONE else [])
    return terms.negative(whole) if size < 0 else whole


def _cancel(top: list[Term], bottom: list[Term], positive: frozenset[str]) -> None:
    """Take what is positive and stands in both products out of them."""
    for f in [f for f in top if f.op != "const"]:
        if f in bottom and settled(terms.above(f, ZERO), positive, positive) is TRUE:
            top.remove(f)
            bottom.remove(f)


def _undivided(left: Term, right: Term, positive: frozenset[str]) -> tuple[Term, Term]:
    """Both sides of a comparison, one of which is 0, without positive variables that are a factor of each summand."""
    whole = right if left is ZERO else left
    if ZERO not in (left, right) or whole.op not in ("add", "sub", "sum"):
        return left, right
    parts = [(*_opened(one), negative) for one, negative in _summands(whole)]
    if any(bottom for _, bottom, _ in parts):
        return left, right
    shared = functools.reduce(Counter.__and__, (Counter(top) for top, *_ in parts))
    for f in [f for f in shared.elements() if f.op == "var" and f.args[0] in positive]:
        for top, *_ in parts:
            top.remove(f)
    rest = ZERO
    for top, _, negative in parts:
        rest = (terms.subtract if negative else terms.add)(rest, _product(top))
    return (ZERO, rest) if left is ZERO else (rest, ZERO)


def _over(top: Term, bottom: list[Term]) -> Term:
    return terms.divide(top, _product(bottom)) if bottom else top


def _opened(term: Term) -> tuple[list[Term], list[Term]]:
    """The factors above and below of a product of powers and quotients, numbers first."""
    if term.op == "pow" and isinstance(term.args[1], int) and 0 < term.args[1] <= LONGEST:
        above, below = _opened(term.args[0])
        return above * term.args[1], below * term.args[1]
    if term.op not in ("mul", "div"):
        return [term], []
    (above, below), (more, further) = map(_opened, term.args)
    if term.op == "div":
        more, further = further, more
    return sorted(above + more, key=lambda one: one.op != "const"), sorted(below + further, key=lambda one: one.op != "const")


def _product(factors: list[Term]) -> Term:
    result = ONE
    for factor in factors:
        result = terms.multiply(result, factor)
    return result
