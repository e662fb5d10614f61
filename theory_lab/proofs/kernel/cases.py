"""From claims about terms with cases to functions on cells.

A ``State`` is a set of points, given by ranges, laws and facts, and two sides with conditions inside.  The rules here split it
into cases, rename variables, and at a leaf hand a function without conditions over to the rules on cells.  Part of the trusted
base.

Main definitions: ``State``, ``holds``, ``holds_at_size``.

Conventions: a state says that ``left relation right`` at every point where the facts hold and all parts of both sides have
values, infinities among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import polynomials as poly
from theory_lab.proofs.kernel.cells import Field, Generator, Side, multiple, read
from theory_lab.proofs.kernel.polynomials import Quotient, constant, generator, need
from theory_lab.proofs.kernel.rules import Tree, _nonzero, extended, proves
from theory_lab.proofs.terms import FALSE, INF, MINUS_INF, TRUE, ZERO, Term

Range = tuple[Fraction | None, Fraction | None]
UNBOUNDED = "infinity"  # the variable that stands for infinity while it grows


@dataclass(frozen=True)
class State:
    """``left relation right`` on a set of points.

    ``laws`` are groups of variables >= 0 with sum 1, ``ranges`` the closed ranges of the others, ``positive`` those that are > 0;
    ``facts`` are terms that are >= 0, or > 0 where told; the terms ``finite`` have finite values.
    """

    ranges: Mapping[str, Range]
    laws: tuple[tuple[str, ...], ...]
    positive: frozenset[str]
    facts: tuple[tuple[Term, bool], ...]
    sides: tuple[Term, Term]
    relation: str = "<="
    finite: tuple[Term, ...] = ()

    @property
    def nonnegative(self) -> frozenset[str]:
        """The variables that are known to be >= 0."""
        return frozenset({name for name, (low, _) in self.ranges.items() if low is not None and low >= 0}.union(*self.laws))

    @property
    def above_zero(self) -> frozenset[str]:
        """The variables that are known to be > 0."""
        return self.positive | {name for name, (low, _) in self.ranges.items() if low is not None and low > 0}

    def changed(self, f: Callable[[Term], Term], **other: Any) -> State:
        """The state with another set of points and all its terms changed, conditions that are then known folded away."""
        state = replace(self, **other)

        def g(term: Term) -> Term:
            return settled(f(term), state.above_zero, state.nonnegative)

        return replace(
            state,
            facts=tuple((g(fact), strict) for fact, strict in state.facts),
            sides=(g(state.sides[0]), g(state.sides[1])),
            finite=tuple(map(g, state.finite)),
        )

    def known(self, condition: Term) -> State:
        """The state where a comparison, or several, hold."""
        if condition.op == "and":
            return self.known(condition.args[0]).known(condition.args[1])
        if condition.op not in ("ge", "gt"):
            return self  # a fact that is not used
        return replace(self, facts=(*self.facts, (terms.subtract(*condition.args), condition.op == "gt")))


def settled(term: Term, positive: frozenset[str], nonnegative: frozenset[str]) -> Term:
    """The term without conditions that the signs of its parts decide."""
    memo: dict[Term, int] = {}
    done: dict[Term, Term] = {}

    def sign(one: Term) -> int:
        """2 for what is surely > 0, 1 for what is surely >= 0 wherever it has a value, 0 for all else."""
        if one not in memo:
            memo[one] = _sign(one)
        return memo[one]

    def _sign(one: Term) -> int:
        match one.op:
            case "const":
                return 2 if one.args[0] > 0 else int(one.args[0] == 0)
            case "var":
                return 2 if one.args[0] in positive else int(one.args[0] in nonnegative)
            case "exp" | "abs":
                return 1
            case "add" | "sum":
                signs = [sign(part) for part in one.parts]
                return max(signs) if min(signs) else 0
            case "mul" | "min" | "sqrt" | "div" | "pow":
                return min(sign(part) for part in one.parts) or int(one.op == "pow" and one.args[1] % 2 == 0)
            case "max":
                return max(sign(part) for part in one.parts)
        return 0

    def simple(one: Term) -> Term:
        """A term whose parts are settled."""
        if one.op in ("ge", "gt"):
            a, b = one.args
            strict = one.op == "gt"
            if b is ZERO and sign(a) > strict:
                return TRUE
            if a is ZERO and sign(b) > (not strict):
                return FALSE
        if one.op == "sqrt" and one.args[0].op == "pow" and one.args[0].args[1] % 2 == 0 and sign(one.args[0].args[0]):
            return terms.power(one.args[0].args[0], one.args[0].args[1] // 2)
        nonnegative_part = one.op == "abs" or (one.op == "max" and one.args[1] is ZERO)
        return one.args[0] if nonnegative_part and sign(one.args[0]) else one

    def go(one: Term) -> Term:
        if one not in done:
            condition = go(one.args[0]) if one.op == "ite" else None
            if condition is TRUE or condition is FALSE:
                done[one] = go(one.args[1 if condition is TRUE else 2])
            elif one.parts:
                done[one] = simple(terms.made(one.op, tuple(go(arg) if isinstance(arg, Term) else arg for arg in one.args)))
            else:
                done[one] = one
        return done[one]

    return go(term)


def first_condition(found: tuple[Term, ...]) -> Term | None:
    """The first comparison without comparisons inside, where a maximum of a and b asks for ``a >= b``."""
    seen: set[Term] = set()

    def search(one: Term) -> Term | None:
        if one in seen:
            return None
        seen.add(one)
        for part in one.parts:
            if (inner := search(part)) is not None:
                return inner
        if one.op in ("ge", "gt"):
            return one
        if one.op in ("max", "min"):
            return Term("ge", *one.args)
        return Term("ge", one.args[0], ZERO) if one.op == "abs" else None

    return next((inner for term in found if (inner := search(term)) is not None), None)


def decided(term: Term, condition: Term, answer: bool) -> Term:
    """The term where a comparison is known, and with it ``a >= b`` from ``a > b``, maxima, minima and absolute values."""
    known = condition if answer else terms.negation(condition)
    (x, y), strict = known.args, known.op == "gt"

    def change(one: Term) -> Term | None:
        if one.op in ("ge", "gt"):
            if one.args == (x, y) and (strict or one.op == "ge"):
                return TRUE
            return FALSE if one.args == (y, x) and (strict or one.op == "gt") else None
        if one.op in ("max", "min") and one.args in ((x, y), (y, x)):
            return terms.rebuilt(x if one.op == "max" else y, change)
        if one.op == "abs" and (one.args[0], ZERO) in ((x, y), (y, x)):
            inner = terms.rebuilt(one.args[0], change)
            return inner if y is ZERO else terms.negative(inner)
        return None

    return terms.rebuilt(term, change)


def polynomial_term(text: str, ranges: Mapping[str, Range]) -> Term:
    """A polynomial in variables, and in logarithms and roots of positive ones, from its text; it has a value everywhere."""

    def quotient(a: Term, b: Term) -> Term:
        need(b.op == "const" and b is not ZERO, "only numbers divide")
        return terms.multiply(a, terms.divide(terms.ONE, b))

    def safe(function: Callable[[Term], Term]) -> Callable[[Term], Term]:
        def apply(a: Term) -> Term:
            low = ranges[a.args[0]][0] if a.op == "var" else a.args[0] if a.op == "const" else None
            need(low is not None and low > 0, "a logarithm or a root may have no value")
            return function(a)

        return apply

    operations = {"number": terms.number, "neg": terms.negative, "add": terms.add, "sub": terms.subtract}
    operations |= {"log": safe(terms.log), "sqrt": safe(terms.sqrt)}
    operations |= {"mul": terms.multiply, "div": quotient, "pow": lambda a, n: terms.power(a, max(n, 0))}
    return read(text, {name: terms.variable(name) for name in ranges}, operations)


def holds(state: State, tree: Tree) -> None:
    """Accept the proof of a state, or raise ``Rejected``."""
    need(isinstance(tree, dict) and tree.get("rule") in RULES, "there is no such rule")
    RULES[tree["rule"]](state, tree)


def _if(state: State, tree: Tree) -> None:
    """Either the first comparison holds or its negation: the sides are simplified and the comparison becomes a fact."""
    condition = first_condition((*state.sides, *(fact for fact, _ in state.facts)))
    need(condition is not None, "there is no condition")
    assert condition is not None
    for answer in (True, False):
        case = state.changed(lambda term, answer=answer: decided(term, condition, answer))
        holds(case.known(condition if answer else terms.negation(condition)), tree["yes" if answer else "no"])


def _zero(state: State, tree: Tree) -> None:
    """A nonnegative variable is 0 or positive.  A law that loses an outcome stays a law; its last outcome has probability 1."""
    name = tree["var"]
    need(name in state.nonnegative and name not in state.positive, f"{name} is not known to be nonnegative only")
    low = state.ranges.get(name, (Fraction(0), None))[0]
    need(low == 0, f"{name} is not zero anywhere")
    holds(state.changed(lambda term: term, positive=state.positive | {name}), tree["positive"])
    values = {name: ZERO}
    laws = [tuple(one for one in law if one != name) for law in state.laws]
    if () in laws:
        return  # it was the only outcome of its law and has probability 1
    values |= {law[0]: terms.ONE for law in laws if len(law) == 1}
    ranges = {one: ends for one, ends in state.ranges.items() if one != name}
    kept = tuple(law for law in laws if len(law) > 1)
    holds(state.changed(lambda term: terms.substituted(term, values), ranges=ranges, laws=kept), tree["zero"])


def _ratio(state: State, tree: Tree) -> None:
    """``p = t q`` for a free variable ``p >= 0`` and a positive ``q``: some ``t >= 0``, positive where ``p`` is."""
    p, q, t = tree["var"], tree["by"], tree["name"]
    need(p in state.ranges and q in state.ranges and q in state.positive and p != q, f"{p} is not free, or {q} not positive")
    need(state.ranges[p][0] == 0, f"{p} is not nonnegative")
    ranges = {**{one: ends for one, ends in state.ranges.items() if one != p}, t: (Fraction(0), None)}
    image = terms.multiply(terms.variable(t), terms.variable(q))
    _renamed(state, p, t, image, ranges, tree["then"])


def _square(state: State, tree: Tree) -> None:
    """``p = w**2`` with ``w >= 0`` for a free variable ``p >= 0``; the range of ``w`` contains all roots."""
    p, w = tree["var"], tree["name"]
    need(p in state.ranges, f"{p} is not free")
    (low, high), least, most = state.ranges[p], Fraction(tree["low"]), tree["high"]
    need(low is not None and least >= 0 and least**2 <= low, f"{w} starts too high")
    need((most is None) == (high is None), f"{w} has an end where {p} has none")
    need(high is None or Fraction(most) ** 2 >= high, f"{w} ends too low")
    ranges = {**{one: ends for one, ends in state.ranges.items() if one != p}}
    ranges[w] = (least, None if most is None else Fraction(most))
    _renamed(state, p, w, terms.power(terms.variable(w), 2), ranges, tree["then"])


def _renamed(state: State, old: str, new: str, image: Term, ranges: Mapping[str, Range], tree: Tree) -> None:
    known = {*state.ranges, *(name for law in state.laws for name in law), UNBOUNDED}
    need(str(new).isidentifier() and new not in known, f"{new} is no new name")
    positive = state.positive - {old} | ({new} if old in state.positive else set())
    case = state.changed(lambda term: terms.substituted(term, {old: image}), ranges=ranges, positive=positive)
    holds(case, tree)


def _compare(state: State, tree: Tree) -> None:
    """A polynomial is >= 0 or <= 0: two cases, each with a fact."""
    laws = dict.fromkeys((name for law in state.laws for name in law), (Fraction(0), Fraction(1)))
    f = polynomial_term(tree["of"], {**state.ranges, **laws})
    holds(replace(state, facts=(*state.facts, (f, False))), tree["yes"])
    holds(replace(state, facts=(*state.facts, (terms.negative(f), False))), tree["no"])


def _equal(state: State, tree: Tree) -> None:
    """Opposite facts ``f >= 0`` and ``-f >= 0`` with ``f = a (v - u)``, ``a > 0`` or ``a < 0``: the variable ``v`` is ``u``."""
    (j, k), name = tree["facts"], tree["var"]
    need(name in state.ranges, f"{name} is not free")
    ranges = {one: ends for one, ends in state.ranges.items() if one != name}
    laws = dict.fromkeys((one for law in state.laws for one in law), (Fraction(0), Fraction(1)))
    image, field = polynomial_term(tree["by"], {**ranges, **laws}), leaf(state, tree)
    f, opposite = (field.of_term(state.facts[one][0]) for one in (j, k))
    ratio = multiple(opposite.n, opposite.d, f)
    need(ratio is not None and ratio < 0, "the facts are not opposite")
    gap = field.difference(image, terms.variable(name))
    a = poly.divided(f.n, gap.n)
    need(a is not None, "the facts do not give the variable")
    assert a is not None
    proves(Quotient.of(poly.scale(a, fmpq(tree["sign"]))), field, tree["nonzero"], strict=True)
    holds(state.changed(lambda term: terms.substituted(term, {name: image}), ranges=ranges), tree["then"])


def _coin(state: State, tree: Tree) -> None:
    """A law of two outcomes as ``x`` and ``1 - x`` with a free ``x`` between 0 and 1."""
    law, name = tuple(tree["law"]), tree["name"]
    need(law in state.laws and len(law) == 2, "there is no such law of two outcomes")
    known = {*state.ranges, *(one for group in state.laws for one in group), UNBOUNDED}
    need(str(name).isidentifier() and name not in known, f"{name} is no new name")
    other = terms.subtract(terms.ONE, terms.variable(name))
    images = {law[0]: terms.variable(name), law[1]: other}
    facts = tuple((image, True) for one, image in images.items() if one in state.positive)
    case = replace(state, facts=(*state.facts, *facts))
    ranges = {**state.ranges, name: (Fraction(0), Fraction(1))}
    laws = tuple(one for one in state.laws if one != law)
    positive = state.positive - set(law) | ({name} if law[0] in state.positive else set())
    holds(case.changed(lambda term: terms.substituted(term, images), ranges=ranges, laws=laws, positive=positive), tree["then"])


def _keep(state: State, tree: Tree) -> None:
    """Some of the facts; the others are forgotten."""
    holds(replace(state, facts=tuple(state.facts[j] for j in tree["facts"])), tree["then"])


def _clear(state: State, tree: Tree) -> None:
    """Nothing is left to prove: both sides are the same, the larger one is infinity, or what is finite is not."""
    left, right = state.sides
    same = left is right and state.relation != "<"
    ends = state.relation == "<=" and (right is INF or left is MINUS_INF)
    need(same or ends or any(term in (INF, MINUS_INF) for term in state.finite), "this is not clear")


def _empty(state: State, tree: Tree) -> None:
    """A fact says ``f > 0`` where ``f <= 0`` by the others and the ranges (or ``f >= 0`` where ``f < 0``): no points."""
    field, (fact, strict) = leaf(state, tree), state.facts[tree["fact"]]
    proves(-field.of_term(fact), field, tree["then"], strict=not strict)


def _cell(state: State, tree: Tree) -> None:
    """The difference of the sides, a function on a cell that contains all points of the state.

    Infinities inside are replaced by a variable that grows: sides with values are continuous in it, and a difference that is
    affine with a positive slope is positive in the end; so it is enough that one side alone goes to infinity.  The relation
    ``finite`` asks only that the right side is written without infinities.
    """
    field = leaf(state, tree)
    left, right = state.sides
    if state.relation == "finite":
        field.of_term(right)
        return
    unbounded = bounded(right) is not right or bounded(left) is not left
    need(not unbounded or state.relation == "<=", "an infinite side")
    left, right = bounded(ZERO if tree.get("side") == "right" else left), bounded(ZERO if tree.get("side") == "left" else right)
    need(unbounded or "side" not in tree, "nothing is infinite here")
    e = field.difference(left, right)
    if unbounded:
        i = field.index(UNBOUNDED)
        need(poly.degree(e.d, i) == 0 and poly.degree(e.n, i) == 1, "infinity is not alone")
        proves(Quotient(poly.collected(e.n, i)[1], e.d), field, tree["then"], strict=True)
    elif state.relation == "==":
        proves(e, field, {"rule": "zero"})
    else:
        proves(e, field, tree["then"], strict=state.relation == "<")


def bounded(term: Term) -> Term:
    grows = terms.variable(UNBOUNDED)

    def change(one: Term) -> Term | None:
        return grows if one is INF else terms.negative(grows) if one is MINUS_INF else None

    return terms.rebuilt(term, change)


def leaf(state: State, tree: Tree) -> Field:
    """A field on a cell that contains all points of a state.

    A law is written by weights, ``p_k = w_k / sum w``, the last weight 1 where it is positive; a law of two outcomes may be
    ``p, 1 - p``.  A bound ``v >= at`` follows from a fact ``f = a (v - at)`` with ``a > 0`` on the cell so far.
    """
    sides, images = {}, {}
    for name, (low, high) in state.ranges.items():
        low_closed = not (low == 0 and name in state.positive)
        ends = [None if end is None else _constant(end) for end in (low, high)]
        sides[name] = Side(name, *ends, low_closed)
    for law, way in zip(state.laws, tree["laws"], strict=True):
        sides |= {name: Side(name, _constant(0), None, name not in state.positive) for name in law}
        if way == "plain":
            need(len(law) == 2, "only a law of two outcomes is plain")
            sides[law[0]] = replace(sides[law[0]], high=_constant(1), high_closed=law[1] not in state.positive)
        if way != "weights":
            need(way == "plain" or law[-1] in state.positive, f"{law[-1]} may be zero")
            del sides[law[-1]]
    order = [*tree["order"], UNBOUNDED]
    sides[UNBOUNDED] = Side(UNBOUNDED, _constant(1), None)
    need(sorted(order) == sorted(sides), "the order does not list the variables")
    field = Field(tuple(sides[name] for name in order), tuple(Generator(name) for name in order), images)
    variable = {name: Quotient.of(generator(field.index(name))) for name in order}
    images |= {name: variable[name] for name in (*state.ranges, UNBOUNDED)}
    for law, way in zip(state.laws, tree["laws"], strict=True):
        if way == "plain":
            images |= {law[0]: variable[law[0]], law[1]: _constant(1) - variable[law[0]]}
            continue
        weights = {name: variable.get(name, _constant(1)) for name in law}
        whole = sum(weights.values(), _constant(0))
        images |= {name: weight / whole for name, weight in weights.items()}
    for bound in tree["bounds"]:
        field = _bound(state, field, *bound)
    field = extended(field, tree["generators"])
    field = replace(field, bases=tuple(field.polynomial_of(text) for text in tree.get("bases", ())))
    return replace(field, facts=tuple(field.of_term(state.facts[j][0]) for j in tree.get("facts", ())))


def _bound(state: State, field: Field, j: int, name: str, end: str, text: str, proof: Tree) -> Field:
    """The cell with one end moved to where a fact puts it."""
    (fact, strict), at, i = state.facts[j], field.quotient_of(text), field.index(name)
    later = [side.name for side in field.cell]
    later = later[later.index(name) :]
    need(not any(field.depends(at, field.index(one)) for one in later), "a bound depends on a later variable")
    _nonzero(at.d, field)
    gap = poly.add(poly.multiply(at.d, generator(i)), poly.scale(at.n, fmpq(-1)))
    f = field.of_term(fact)
    factor = poly.divided(f.n, gap if end == "low" else poly.scale(gap, fmpq(-1)))
    need(factor is not None, "a fact does not give the bound")
    assert factor is not None
    proves(Quotient(factor, f.d), field, proof, strict=True)
    side = field.side(name)
    low = replace(side, low=at, low_closed=not strict)
    return field.with_side(low if end == "low" else replace(side, high=at, high_closed=not strict))


def _constant(value: Fraction | int) -> Quotient:
    return Quotient.of(constant(fmpq(Fraction(value).numerator, Fraction(value).denominator)))


RULES: dict[str, Callable[[State, Tree], None]] = {
    "if": _if, "zero": _zero, "ratio": _ratio, "square": _square, "compare": _compare, "equal": _equal, "coin": _coin,
    "keep": _keep, "clear": _clear, "empty": _empty, "cell": _cell,
}  # fmt: skip


def states_of(statement: Any) -> list[State]:
    """What a statement at one size says: a state for each step from side to side."""
    singles = {law[0]: terms.ONE for law in statement.laws if len(law) == 1}
    singles |= {name: terms.number(low) for name, (low, high) in statement.ranges.items() if low == high}
    ranges = {name: ends for name, ends in statement.ranges.items() if name not in singles}
    laws = tuple(law for law in statement.laws if len(law) > 1)
    found = []
    for sides in zip(statement.sides, statement.sides[1:], strict=False):
        state = State(ranges, laws, statement.positive, (), sides, statement.relation)
        for condition in statement.hypotheses:
            state = state.known(condition)
        found.append(state.changed(lambda term: terms.substituted(term, singles)))
    return found


def holds_at_size(statement: Any, tree: Tree) -> None:
    """Accept the proof of a statement at one size: one proof for each step from side to side."""
    states = states_of(statement)
    need(len(tree["steps"]) == len(states), "each step needs a proof")
    for state, proof in zip(states, tree["steps"], strict=True):
        holds(state, proof)
