"""More proofs of false statements: names that are gone, functions that are hidden, odd numbers, and true states a bit changed."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.proofs.test_cheats import cell
from tests.proofs.test_kernel import BALL, SIGNS, ZERO, accepts, field, rejects
from tests.proofs.test_mutations import _mutants
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.cells import Field, Side
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.rules import extended
from theory_lab.proofs.kernel.states import State, settled
from theory_lab.proofs.kernel.values import Open, value
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.search.deadlines import OutOfTime, limited
from theory_lab.proofs.terms import INF, Term
from theory_lab.proofs.theorems import MALFORMED

P, Q, W, X, Y = map(terms.variable, "pqwxy")
HALF, NOTHING, CLEAR = terms.number(Fraction(1, 2)), terms.ZERO, {"rule": "clear"}
UNIT = (Fraction(0), Fraction(1))


def accepted(state: State, tree: Any) -> bool:
    try:
        holds(state, json.loads(json.dumps(tree)))
    except (Rejected, *MALFORMED):
        return False
    return True


# Names that are gone, and still spoken of

MULTIPLE = {"rule": "ratio", "var": "p", "by": "q"}
ROOT = {"rule": "square", "var": "p", "low": "0", "high": "1"}
COIN = {"rule": "coin", "law": ["a", "b"]}
LEAST = terms.subtract(HALF, W)  # w <= 1/2, of a number w of which nothing else is known
BY_FACT = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
BOUND = [[0, "w", "high", "1/2", BALL]]


def at_two(rule: dict[str, Any], left: Term, right: Term, **other: Any) -> State:
    """A state about two numbers, or about a law of two outcomes."""
    ranges, laws = ({}, (("a", "b"),)) if rule is COIN else (dict.fromkeys("pq", UNIT), ())
    return State(ranges, laws, frozenset("q") - {*sum(laws, ())}, other.pop("facts", ()), (left, right), **other)


SPOKEN = {
    "multiple": (MULTIPLE, P, terms.multiply(HALF, Q), cell({**BY_FACT, "facts": [[0, "q", SIGNS]]}, "q", "w", facts=[0])),
    "root": (ROOT, P, terms.number(Fraction(1, 4)), cell(SIGNS, "w", "q", bounds=BOUND)),
    "coin": (COIN, terms.variable("a"), HALF, cell(BY_FACT, "w", facts=[0])),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOKEN)
def test_a_new_variable_has_no_name_of_which_a_fact_speaks(name):
    """A number ``w`` is at most 1/2: nothing follows of a ratio, a root or a coin."""
    rule, left, right, then = SPOKEN[name]
    false = at_two(rule, left, right, facts=((LEAST, False),))
    assert not accepted(false, {**rule, "name": "w", "then": then})
    assert not accepted(false, json.loads(json.dumps({**rule, "name": "t", "then": then}).replace('"w"', '"t"')))


@pytest.mark.parametrize("rule", [MULTIPLE, ROOT, COIN], ids=lambda rule: rule["rule"])
def test_a_new_variable_has_no_name_of_which_sides_or_finite_terms_speak(rule):
    """``p`` is no ``w q``, no ``w**2`` and no ``w``, for any number ``w``; and ``0 <= -1`` where a term of ``w`` is finite."""
    image = {"ratio": terms.multiply(W, Q), "square": terms.power(W, 2), "coin": W}[rule["rule"]]
    first = terms.variable("a") if rule is COIN else P
    for relation in ("<=", "=="):
        assert not accepted(at_two(rule, first, image, relation=relation), {**rule, "name": "w", "then": CLEAR})
    infinite = terms.choose(terms.above(NOTHING, W), NOTHING, INF)
    false = at_two(rule, NOTHING, terms.number(-1), finite=(infinite,))
    assert not accepted(false, {**rule, "name": "w", "then": CLEAR})


def test_a_variable_that_is_gone_is_another_one_where_nothing_speaks_of_it():
    """What was known of it is forgotten: the new ``x`` may be 0."""
    known = State({"x": UNIT, "p": UNIT, "q": UNIT}, (), frozenset("xq"), ((X, True),), (NOTHING, terms.multiply(P, Q)), "<")
    again = {**MULTIPLE, "name": "x", "then": cell(SIGNS, "q", "x")}
    forgotten = {"rule": "keep", "facts": [], "narrow": True, "then": again}
    assert not accepted(known, again) and not accepted(known, forgotten)
    assert accepted(replace(known, relation="<="), forgotten)


@pytest.mark.parametrize("image", ["x", "2*x - y", "1/y", "part(x)", "kept(y)", "log(y)", "z", "infinity"])
def test_a_variable_is_equal_to_what_has_a_value_and_does_not_speak_of_it(image):
    gap = terms.subtract(X, Y)
    goal = State(dict.fromkeys("xy", UNIT), (), frozenset(), ((gap, False), (terms.negative(gap), False)), (X, NOTHING), "==")
    for sign in (1, -1):
        tree = cell(CLEAR, "x", "y", rule="equal", facts=[0, 1], var="x", by=image, sign=sign, nonzero=BALL)
        assert not accepted(goal, tree)


def test_a_product_that_is_zero_says_nothing_of_a_factor_where_the_other_one_may_vanish():
    """``x (x - y) = 0``: with ``x > 0`` they are equal, and with ``x >= 0`` they need not be."""
    product = terms.multiply(X, terms.subtract(X, Y))
    both = ((product, False), (terms.negative(product), False))
    goal = State(dict.fromkeys("xy", UNIT), (), frozenset(), both, (X, Y), "==")
    for proof, other in ((SIGNS, BALL), (ZERO, SIGNS), (BALL, ZERO)):
        tree = cell(CLEAR, "x", "y", rule="equal", facts=[0, 1], var="x", by="y", sign=1, nonzero=proof)
        assert not accepted(goal, tree) and not accepted(goal, {**tree, "facts": [1, 0], "sign": -1, "nonzero": other})
    tree = cell(CLEAR, "x", "y", rule="equal", facts=[0, 1], var="x", by="y", sign=1, nonzero=SIGNS)
    assert accepted(replace(goal, positive=frozenset("x")), tree)


# Ranges that end at functions, and functions that are hidden


def below_exponential() -> Field:
    """``0 <= z <= exp(y)`` with ``y`` between 0 and 1."""
    where = extended(field(y=(0, 1), x=(0, 1, "("), z=(0, 3)), [["g", "exp", "y", None]])
    return where.with_side(Side("z", where.quotient_of("0"), where.quotient_of("g")))


AT_ONE = {"rule": "compare", "by": "log", "x": "1", "y": "g", "positive": [BALL, SIGNS], "generators": [], "then": ZERO}
UP_TO_ONE = {"rule": "mono", "var": "z", "up": False, "slope": BALL, "base": AT_ONE, "generators": [["g", "exp", "0", None]]}


@pytest.mark.parametrize("again", [[["g", "exp", "0", None]], [["g", "exp", "y", None]], []])
def test_a_variable_stays_where_a_range_ends_at_a_function_of_it(again):
    """``z <= exp(y)`` is at most 1 at ``y = 0`` alone."""
    for base in (UP_TO_ONE, {**UP_TO_ONE, "generators": []}, AT_ONE, ZERO):
        tree = {"rule": "mono", "var": "y", "up": True, "slope": ZERO, "base": base, "generators": again}
        assert rejects("1 - z", below_exponential(), tree)


@pytest.mark.parametrize("again", [[["g", "exp", "0", None]], []])
def test_a_variable_moves_in_no_range_whose_end_is_hidden(again):
    """``-1/(2 - z + x)`` rises in ``x`` where ``z < 2``, and has a pole elsewhere: ``g`` is not in it, and is not looked at."""
    pole = {
        "rule": "mono",
        "var": "y",
        "up": True,
        "slope": ZERO,
        "base": {**UP_TO_ONE, "generators": again},
        "generators": again,
    }
    slope = {"rule": "product", "factors": [["2 - z + x", -2, 1, None]], "then": BALL}
    tree = {
        "rule": "mono",
        "var": "x",
        "up": False,
        "sign": 1,
        "ends": {},
        "slope": slope,
        "generators": [["g", "exp", "y", None]],
    }
    for base in (BALL, SIGNS, {"rule": "product", "factors": [["3 - z", -1, 1, pole]], "then": BALL}):
        for denominator in (pole, SIGNS, BALL, UP_TO_ONE):
            assert rejects("1/(2 - z + x)", below_exponential(), {**tree, "denominator": denominator, "base": base})


def test_a_text_is_read_again_where_the_generators_are_others():
    one, other = field(x=(0, 1), y=(-1, 0)), field(y=(-1, 0), x=(0, 1))
    for where in (one, other, one):
        assert accepts("x - y", where, SIGNS) and rejects("y - x", where, SIGNS)


def test_what_is_settled_depends_on_the_signs_that_are_known():
    condition, root = terms.above(X, NOTHING), terms.sqrt(terms.power(X, 2))
    for _ in range(2):
        assert settled(condition, {"x"}, ()) is terms.TRUE and settled(root, (), {"x"}) is X
        assert settled(condition, (), {"x"}) is condition and settled(condition, (), ()) is condition
        assert settled(root, (), ()) is root and settled(root, {"y"}, {"y"}) is root


# Numbers and texts of other kinds


@pytest.mark.parametrize("sign", [0, False, None, "1", 0.5, [], float("nan")])
def test_a_sign_of_a_factor_is_one_or_minus_one(sign):
    """With 0 for it nothing is left to prove."""
    tree = {"rule": "product", "factors": [["x - 2", 1, sign, ZERO]], "then": ZERO}
    with pytest.raises((Rejected, *MALFORMED)):
        accepts("x - 2", field(x=(0, 1)), tree)


@pytest.mark.parametrize(
    "text", ["\uff58", "x\u00b2", "\u0661", "x \u2212 1", "x\u200b", "x\n", "x;x", "x=x", "-x if x else x", "+x", "~x"]
)
def test_other_letters_are_no_formula(text):
    with pytest.raises(Rejected):
        field(x=(0, 1)).quotient_of(text)


def test_numbers_of_a_text_are_those_of_the_language():
    where = field(x=(0, 1))
    for text, number in (("0x10", 16), ("1_000", 1000), ("0b11", 3)):
        assert where.quotient_of(text).value == number
    for text in ("007", "1e3", "1j", "9" * 10_000, "'1'", "x.real", "number(x)", "pow(x)"):
        with pytest.raises((Rejected, *MALFORMED)):
            where.quotient_of(text)


# True states, of which the search finds a proof, and what is left of it where a state is changed so that it is false

NAMES, NUMBERS = ("p", "r", "x", "y"), [Fraction(k, 2) for k in (-2, 0, 1, 2, 4)]
RANGES = [UNIT, (Fraction(0), None), (Fraction(1), Fraction(2)), (Fraction(-1), Fraction(1)), (None, Fraction(0))]
PLACES = [
    Fraction(*one) for one in ((0, 1), (1, 1), (1, 2), (1, 9), (99, 100), (2, 1), (-1, 1), (-1, 2), (21, 10), (-11, 10), (9, 1))
]


def drawn(rng: random.Random, depth: int) -> Term:
    """A term with cases, fractions and logarithms."""
    if not depth or rng.random() < 0.2:
        return terms.variable(rng.choice(NAMES)) if rng.random() < 0.7 else rng.choice([INF, *map(terms.number, NUMBERS)])
    a, b, c = (drawn(rng, depth - 1) for _ in range(3))
    two = (terms.add, terms.subtract, terms.multiply, terms.multiply, terms.divide, terms.maximum, terms.minimum)
    one = (terms.log, terms.sqrt, terms.absolute, lambda a: terms.power(a, 2))
    made = rng.random()
    if made < 0.2:
        return terms.choose(rng.choice([terms.at_least, terms.above])(a, NOTHING), b, c)
    return rng.choice(one)(a) if made < 0.4 else rng.choice(two)(a, b)


def state_of(rng: random.Random) -> State:
    """A law of two outcomes and two numbers, with a fact."""
    left, more = drawn(rng, 2), drawn(rng, 2)
    right = rng.choice([more, terms.add(left, terms.variable(rng.choice(NAMES))), terms.maximum(left, more)])
    facts = ((drawn(rng, 1), rng.random() < 0.4),) * rng.choice([0, 1])
    ranges = {name: rng.choice(RANGES) for name in "xy"}
    positive = frozenset(rng.sample(["p", "r"], rng.choice([0, 0, 1, 2])))
    return State(ranges, (("p", "r"),), positive, facts, (left, right), rng.choice(["<=", "<=", "<", "=="])).changed()


def changed(state: State, rng: random.Random) -> State:
    """One end, one strictness, one fact, the relation or one coefficient is another one."""
    name, (left, right) = rng.choice("xy"), state.sides
    low, high = state.ranges[name]
    less, more = (None if end is None else end + step for end, step in ((low, Fraction(-1, 10)), (high, Fraction(1, 10))))
    facts = tuple((terms.add(fact, terms.number(Fraction(1, 10))), strict) for fact, strict in state.facts)
    scaled = terms.multiply(terms.number(Fraction(11, 10)), left)
    return rng.choice(
        [
            replace(state, ranges={**state.ranges, name: (less, high)}),
            replace(state, ranges={**state.ranges, name: (low, more)}),
            replace(state, positive=frozenset()),
            replace(state, facts=facts),
            replace(state, facts=tuple((fact, False) for fact, _ in state.facts)),
            replace(state, facts=()),
            replace(state, relation={"<=": "<", "<": "==", "==": "<"}[state.relation]),
            replace(state, sides=(scaled, right)),
            replace(state, sides=(right, left)),
            replace(state, sides=(terms.add(left, terms.number(Fraction(1, 20))), right)),
        ]
    )


def points(state: State, rng: random.Random, count: int) -> Iterator[dict[str, Fraction]]:
    """Points of a state without its facts, at ends and near them."""
    for _ in range(count):
        at = {name: rng.choice(PLACES) for name in state.ranges}
        at["p"] = rng.choice([place for place in PLACES if 0 <= place <= 1])
        at["r"] = 1 - at["p"]
        inside = all((low is None or at[v] >= low) and (high is None or at[v] <= high) for v, (low, high) in state.ranges.items())
        if inside and all(at[name] > 0 for name in state.positive):
            yield at


def is_false(state: State, rng: random.Random, count: int) -> bool:
    """Whether a state is false at one of some points, by exact numbers and balls."""
    for at in points(state, rng, count):
        try:
            for side in state.sides:  # nothing is said where one has no value
                value(side, at)
            told = all(value(terms.above(f, NOTHING) if strict else terms.at_least(f, NOTHING), at) for f, strict in state.facts)
            order = [value(condition(*state.sides[::-1]), at) for condition in (terms.above, terms.at_least)]
            reached = value(terms.at_least(*state.sides), at)
        except (ZeroDivisionError, Open):
            continue
        if told and not {"<=": order[1], "<": order[0], "==": order[1] and reached}[state.relation]:
            return True
    return False


@pytest.mark.parametrize("seed", range(3))
def test_a_proof_of_a_state_proves_no_false_one_beside_it(seed):
    rng, found, tried = random.Random(seed), 0, 0
    while found < 20:
        state = state_of(rng)
        if state.sides[0] is state.sides[1] or is_false(state, rng, 40):
            continue
        try:
            with limited(0.2):
                tree = Casework(0.2).solve(state)
        except (OutOfTime, Rejected, *MALFORMED):
            continue
        if tree is None or tree == CLEAR or not accepted(state, tree):
            continue
        found += 1
        assert not is_false(state, rng, 200)
        for false in (changed(state, rng) for _ in range(12)):
            if is_false(false, rng, 60):
                tried += 1
                assert not any(accepted(false, one) for one in (tree, *_mutants(tree, rng, 4)))
    assert tried > 40
