"""Which infinities a term may be.

Part of the trusted base.

Main definitions: ``places`` (where a term may lie), ``learnt`` (what a condition tells).

Conventions: a *place* is -2 for minus infinity, -1 for the negative numbers, 0, 1 for the positive numbers and 2 for infinity.  A
term lies at one of its ``places`` wherever it has a value.  This holds of each operation, as its table says where values at two
places lead, so that it holds of all terms; where a table has nothing there is no value.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable

from theory_lab.proofs import terms
from theory_lab.proofs.terms import FALSE, Term

Places = frozenset[int]
Known = frozenset[tuple[Term, Places]]
FINITE, ENDS, NONE = frozenset((-1, 0, 1)), frozenset((-2, 2)), frozenset[int]()
ANYWHERE = FINITE | ENDS


@functools.cache
def places(term: Term, known: Known = frozenset()) -> Places:
    """Where a term may lie if others are where it is ``known``; variables are finite."""
    found = _computed(term, known)
    return next((found & told for one, told in known if one is term), found)


def _computed(term: Term, known: Known) -> Places:
    if term.op == "ite":
        condition, *branches = term.args
        cases = zip((condition, terms.negation(condition)), branches, strict=True)
        told = [(learnt(case, known), branch) for case, branch in cases]
        return NONE.union(*(places(branch, more) for more, branch in told if more is not None))
    match term.op:
        case "const":
            return frozenset(((term.args[0] > 0) - (term.args[0] < 0),))
        case "var":
            return FINITE
        case "undefined":
            return NONE
        case "inf" | "-inf":
            return frozenset((2 if term.op == "inf" else -2,))
        case "pow":
            return frozenset(abs(a) if term.args[1] % 2 == 0 else a for a in places(term.args[0], known))
    parts = [places(part, known) for part in term.parts]
    if term.op in ONE:
        return NONE.union(*map(ONE[term.op], parts[0]))
    return functools.reduce(functools.partial(_both, TWO[term.op]), parts) if term.op in TWO else ANYWHERE


def learnt(condition: Term, known: Known) -> Known | None:
    """What is known where a condition holds as well; None where it never does.

    Of two terms and their difference: ``a > b`` is possible for values at two places if the first is higher, and where both are
    positive numbers or both negative ones.  What is no less than infinity has no difference to it, and is no ``-inf`` either.
    """
    if condition.op == "and":
        first = learnt(condition.args[0], known)
        return None if first is None else learnt(condition.args[1], first)
    if condition.op not in ("ge", "gt"):
        return None if condition is FALSE else known
    x, y = condition.args
    pairs = [
        (a, b)
        for a, b in itertools.product(places(x, known), places(y, known))
        if a > b or (a == b and (condition.op == "ge" or a in (-1, 1)))
    ]
    if not pairs:
        return None
    rise = ANYWHERE if {x, y} & {terms.INF, terms.MINUS_INF} else frozenset((1, 2) if condition.op == "gt" else (0, 1, 2))
    told = dict(known)
    for one, found in ((x, frozenset(a for a, _ in pairs)), (y, frozenset(b for _, b in pairs)), (terms.subtract(x, y), rise)):
        told[one] = told.get(one, ANYWHERE) & found
        if one.op in ONE:  # its argument is where it leads there
            (inner,) = one.parts
            told[inner] = told.get(inner, ANYWHERE) & {a for a in ANYWHERE if found.intersection(ONE[one.op](a))}
    return frozenset(told.items())


def _both(f: Callable[[int, int], Iterable[int]], xs: Places, ys: Places) -> Places:
    return NONE.union(*(f(a, b) for a, b in itertools.product(xs, ys)))


def _sum(a: int, b: int) -> Iterable[int]:
    """Both infinities have no sum, and what is negative and positive adds up to anything."""
    if ENDS & {a, b}:
        return {a, b} & ENDS if a != -b else ()
    return FINITE if a * b < 0 else (a or b,)


def _product(a: int, b: int) -> Iterable[int]:
    """Nothing for zero and infinity."""
    if 0 in (a, b):
        return () if ENDS & {a, b} else (0,)
    sign = 1 if a * b > 0 else -1
    return (2 * sign if ENDS & {a, b} else sign,)


def _quotient(a: int, b: int) -> Iterable[int]:
    """Nothing over zero, and for two infinities; over an infinity it is 0."""
    if b == 0 or (b in ENDS and a in ENDS):
        return ()
    return (0,) if b in ENDS else _product(a, b)


ONE: dict[str, Callable[[int], Iterable[int]]] = {
    "neg": lambda a: (-a,), "abs": lambda a: (abs(a),), "sqrt": lambda a: (a,) if a >= 0 else (),
    "exp": lambda a: {-2: (0,), 2: (2,)}.get(a, (1,)), "log": lambda a: {0: (-2,), 1: FINITE, 2: (2,)}.get(a, ()),
}  # fmt: skip
TWO: dict[str, Callable[[int, int], Iterable[int]]] = {
    "add": _sum, "sum": _sum, "sub": lambda a, b: _sum(a, -b), "mul": _product, "div": _quotient,
    "max": lambda a, b: (max(a, b),), "min": lambda a, b: (min(a, b),),
}  # fmt: skip
