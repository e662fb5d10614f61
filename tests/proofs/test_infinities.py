"""Which infinities sums and bounds may be: proofs of false statements, and of true ones beside them."""

import itertools
import math
import operator
from fractions import Fraction

import pytest

from tests.proofs.searches import AMPLE
from tests.proofs.test_lemmas import BALL, SIGNS, ZERO, leaf
from tests.proofs.test_ratio_cheats import claim, rejected
from theory_lab import numbers as xp
from theory_lab.claims import Ratio, Simplex, Space, Table
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.proofs import terms
from theory_lab.proofs.infinities import ONE, TWO, learnt, places
from theory_lab.proofs.kernel import values
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.sums import _ranged, infinities
from theory_lab.proofs.separate import Pattern, patterns
from theory_lab.proofs.sketches import Sketch, by, either, never, use
from theory_lab.proofs.sketches.filling import Filling
from theory_lab.proofs.statements import Untraceable
from theory_lab.proofs.terms import FALSE, INF, MINUS_INF

CLEAR = {"steps": [{"rule": "clear"}]}
X, Y = terms.variable("x"), terms.variable("y")


def laws(n):
    return Space(p=Simplex(n), q=Simplex(n))


def unless(q, inside, outside=xp.INFINITY):
    return xp.where(q > 0, inside, outside)


def infinite(about):
    (pattern,) = patterns(about)
    return dict(infinities(pattern))


def accepted(about, proof):
    (pattern,) = patterns(about)
    holds_for_all_sizes(pattern, proof)
    return True


def proof(step, lemmas=(), **cases):
    return {"lemmas": list(lemmas), "steps": [step], "infinite": cases}


def centred(positive=True):
    """``0 >= sum (0 where the mean is positive or x is 0, infinity elsewhere)``, for the mean of ``0 <= x <= 1`` under a law."""

    def outside(i):
        return xp.sum(xp.where(xp.dot(i.p, i.x) > 0, 0, xp.where(i.x > 0, xp.INFINITY, 0)))

    return claim(lambda n: Space(p=Simplex(n, positive=positive), x=Table(n, 0, 1)), outside, lambda i: 0)


def never_infinite(pattern):
    """The proof that the sum is finite at every outcome: where the mean is 0, so is ``x``, since the law is positive."""
    s = Sketch(pattern, 0, {}, Filling(AMPLE))
    most, zero = s.each({"S0": 1}), s.linear({"S1": -1})
    s.step(zero)
    s.impossible(alone="S1", proof=by(most, then=either(None, either(never(2, use((0, "1/p"), (1, "1/p")))))))
    return s.proof()


def test_a_term_lies_where_it_is_computed_to_lie():
    """At all values of two variables, infinities among them, each operation is at one of its places, or has no value."""
    one = [terms.negative, terms.absolute, terms.sqrt, terms.exp, terms.log, lambda a: terms.Term("pow", a, 2)]
    one += [lambda a: terms.Term("pow", a, 3)]
    two = [terms.add, terms.subtract, terms.multiply, terms.divide, terms.maximum, terms.minimum]
    formulas = [f(X) for f in one] + [f(X, Y) for f in two] + [terms.total((X, Y, X))]
    formulas += [terms.choose(terms.above(X, Y), X, f(Y)) for f in one]
    formulas += [f(terms.log(X)) for f in one] + [f(terms.log(X), Y) for f in two]  # infinite where no infinity is written
    several = [Fraction(v) for v in (-3, -1, 0, 1, 3)] + [Fraction(-1, 2), Fraction(1, 2), INF, MINUS_INF]
    met = set()
    for (a, b), formula in itertools.product(itertools.product(several, repeat=2), formulas):
        given = dict(zip((X, Y), (a, b), strict=True))
        fractions = {one.args[0]: v for one, v in given.items() if isinstance(v, Fraction)}
        ends = {one: v for one, v in given.items() if not isinstance(v, Fraction)}
        term = terms.rebuilt(formula, ends.get)
        known = frozenset((one, frozenset(((v > 0) - (v < 0),))) for one, v in given.items() if isinstance(v, Fraction))
        try:
            value = values.value(term, fractions)
        except ZeroDivisionError:
            continue
        sign = 2 * int(math.copysign(1, value)) if isinstance(value, float) else values.sign(value)
        assert sign in places(term, known), (formula, a, b)
        met.add(sign)
    assert met == {-2, -1, 0, 1, 2}


def test_a_condition_tells_where_its_sides_lie():
    positive = learnt(terms.above(X, terms.ZERO), frozenset())
    assert [places(terms.number(k), frozenset()) for k in (-2, 0, 2)] == [{-1}, {0}, {1}]
    assert places(X, positive) == {1} and places(terms.log(X), positive) == {-1, 0, 1}
    zero = learnt(terms.at_least(terms.ZERO, terms.absolute(X)), frozenset())
    assert places(X, zero) == {0} and places(terms.log(X), zero) == {-2}
    larger = learnt(terms.above(X, Y), frozenset({(Y, frozenset({0, 1}))}))
    assert places(terms.subtract(X, Y), larger) == {1} == places(X, larger) and places(Y, larger) == {0, 1}
    assert learnt(terms.above(Y, X), frozenset({(X, frozenset({1})), (Y, frozenset({0}))})) is None


REACHED = {-2: [-math.inf], -1: [-3, -1, -0.5], 0: [0], 1: [0.5, 1, 3], 2: [math.inf]}
PLACED = {
    "neg": operator.neg, "abs": abs, "exp": math.exp, "sqrt": lambda a: math.nan if a < 0 else math.sqrt(a),
    "log": lambda a: -math.inf if a == 0 else math.nan if a < 0 else math.log(a),
    "add": operator.add, "sum": operator.add, "sub": operator.sub, "max": max, "min": min,
    "mul": lambda a, b: math.nan if 0 in (a, b) and math.inf in (abs(a), abs(b)) else a * b,
    "div": lambda a, b: math.nan if b == 0 else a / b,
}  # fmt: skip


@pytest.mark.parametrize("op", PLACED)
def test_an_operation_leads_where_floats_lead_and_nowhere_else(op):
    """From each place, by some values there; what is no number leads nowhere."""
    table = {**ONE, **TWO}[op]
    for at in itertools.product(REACHED, repeat=1 if op in ONE else 2):
        found = [PLACED[op](*values) for values in itertools.product(*(REACHED[one] for one in at))]
        signs = {((one > 0) - (one < 0)) * (2 if math.isinf(one) else 1) for one in found if not math.isnan(one)}
        assert set(table(*at)) == signs, at


@pytest.mark.parametrize("exponent", range(2, 7))
def test_a_power_is_where_repeated_products_are(exponent):
    for at in (-1, 0, 1):
        assert places(terms.power(X, exponent), frozenset({(X, frozenset({at}))})) == {at**exponent}


def test_of_two_conditions_the_second_is_read_by_what_the_first_tells():
    first, second = terms.above(X, terms.ZERO), terms.above(Y, X)
    assert learnt(terms.both(first, second), frozenset()) == learnt(second, learnt(first, frozenset()))
    assert places(Y, learnt(terms.both(first, second), frozenset())) == {1}
    assert learnt(terms.both(first, terms.above(terms.ZERO, X)), frozenset()) is None
    assert learnt(terms.both(terms.Term("and", FALSE, first), second), frozenset()) is None


def test_what_a_condition_tells_is_true_where_it_holds():
    """At all values of two variables, of all comparisons of what is made of them, also where others were told before."""
    sides = [X, Y, terms.ONE, terms.ZERO, terms.negative(X), terms.absolute(Y), terms.log(X), terms.exp(Y), INF, MINUS_INF]
    compared = [terms.Term(op, a, b) for op in ("ge", "gt") for a, b in itertools.permutations(sides, 2)]
    for condition, before in itertools.product(compared, (None, terms.Term("gt", X, Y), terms.Term("ge", Y, terms.ZERO))):
        known = frozenset() if before is None else learnt(before, frozenset())
        told = learnt(condition, known)
        for a, b in itertools.product([Fraction(v) for v in (-2, -1, 0, 1, 2)], repeat=2):
            at = {"x": a, "y": b}
            if signed(condition, at) and (before is None or signed(before, at)):
                assert told is not None, condition
                assert all(signed(one, at) in (None, *found) for one, found in told), (condition, before, at)


def signed(term, at):
    """The place of a term at a point, or whether a condition holds there; None where there is no value."""
    try:
        found = values.value(term, at)
    except (ZeroDivisionError, values.Open):
        return None
    if isinstance(found, bool):
        return found
    if isinstance(found, float):
        return None if math.isnan(found) else 2 * int(math.copysign(1, found))
    return values.sign(found)


def positive(space, what):
    """That an exponential is positive, which fails at minus infinity alone."""
    return claim(space, lambda i: 1, lambda i: xp.indicator(xp.exp(what(i)) > 0))


def by_signs(exponent, *names, **cases):
    """It is positive at numbers."""
    nowhere = {**leaf(SIGNS, *names, rule="empty", fact=0), "generators": [["e", "exp", exponent, None]]}
    return proof({"rule": "if", "yes": leaf(ZERO, *names), "no": nowhere}, **cases)


def test_a_minimum_of_what_is_less_an_infinity():
    low = lambda i: xp.min(-unless(i.q, i.p))  # noqa: E731
    assert infinite(positive(laws, low)) == {"M0": MINUS_INF}
    assert rejected(positive(laws, low), by_signs("M0", "M0", M0=CLEAR))
    assert accepted(positive(laws, lambda i: -low(i)), by_signs("-M0", "M0", M0=CLEAR))


@pytest.mark.parametrize("low", [-1, 0, 1])
def test_an_infinity_times_a_number_of_either_sign(low):
    space = lambda n: Space(p=Simplex(n), q=Simplex(n), x=Ratio(low, 2))  # noqa: E731
    about, whole = positive(space, lambda i: xp.sum(i.x * unless(i.q, i.p))), by_signs("S0", "S0", "x", S0=CLEAR)
    assert rejected(about, whole) if low < 0 else accepted(about, whole)


@pytest.mark.parametrize("size", [lambda x: x**2, abs])
def test_minus_infinity_has_an_infinite_square_and_size(size):
    sizes = lambda i: xp.sum(size(unless(i.q, i.p, -xp.INFINITY)))  # noqa: E731
    assert infinite(positive(laws, sizes)) == {"S0": INF}
    assert rejected(positive(laws, lambda i: -sizes(i)), by_signs("-S0", "S0", S0=CLEAR))
    assert accepted(positive(laws, sizes), by_signs("S0", "S0", S0=CLEAR))


def test_the_exponential_of_minus_infinity_is_finite():
    about = claim(laws, lambda i: 0, lambda i: xp.sum(i.p * xp.exp(-unless(i.q, 0))))
    assert infinite(about) == {}
    lemma = {
        "rule": "linear",
        "form": {"sums": {"S0": "1"}, "masses": {}},
        "proof": {"rule": "if", "yes": leaf(SIGNS, "p", "q"), "no": leaf(ZERO, "p", "q")},
    }
    assert accepted(about, proof(leaf({"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}, "S0", facts=[0]), [lemma]))


def test_a_sum_with_an_infinite_bound_inside_is_no_real_number():
    """``0 < exp(-sum p M)`` fails where ``M`` is infinite."""
    about = claim(laws, lambda i: 0, lambda i: xp.exp(-xp.sum(i.p * xp.max(unless(i.q, 0)))), relation="<")
    step = leaf(SIGNS, "M0", "S0", generators=[["e", "exp", "-S0", None]])
    there = leaf(SIGNS, "S0", generators=[["e", "exp", "-S0", None]])
    assert rejected(about, proof(step, M0={"steps": [there]}))


def test_what_is_known_of_an_infinite_bound_is_not_known_of_a_number():
    """No number ``M`` has ``exp(-M) <= 0``, so that anything would follow where ``M`` is infinite."""
    known = {"a maximum is infinite": lambda i: xp.exp(-xp.max(unless(i.q, 0))) <= 0}
    nowhere = {**leaf(SIGNS, rule="empty", fact=0), "generators": [["e", "exp", "-M0", None]]}
    there = {"impossible": "M0", "proof": {**nowhere, "order": ["q", "M0"]}}
    alone = lambda n: Space(q=Simplex(n))  # noqa: E731
    assert rejected(claim(alone, lambda i: 1, lambda i: 0, given=known), proof({**nowhere, "order": ["M0"]}, M0=there))


@pytest.mark.parametrize("asked", [lambda x: x < xp.INFINITY, lambda x: ~(-x <= -xp.INFINITY)])
def test_whether_a_sum_is_infinite_is_not_known_at_once(asked):
    about = claim(laws, lambda i: 1, lambda i: xp.indicator(asked(xp.sum(unless(i.q, i.p)))))
    with pytest.raises(Untraceable, match="whether a sum is infinite"):
        patterns(about)


def test_infinities_have_an_order():
    ordered = [terms.MINUS_INF, terms.ONE, terms.INF]
    for (i, a), (j, b) in itertools.product(enumerate(ordered), repeat=2):
        for op, found in (("ge", i >= j), ("gt", i > j)):
            assert values.value(terms.Term(op, a, b), {}) == found


def test_a_law_without_zeros_has_a_logarithm_at_every_outcome():
    told = {"space": lambda n: Space(p=Simplex(n, positive=True)), "lhs": lambda i: xp.sum(xp.log(i.p)), "rhs": lambda i: 0}
    (one,) = patterns(claim(**told))
    assert infinities(one) == {}


@pytest.mark.parametrize(
    ("low", "high", "found"), [(-2, -1, {-1}), (-2, 0, {-1, 0}), (0, 0, {0}), (0, 1, {0, 1}), (1, 2, {1}), (-1, 1, {-1, 0, 1})]
)
def test_a_range_says_where_numbers_may_lie(low, high, found):
    one = Pattern((), frozenset(), (), (("x", Fraction(low), Fraction(high)),), (), (), (), (), (terms.ZERO, terms.ONE), "<=")
    assert _ranged(one)[terms.variable("x")] == found


@pytest.mark.parametrize("low", [lambda q: xp.exp(xp.sum(xp.log(q))), lambda q: xp.exp(xp.min(xp.log(q)))])
def test_what_is_known_at_an_outcome_by_a_sum_does_not_make_it_finite(low):
    """Each probability is at least their product, or the least, which is 0 where one is: were that positive, all would be."""
    about = claim(
        lambda n: Space(q=Simplex(n)), lambda i: 0, lambda i: low(i.q), relation="<", given={"low": lambda i: i.q >= low(i.q)}
    )
    assert judge(about, {"q": [1, 0]}, 2).outcome == Outcome.FAILS
    (name,) = infinite(about)
    assert rejected(about, proof(leaf(SIGNS, name, generators=[["e", "exp", name, None]])))


def test_the_names_in_terms_are_kept_once():
    a, b = terms.variable("a"), terms.variable("b")
    assert terms.variables(terms.add(a, b)) == {"a", "b"}
    assert terms.variables(terms.add(a, b)) is terms.variables(terms.multiply(b, terms.exp(a)))


def test_a_sum_that_is_finite_whatever_others_are_is_in_no_case():
    (pattern,), (wrong,) = patterns(centred()), patterns(centred(positive=False))
    assert set(infinities(pattern)) == {"S1"}
    told = never_infinite(pattern)
    assert told["finite"].keys() == {"S1"} and not told["infinite"]
    holds_for_all_sizes(pattern, told)
    for name, other in {"S0": pattern, "S2": pattern, "S1": wrong}.items():  # finite anyhow; no sum; infinite where p = 0 < x
        with pytest.raises(Rejected):
            holds_for_all_sizes(other, {**told, "finite": {name: told["finite"]["S1"]}})
    with pytest.raises(KeyError):
        holds_for_all_sizes(pattern, {**told, "finite": {}})


def test_a_sum_that_is_finite_where_another_one_is_may_be_infinite_with_it():
    """Both sums are infinite together, where ``q`` is 0."""
    about = claim(laws, lambda i: xp.sum(unless(i.q, i.p)), lambda i: 1 + xp.sum(unless(i.q, i.p**2)))
    at_outcome = {"rule": "if", "yes": leaf(ZERO, "p", "q"), "no": {"rule": "clear"}}
    each = {one: {"impossible": one, "proof": at_outcome} for one in ("S0", "S1")}
    lemma = {"rule": "linear", "form": {"sums": {"S0": "-1"}, "masses": {"p": "1"}}, "proof": at_outcome}
    square = {**lemma, "form": {"sums": {"S1": "1"}, "masses": {}}, "proof": {**at_outcome, "yes": leaf(SIGNS, "p", "q")}}
    used = {"rule": "use", "facts": [[0, "1", BALL], [1, "1", BALL]], "then": ZERO}
    told = proof(leaf(used, "S0", "S1", facts=[0, 1]), [lemma, square], **each, **{"S0,S1": CLEAR})
    assert accepted(about, told)
    for one in each:
        assert rejected(about, {**told, "finite": {one: at_outcome}})
