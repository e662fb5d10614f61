"""The rules of the kernel accept what they should, and nothing more: each is tested with attempts to cheat it."""

import json
import math
import random
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import fmpq

from theory_lab.proofs import terms
from theory_lab.proofs.kernel import functions
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.cells import Field, Generator, Side, read
from theory_lab.proofs.kernel.polynomials import GENERATORS, Quotient, Rejected, constant, generator
from theory_lab.proofs.kernel.rules import extended, proves
from theory_lab.proofs.kernel.signs import positive_signs
from theory_lab.proofs.kernel.states import State, states_of, total
from theory_lab.proofs.search.patterns.wording import shown
from theory_lab.proofs.statements import Statement

ZERO, BALL, SIGNS = {"rule": "zero"}, {"rule": "ball"}, {"rule": "signs"}
TIMES = {"rule": "product", "factors": [], "then": BALL}


def number(value):
    return Quotient(fmpq(value))


def field(**ranges):
    """A field on a cell; ``x=(low, high)``, with ``"("`` or ``")"`` after the ends that are open."""
    sides = []
    for name, (low, high, *open_ends) in ranges.items():
        ends = [None if end is None else number(end) for end in (low, high)]
        sides.append(Side(name, *ends, "(" not in open_ends, ")" not in open_ends))
    return Field(tuple(sides), tuple(map(Generator, ranges)), {})


def accepts(text, where, tree, strict=False):
    proves(where.quotient_of(text), where, tree, strict)
    return True


def rejects(text, where, tree, strict=False):
    with pytest.raises(Rejected):
        proves(where.quotient_of(text), where, tree, strict)
    return True


HALF_LINE = field(x=(0, None))
OPEN_LINE = field(x=(0, None, "("))
UNIT = field(x=(0, 1))


def test_zero_needs_the_zero_polynomial_and_never_gives_more_than_nonnegativity():
    assert accepts("x - x", HALF_LINE, ZERO)
    assert rejects("x - 1", HALF_LINE, ZERO)
    assert rejects("x - x", HALF_LINE, ZERO, strict=True)


@pytest.mark.parametrize("tree", [{"rule": "told"}, {"rule": None}, {}, [], ["rule"], "zero", None, 0], ids=str)
def test_what_names_no_rule_is_no_proof(tree):
    assert rejects("x - x", HALF_LINE, tree)
    with pytest.raises(Rejected, match="no such rule"):
        holds(State({}, (), frozenset(), (), (terms.ZERO, terms.ZERO)), tree)


def test_a_constant_is_decided_by_balls():
    assert accepts("1/3", HALF_LINE, BALL, strict=True)
    assert rejects("-1/3", HALF_LINE, BALL)
    assert rejects("0", HALF_LINE, BALL, strict=True)
    assert rejects("x", HALF_LINE, BALL)  # there is no ball around an infinite range
    assert rejects("x", UNIT, BALL) and rejects("x - 1/2", UNIT, BALL) and accepts("x + 1/2", UNIT, BALL, strict=True)


def test_signs_of_coefficients():
    assert accepts("x**2 + x", HALF_LINE, SIGNS)
    assert rejects("x**2 - x", HALF_LINE, SIGNS)
    assert accepts("x - x**2", UNIT, SIGNS)
    assert rejects("x - 2*x**2", UNIT, SIGNS)
    assert rejects("(x + 1)/(x + 2)", HALF_LINE, SIGNS)  # for polynomials alone


def test_positive_means_positive_also_at_closed_ends():
    assert accepts("x", OPEN_LINE, SIGNS, strict=True)
    assert rejects("x", HALF_LINE, SIGNS, strict=True)
    assert rejects("1 - x", UNIT, SIGNS, strict=True)
    assert accepts("1 - x", field(x=(0, 1, ")")), SIGNS, strict=True)
    assert rejects("x*(1 - x)", field(x=(0, 1, ")")), SIGNS, strict=True)
    two = field(x=(0, 1), y=(0, 1))
    assert rejects("x*(1 - y) + y*(1 - x)", two, SIGNS, strict=True)  # zero at two corners
    assert accepts("x + y + 1", two, SIGNS, strict=True)


def test_what_is_positive_at_all_corners_is_seen_where_some_variables_are_turned_and_others_are_left():
    """Of ``x + 1 - y`` and ``x + y (1 - z)`` the last variable alone is turned; what is left may be 0 at a closed end alone."""
    assert accepts("x + 1 - y", field(x=(0, 1), y=(0, 1)), SIGNS) and rejects("x - y", field(x=(0, 1), y=(0, 1)), SIGNS)
    for x, y, positive in (
        ((0, 1), (0, 1), False), ((0, 1, "("), (0, 1), True), ((0, 1), (0, 1, ")"), True), ((0, 1), (0, 1, "("), False),
        (("1/9", 1), (0, 1), True), ((0, 1, ")"), (0, 1), False), ((0, None, "("), (0, 1), True), ((0, None), (0, 1), False),
    ):  # fmt: skip
        assert (accepts if positive else rejects)("x + 1 - y", field(x=x, y=y), SIGNS, strict=True)
    ends = [((0, 1), (1, 2), (0, 1), False), ((0, 1), (1, 2), (0, 1, ")"), True), ((0, 1), (0, 2), (0, 1, ")"), False)]
    for x, y, z, positive in ends:
        assert (accepts if positive else rejects)("x + y*(1 - z)", field(x=x, y=y, z=z), SIGNS, strict=True)
    assert accepts("x + 2", field(x=(-1, 1)), SIGNS, strict=True) and rejects("x", field(x=(-1, 1)), SIGNS)
    assert accepts("x + 1", field(x=(-1, 1, "(")), SIGNS, strict=True)
    assert rejects("x + 1", field(x=(-1, 1)), SIGNS, strict=True) and rejects("x**2", field(x=(None, None)), SIGNS)


def test_no_variable_is_turned_where_the_coefficients_are_positive():
    """``2**50`` corners are too many to be looked at."""
    many = {f"x{k}": (0, 1, "(") for k in range(50)}
    assert accepts(" + ".join(f"{name}*x0" for name in many), field(**many), SIGNS, strict=True)
    assert rejects(" + ".join(f"{name}*x0" for name in many), field(**many | {"x0": (0, 1)}), SIGNS, strict=True)


def test_positive_coefficients_are_believed_of_what_is_positive_on_the_cell():
    """Whatever is accepted is so at random points of a cell, ends and corners among them."""
    rng, good = random.Random(3), 0
    for _ in range(400):
        lows = [rng.choice([0, 0, fmpq(1, 2), -1]) for _ in "xyz"]
        names = ["(" if rng.random() < 0.4 else "", ")" if rng.random() < 0.4 else ""]
        ranges = {name: (low, rng.choice([low + 1, low + 2]), *names) for name, low in zip("xyz", lows, strict=True)}
        where = field(**ranges)
        if rng.random() < 0.5:  # y <= low + x - the low end of x
            end = Quotient(generator(0)) + number(lows[1] - lows[0])
            where = where.with_side(replace(where.side("y"), high=end))
        p = constant(fmpq(rng.randrange(3)))
        for _ in range(rng.randrange(1, 4)):
            c = constant(fmpq(rng.choice([-1, 1, 1, 2])))
            p += math.prod((generator(i) ** rng.randrange(2) for i in range(3)), start=c)
        for strict in (False, True):
            if positive_signs(p, where, strict):
                good += 1
                for at in points_of(where, rng):
                    value = p.subs({GENERATORS - 1 - i: v for i, v in enumerate(at)}).leading_coefficient() if p else 0
                    assert value > 0 or (not strict and value == 0), (p, where, at)
    assert good > 80


def points_of(where, rng):
    """Points of a cell of three variables, at the ends that belong to it and inside."""
    for _ in range(30):
        at = []
        for side in where.cell:
            low, high = (
                end.n.subs({GENERATORS - 1 - i: v for i, v in enumerate(at)}) + constant(0) for end in (side.low, side.high)
            )
            low, high = (Quotient(end).value for end in (low, high))
            shares = [fmpq(rng.randrange(1, 8), 8), *[fmpq(0)] * side.low_closed, *[fmpq(1)] * side.high_closed]
            at.append(low + (high - low) * rng.choice(shares))
            if low == high and not (side.low_closed and side.high_closed):
                break
        else:
            yield at


def test_signs_do_not_believe_in_generators_without_a_range():
    gone = replace(field(x=(0, 1), y=(0, 1)), cell=(Side("x", number(0), number(1)),))
    assert rejects("x*y", gone, SIGNS)
    logs = extended(field(x=(1, None)), [["l", "log", "x", SIGNS]])
    assert rejects("l", logs, SIGNS)
    exponentials = extended(HALF_LINE, [["e", "exp", "x", None]])
    assert accepts("e", exponentials, SIGNS, strict=True)


def test_generators_are_known_by_what_is_written_of_their_kind():
    """Read from a file, as proofs are: no word is the same object as one in the code."""
    for kind, inner, good in [
        ("exp", "1/(1 + x)", True), ("log", "1/(1 + x)", False), ("sqrt", "1/(1 + x)", False), ("root", "1/(1 + x)", False),
        ("exp", "1/x", False), ("exp", "x", True), ("root", "x", True), ("log", "x", False), ("sqrt", "x", False),
        ("log", "1 + x", True), ("sqrt", "1 + x", True), ("root", "x - 1", False), ("cos", "x", False), ("var", "x", False),
    ]:  # fmt: skip
        given = json.loads(json.dumps([["y", kind, inner, SIGNS]]))
        if good:
            (*_, made) = extended(HALF_LINE, given).generators
            assert (made.name, made.kind) == ("y", kind)
        else:
            with pytest.raises(Rejected):
                extended(HALF_LINE, given)


def test_a_variable_is_inverted_between_the_inverses_of_its_ends():
    for low, high in (("1", "2"), ("1/4", "1/2"), ("1/3", "3")):
        where = field(x=(low, high))
        then = SIGNS
        assert accepts(f"1/x - 1/({high})", where, {"rule": "invert", "var": "x", "then": then})
        assert accepts(f"1/({low}) - 1/x", where, {"rule": "invert", "var": "x", "then": then})
        assert rejects(f"1/x - 11/(10*({high}))", where, {"rule": "invert", "var": "x", "then": then})
        assert rejects(f"9/(10*({low})) - 1/x", where, {"rule": "invert", "var": "x", "then": then})


def test_the_side_that_is_infinite_is_named_by_what_is_written():
    """Read from a file, as proofs are."""
    for sides, side, good in [
        ((terms.INF, terms.INF), "right", True), ((terms.MINUS_INF, terms.MINUS_INF), "left", True),
        ((terms.ZERO, terms.INF), "right", True), ((terms.MINUS_INF, terms.ONE), "left", True),
        ((terms.INF, terms.ZERO), "right", False), ((terms.INF, terms.ZERO), "left", False),
        ((terms.INF, terms.INF), "left", False), ((terms.ZERO, terms.MINUS_INF), "right", False),
    ]:  # fmt: skip
        tree = json.loads(json.dumps(leaf(BALL, (), side=side)))
        goal = State({}, (), frozenset(), (), sides, "<=")
        if good:
            holds(goal, tree)
        else:
            with pytest.raises(Rejected):
                holds(goal, tree)


def test_a_quantity_has_finite_values_where_denominators_and_arguments_are_positive():
    x, y, z = map(terms.variable, "xyz")
    ranges = {"x": (Fraction(0), Fraction(1)), "y": (Fraction(1, 2), Fraction(2))}
    for term, inside, closed in [
        (terms.divide(terms.ONE, y), True, True), (terms.divide(terms.ONE, x), True, False), (terms.log(y), True, True),
        (terms.log(x), True, False), (terms.divide(x, terms.add(x, y)), True, True), (terms.multiply(x, y), True, True),
        (terms.divide(x, terms.subtract(x, y)), False, False), (terms.log(terms.divide(terms.ONE, x)), True, False),
        (terms.log(terms.subtract(x, y)), False, False), (z, False, False), (terms.multiply(x, z), False, False),
        (terms.INF, False, False), (terms.sqrt(x), True, True), (terms.sqrt(terms.subtract(x, y)), False, False),
        (terms.sqrt(z), False, False), (terms.divide(terms.ONE, terms.sqrt(x)), True, False),
    ]:  # fmt: skip
        assert total(term, ranges, frozenset("xz")) is inside and total(term, ranges, frozenset("z")) is closed


def test_a_product_has_the_sign_of_its_odd_factors():
    tree = {"rule": "product", "factors": [["x - 2", 2, 1, None], ["x", 1, 1, SIGNS]], "then": BALL}
    assert accepts("x*(x - 2)**2", HALF_LINE, tree)
    assert rejects("x*(x - 2)**2", HALF_LINE, tree, strict=True)  # zero at 2
    assert rejects("x*(x - 2)**3", HALF_LINE, tree)
    odd = {"rule": "product", "factors": [["x - 2", 1, 1, SIGNS]], "then": BALL}
    assert rejects("x - 2", HALF_LINE, odd)
    wrong_sign = {"rule": "product", "factors": [["-x", 1, -1, SIGNS]], "then": BALL}
    assert rejects("-x", HALF_LINE, wrong_sign)
    for bad in ([["x", 1, 2, SIGNS]], [["x", 1, 0, SIGNS]], [["x", 0, 1, SIGNS]], [["x", -1, 1, SIGNS]]):
        assert rejects("x", HALF_LINE, {"rule": "product", "factors": bad, "then": BALL})


def test_a_common_factor_is_free_and_one_of_the_denominator_is_not():
    assert accepts("(x*(x - 2))/(x - 2)", HALF_LINE, SIGNS)
    assert rejects("(x*(x - 2))/(2 - x)", HALF_LINE, SIGNS) and rejects("(x*(x - 2))/(x - 1)", HALF_LINE, SIGNS)
    below = {"rule": "product", "factors": [["x - 2", -1, 1, SIGNS]], "then": BALL}
    assert rejects("1/(x - 2)", HALF_LINE, below)


def test_what_does_not_divide_is_positive_everywhere():
    """A factor of the numerator may vanish; what only multiplies or divides may not, be it to an even power."""
    back = [{"rule": "product", "factors": [["x", -k, 1, SIGNS]], "then": SIGNS} for k in (1, 2)]
    for k, then in ((1, back[0]), (-1, SIGNS), (2, back[1]), (-2, SIGNS)):
        tree = {**TIMES, "factors": [["x", k, 1, SIGNS]], "then": then}
        assert accepts("x + 1", OPEN_LINE, tree, strict=True)
        assert rejects("x - 1", OPEN_LINE, tree)
        assert rejects("x + 1", HALF_LINE, tree)
        assert rejects("x + 1", HALF_LINE, {**tree, "factors": [["x", k, 1, None]]})
    assert accepts("x", HALF_LINE, {**TIMES, "factors": [["x", 1, 1, SIGNS]]})
    assert rejects("x", HALF_LINE, {**TIMES, "factors": [["x", 1, 1, SIGNS]]}, strict=True)
    assert rejects("x - 1", HALF_LINE, {**TIMES, "factors": [["x - 1", -1, 1, SIGNS]], "then": SIGNS})


def monotone(up=True, **other):
    return {"rule": "mono", "var": "x", "up": up, "slope": BALL, "base": ZERO, **other}


def test_a_rising_function_is_at_least_its_first_value():
    assert accepts("x", HALF_LINE, monotone())
    assert rejects("x - 1", HALF_LINE, monotone())
    assert rejects("-x", HALF_LINE, monotone())
    assert rejects("-x", HALF_LINE, monotone(up=False))  # no end above
    assert rejects("x", HALF_LINE, monotone(), strict=True)  # zero at the end
    assert rejects("x", HALF_LINE, monotone(strict="slope"), strict=True)
    assert accepts("x", OPEN_LINE, monotone(strict="slope"), strict=True)


def test_a_pole_inside_does_not_go_unseen():
    """``1/(1 - x)`` rises everywhere, is 1 at 0, and is negative beyond 1."""
    slope = {"rule": "product", "factors": [["x - 1", -2, 1, None]], "then": BALL}
    for sign in (1, -1):
        for proof in (SIGNS, BALL, ZERO):
            assert rejects("1/(1 - x)", HALF_LINE, monotone(slope=slope, base=BALL, sign=sign, denominator=proof))


def test_a_logarithm_that_ends_at_an_open_end_needs_a_positive_argument_there():
    logs = extended(OPEN_LINE, [["l", "log", "x", SIGNS]])
    slope = {"rule": "product", "factors": [["x", -1, 1, SIGNS]], "then": BALL}
    tree = monotone(slope=slope, base=BALL, ends={"l": SIGNS}, generators=[["l", "log", "1", BALL]])
    assert rejects("l + 1", logs, tree)
    from_one = extended(field(x=(1, None)), [["l", "log", "x", SIGNS]])
    assert accepts("l", from_one, monotone(slope=slope, generators=[]))


def test_a_root_that_vanishes_at_an_open_end_is_not_positive_there():
    roots = extended(OPEN_LINE, [["r", "sqrt", "x", SIGNS]])
    tree = monotone(slope=SIGNS, base=ZERO, sign=1, denominator=SIGNS, ends={"r": SIGNS})
    assert rejects("x/r", roots, tree)


def test_moving_a_variable_on_which_another_range_depends_is_refused():
    """``y - x >= 0`` on ``0 <= x <= y <= 1`` rises in y, but the range of x moves with it."""
    base = field(y=(0, 1), x=(0, 1))
    moved = base.with_side(Side("x", number(0), base.quotient_of("y")))
    tree = {"rule": "mono", "var": "y", "up": True, "slope": BALL, "base": ZERO}
    assert rejects("y - x", moved, tree)
    assert accepts("y - x", moved, SIGNS)


@pytest.mark.parametrize(
    ("end", "text"),
    [("y**2", "y**2 - x"), ("y**3", "y**6 - x**2"), ("y/(1 + y)", "y - x - x*y"), ("y**2/(1 + y)", "y**4 - x**2*(1 + y)**2")],
)
def test_a_function_that_falls_is_least_at_an_end_that_depends_on_another_variable(end, text):
    base = field(y=(0, None), x=(0, 1))
    where = base.with_side(Side("x", number(0), base.quotient_of(end)))
    tree = monotone(up=False, slope=SIGNS)
    assert accepts(text, where, tree)
    assert rejects(text, where, tree, strict=True)
    for proof in (ZERO, SIGNS, BALL):
        assert rejects(f"{text} - x/100", where, {**tree, "base": proof})


def test_a_cut_lies_between_the_ends_and_uses_earlier_variables():
    pieces = {"rule": "split", "var": "x", "at": "1/2", "inside": [BALL, BALL], "low": SIGNS, "high": SIGNS}
    assert accepts("x", UNIT, pieces)
    outside = {**pieces, "at": "2"}
    assert rejects("x", UNIT, outside)
    at_the_end = {**pieces, "at": "0", "inside": [ZERO, BALL]}  # each end has a proof of its own
    assert accepts("x", UNIT, at_the_end) and rejects("x", UNIT, {**at_the_end, "inside": [BALL, ZERO]})
    assert rejects("x", UNIT, {**pieces, "at": "x"})
    late = field(x=(0, 1), y=(0, 1))
    assert rejects("x", late, {**pieces, "at": "y", "inside": [SIGNS, SIGNS]})


def test_both_pieces_of_a_cut_need_a_proof():
    pieces = {"rule": "split", "var": "x", "at": "1/2", "inside": [BALL, BALL], "low": SIGNS, "high": SIGNS}
    assert rejects("2*x - 1", UNIT, pieces)


def quadratic(a, b, gap, lead=BALL):
    """``4 a p = (2 a x + b)**2 + gap``, which is by squares that may be subtracted."""
    then = {"rule": "use", "facts": [[f"2*({a})*x + {b}", "1", BALL]], "then": gap}
    return {**TIMES, "factors": [[f"4*({a})", -1, 1, lead]], "then": then}


def test_a_quadratic_with_a_negative_discriminant():
    assert accepts("x**2 - x + 1", HALF_LINE, quadratic("1", "-1", BALL), strict=True)
    assert rejects("x**2 - 2*x + 1", HALF_LINE, quadratic("1", "-2", BALL))
    assert accepts("x**2 - 2*x + 1", HALF_LINE, quadratic("1", "-2", ZERO))
    assert rejects("x**2 - 2*x + 1", HALF_LINE, quadratic("1", "-2", ZERO), strict=True)
    for lead in (BALL, ZERO, SIGNS):
        assert rejects("-x**2 - 1", HALF_LINE, quadratic("-1", "0", BALL, lead))
    assert rejects("x**2 - 3*x + 1", HALF_LINE, quadratic("1", "-3", BALL))


def test_a_square_is_subtracted_with_a_nonnegative_multiplier_and_where_it_has_values():
    for one, m, text in (
        ("x - 1", "-1", "-x**2 + 2*x - 1"),
        ("x - 1", "x - 1", "(x - 1)**3"),
        ("1/(x - 1)", "1", "1/(x - 1)**2"),
    ):
        for proof in (BALL, SIGNS, ZERO):
            assert rejects(text, HALF_LINE, {"rule": "use", "facts": [[one, m, proof]], "then": ZERO})
    assert accepts("x*(x - 1)**2", HALF_LINE, {"rule": "use", "facts": [["x - 1", "x", SIGNS]], "then": ZERO})


def test_infinity_becomes_zero_by_inversion():
    tree = {"rule": "invert", "var": "x", "then": {"rule": "product", "factors": [["x", -1, 1, SIGNS]], "then": BALL}}
    assert accepts("x", OPEN_LINE, tree, strict=True)
    assert rejects("x", HALF_LINE, tree)  # x may be 0
    assert rejects("x + 1", field(x=(-1, None)), tree)


def test_facts_may_be_used_with_nonnegative_multipliers_only():
    known = replace(field(x=(-5, 5)), facts=(field(x=(-5, 5)).quotient_of("x - 1"),))
    assert accepts("2*x - 2", known, {"rule": "use", "facts": [[0, "2", BALL]], "then": ZERO})
    assert rejects("1 - x", known, {"rule": "use", "facts": [[0, "-1", BALL]], "then": ZERO})
    assert rejects("1 - x", known, {"rule": "use", "facts": [[0, "-1", ZERO]], "then": ZERO})
    assert rejects("x - 1", known, {"rule": "use", "facts": [[1, "1", BALL]], "then": ZERO})
    assert rejects("x - 1", known, {"rule": "use", "facts": [[-1, "1", BALL]], "then": ZERO})


def test_facts_are_forgotten_where_a_variable_moves():
    """``x >= 1`` is a fact; ``x - 1`` is still not the integral of a positive slope from 0."""
    known = replace(HALF_LINE, facts=(HALF_LINE.quotient_of("x - 1"),))
    use = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
    assert accepts("x - 1", known, use)
    assert rejects("x**2/2 - x + 1/4", known, monotone(slope=use, base=BALL))


def test_logarithms_and_roots_need_positive_arguments():
    for kind in ("log", "sqrt"):
        with pytest.raises(Rejected):
            extended(HALF_LINE, [["g", kind, "x", SIGNS]])
        with pytest.raises(Rejected):
            extended(OPEN_LINE, [["g", kind, "x - 1", SIGNS]])
        assert extended(OPEN_LINE, [["g", kind, "x", SIGNS]])
    with pytest.raises(Rejected):
        extended(HALF_LINE, [["g", "exp", "1/x", None]])
    with pytest.raises(Rejected):
        extended(OPEN_LINE, [["g", "sin", "x", SIGNS]])
    with pytest.raises(Rejected):
        extended(OPEN_LINE, [["x", "log", "x", SIGNS]])


def test_the_log_of_a_product_is_a_sum_and_of_a_negative_number_none():
    logs = extended(OPEN_LINE, [["l", "log", "x", SIGNS], ["two", "log", "2", BALL]])
    assert functions.log(logs, logs.quotient_of("4*x**3")) == logs.quotient_of("3*l + 2*two")
    for text in ("-x", "x + 1", "0", "6*x"):
        with pytest.raises(Rejected):
            functions.log(logs, logs.quotient_of(text))


@pytest.mark.parametrize("text", ["__import__('os')", "x.n", "x if x else x", "x**x", "1.5", "[x]", "x @ x", "True", "f(x)", ""])
def test_a_formula_is_arithmetic_and_nothing_else(text):
    with pytest.raises(Rejected):
        HALF_LINE.quotient_of(text)
    with pytest.raises(Rejected):
        read(text, {}, {})


def test_large_exponents_are_refused():
    for text in ("x**20000", "(x**16000)**20000", "x**-20000"):
        with pytest.raises(Rejected):
            HALF_LINE.quotient_of(text)


# Cases

X, Y = terms.variable("x"), terms.variable("y")


def state(left, right, facts=(), ranges=None, **other):
    ranges = ranges or {"x": (Fraction(-1), Fraction(1)), "y": (Fraction(0), Fraction(1))}
    return State(ranges, (), frozenset(), tuple(facts), (left, right), **other)


def leaf(then, order=("x", "y"), **other):
    return {"rule": "cell", "order": list(order), "laws": [], "bounds": [], "generators": [], "then": then, **other}


def test_a_bound_needs_a_fact_with_a_positive_factor():
    goal = state(terms.ZERO, X, [(X, False)])
    assert holds(goal, leaf(SIGNS, bounds=[[0, "x", "low", "0", BALL]])) is None
    for bound in ([0, "x", "low", "1/2", BALL], [0, "x", "high", "0", BALL], [0, "y", "low", "0", BALL]):
        with pytest.raises(Rejected):
            holds(goal, leaf(SIGNS, bounds=[bound]))
    product = state(terms.ZERO, X, [(terms.multiply(X, Y), False)])  # y may be zero
    with pytest.raises(Rejected):
        holds(product, leaf(SIGNS, order=("y", "x"), bounds=[[0, "x", "low", "0", SIGNS]]))


def test_a_bound_uses_earlier_variables_only():
    goal = state(terms.ZERO, terms.subtract(X, Y), [(terms.subtract(X, Y), False)])
    assert holds(goal, leaf(SIGNS, order=("y", "x"), bounds=[[0, "x", "low", "y", BALL]])) is None
    with pytest.raises(Rejected):
        holds(goal, leaf(SIGNS, bounds=[[0, "x", "low", "y", BALL]]))


def test_a_strict_fact_gives_an_open_end_and_a_weak_one_does_not():
    strict = state(terms.ZERO, X, [(X, True)], relation="<")
    weak = state(terms.ZERO, X, [(X, False)], relation="<")
    tree = leaf(SIGNS, bounds=[[0, "x", "low", "0", BALL]])
    assert holds(strict, tree) is None
    with pytest.raises(Rejected):
        holds(weak, tree)


def test_a_touching_region_is_not_empty():
    """``x <= 0`` and ``x >= 0`` leave ``x = 0``, where the goal is false."""
    goal = state(terms.ONE, terms.ZERO, [(X, False), (terms.negative(X), False)])
    tree = leaf({"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}, fact=1, facts=[0])
    with pytest.raises(Rejected):
        holds(goal, {**tree, "rule": "empty"})
    strict = state(terms.ONE, terms.ZERO, [(X, False), (terms.negative(X), True)])
    assert holds(strict, {**tree, "rule": "empty"}) is None


def test_both_answers_of_a_comparison_need_a_proof():
    goal = state(terms.ZERO, terms.absolute(X))
    good = {
        "rule": "if",
        "yes": leaf(SIGNS, bounds=[[0, "x", "low", "0", BALL]]),
        "no": leaf(SIGNS, bounds=[[0, "x", "high", "0", BALL]]),
    }
    assert holds(goal, good) is None
    for key in ("yes", "no"):
        with pytest.raises((Rejected, KeyError)):
            holds(goal, {k: v for k, v in good.items() if k != key})
        with pytest.raises(Rejected):
            holds(state(terms.number(1), terms.absolute(X)), good)


def test_zero_is_a_case_of_its_own():
    goal = state(terms.ZERO, terms.choose(terms.above(Y, terms.ZERO), terms.ONE, terms.number(-1)))
    tree = {"rule": "zero", "var": "y", "positive": leaf(BALL), "zero": leaf(BALL, order=("x",))}
    with pytest.raises(Rejected):
        holds(goal, tree)
    with pytest.raises(Rejected):
        holds(goal, {**tree, "var": "x"})  # may be negative


def test_an_equation_is_an_identity():
    goal = state(terms.multiply(X, Y), terms.multiply(Y, X), relation="==")
    assert holds(goal, leaf(ZERO)) is None
    with pytest.raises(Rejected):
        holds(state(X, Y, relation="=="), leaf(SIGNS))


def test_infinity_must_stand_on_the_larger_side():
    assert holds(state(X, terms.INF), {"rule": "clear"}) is None
    for sides in ((terms.INF, X), (X, terms.MINUS_INF), (X, Y)):
        with pytest.raises(Rejected):
            holds(state(*sides), {"rule": "clear"})
    with pytest.raises(Rejected):
        holds(state(X, terms.INF, relation="=="), {"rule": "clear"})


def test_a_multiple_of_infinity_needs_a_positive_factor():
    ranges = {"x": (Fraction(1), Fraction(2)), "y": (Fraction(0), Fraction(1))}
    good = state(Y, terms.Term("mul", X, terms.INF), ranges=ranges)
    assert holds(good, leaf(SIGNS)) is None
    with pytest.raises(Rejected):
        holds(state(X, terms.Term("mul", Y, terms.INF), ranges=ranges), leaf(SIGNS))


def test_opposite_facts_give_an_equation():
    gap = terms.subtract(X, Y)
    goal = state(X, Y, [(gap, False), (terms.negative(gap), False)])
    tree = {**leaf(None), "rule": "equal", "facts": [0, 1], "var": "x", "by": "y"}
    tree |= {"sign": 1, "nonzero": BALL, "then": {"rule": "clear"}}
    assert holds(goal, tree) is None
    with pytest.raises(Rejected):
        holds(goal, {**tree, "by": "y + 1"})
    with pytest.raises(Rejected):
        holds(goal, {**tree, "facts": [0, 0]})


@pytest.mark.parametrize("text", ["1/x", "log(x)", "sqrt(x - 1)", "z", "x/0", "log(exp(x) - 1)", "1/sqrt(x)"])
def test_a_coefficient_of_a_lemma_has_a_value_everywhere(text):
    from theory_lab.proofs.kernel.states import polynomial_term

    with pytest.raises(Rejected):
        polynomial_term(text, {"x": (Fraction(0), Fraction(1))})
    assert "log" in shown(polynomial_term("log(x)/2 + sqrt(x)*x**2", {"x": (Fraction(1), Fraction(2))}))


def test_infinity_is_at_least_infinity():
    """A comparison with infinity is open where the other side may be infinite."""
    may_be = terms.choose(terms.above(X, terms.ZERO), terms.INF, terms.ZERO)
    assert terms.at_least(may_be, terms.INF) not in (terms.TRUE, terms.FALSE)
    assert terms.at_least(terms.MINUS_INF, terms.negative(may_be)) not in (terms.TRUE, terms.FALSE)
    assert terms.at_least(X, terms.INF) is terms.FALSE and terms.at_least(terms.INF, terms.INF) is terms.TRUE


def test_a_law_is_written_plainly_in_its_order_and_its_last_outcome_has_the_rest():
    from dataclasses import replace

    law = tuple(map(terms.variable, ("p", "q", "r")))
    names = ("p", "q", "r")
    whole = replace(state(terms.total(law), terms.ONE, ranges={"x": (0, 1)}), laws=(names,))
    assert holds(whole, {**leaf(ZERO, order=("p", "x", "q")), "laws": ["plain"]}) is None
    rest = replace(whole, sides=(terms.ZERO, law[2]))
    assert holds(rest, {**leaf(SIGNS, order=("p", "q", "x")), "laws": ["plain"]}) is None  # 1 - p - q >= 0
    for order in (("q", "p", "x"), ("p", "x"), ("p", "p", "x"), ("p", "q", "r", "x")):
        with pytest.raises(Rejected):
            holds(rest, {**leaf(SIGNS, order=order), "laws": ["plain"]})
    for sides in ((terms.subtract(terms.ONE, law[2]), law[1]), (law[2], law[1]), (terms.ZERO, terms.subtract(law[2], law[0]))):
        with pytest.raises(Rejected):
            holds(replace(whole, sides=sides), {**leaf(SIGNS, order=("p", "q", "x")), "laws": ["plain"]})
    strict = replace(whole, sides=(terms.ZERO, law[2]), relation="<")  # the last outcome may be zero
    with pytest.raises(Rejected):
        holds(strict, {**leaf(SIGNS, order=("p", "q", "x")), "laws": ["plain"]})
    open_ends = replace(strict, positive=frozenset(names))
    assert holds(open_ends, {**leaf(SIGNS, order=("p", "q", "x")), "laws": ["plain"]}) is None


def test_more_variables_than_coordinates_are_refused():
    names = [f"x{k}" for k in range(70)]
    goal = state(terms.ZERO, terms.ONE, ranges=dict.fromkeys(names, (Fraction(0), Fraction(1))))
    with pytest.raises(Rejected):
        holds(goal, leaf(BALL, order=names))


def test_an_end_is_a_case_of_its_own():
    goal = state(terms.ZERO, terms.ONE, [(X, False)])
    tree = {"rule": "cut", "at": 0, "no": leaf(BALL), "yes": leaf(BALL)}
    assert holds(goal, tree) is None
    strict = state(terms.ZERO, X, [(X, False)], relation="<")
    bound = leaf(SIGNS, bounds=[[0, "x", "low", "0", BALL]])
    inside = leaf(SIGNS, bounds=[[1, "x", "low", "0", BALL]])
    for no in (bound, inside):
        with pytest.raises(Rejected):
            holds(strict, {**tree, "no": no, "yes": bound})
    with pytest.raises(Rejected):
        holds(strict, {**tree, "no": inside, "yes": inside})
    nowhere = {**leaf(None), "rule": "empty", "fact": 1, "then": {"rule": "signs"}}
    above = state(terms.ZERO, X, [(terms.subtract(X, terms.number(1)), False)], relation="<")
    with pytest.raises(Rejected):
        holds(above, {**tree, "no": leaf(SIGNS, bounds=[[1, "x", "low", "1", BALL]]), "yes": nowhere})  # x = 1 is a point
    with pytest.raises(LookupError):
        holds(goal, {**tree, "at": 1})


def test_a_root_by_squares():
    roots = extended(UNIT, [["r", "root", "x", SIGNS]])
    square = {"rule": "product", "factors": [["x", 1, 1, SIGNS], ["1 - x", 1, 1, SIGNS]], "then": BALL}
    squares = {"rule": "compare", "by": "square", "positive": [SIGNS], "generators": []}
    assert accepts("r - x", roots, {**squares, "x": "r", "y": "x", "then": square})
    assert rejects("x - r", roots, {**squares, "x": "x", "y": "r", "then": square})
    assert rejects("r - 2*x", roots, {**squares, "x": "r", "y": "2*x", "then": SIGNS})
    assert rejects("r - x", roots, {**squares, "x": "r", "y": "x", "then": square}, strict=True)
    assert rejects("-2 - 1", roots, {**squares, "x": "-2", "y": "1", "then": BALL})  # 4 > 1, but -2 is not >= 0
    assert rejects("-2 - 1", roots, {**squares, "by": "log", "x": "-2", "y": "1", "positive": [BALL, BALL], "then": BALL})
    assert accepts("2 + 1", roots, {**squares, "x": "2", "y": "-1", "positive": [BALL], "then": BALL}, strict=True)
    assert rejects("2 + 1", roots, {**squares, "x": "2", "y": "1", "positive": [BALL], "then": BALL})
    assert rejects("r", roots, SIGNS, strict=True)


def test_a_difference_by_logarithms():
    exponential = extended(UNIT, [["e", "exp", "x", None]])
    tree = {"rule": "compare", "by": "log", "x": "e", "y": "1", "positive": [SIGNS, BALL], "generators": [], "then": SIGNS}
    assert accepts("e - 1", exponential, tree)
    assert rejects("e - 1", exponential, {**tree, "y": "2"})
    assert rejects("e - 1", exponential, {**tree, "positive": [SIGNS, ZERO]})
    assert rejects("1 - e", exponential, {**tree, "x": "1", "y": "e"})


def test_the_logarithm_lies_below_its_tangent():
    """``x - 1 - log x >= 0``, with ``y = x``, and ``x log x - x + 1 >= 0``, with ``y = 1/x`` and the multiple ``x``."""
    logs = extended(OPEN_LINE, [["l", "log", "x", SIGNS]])
    above = {"rule": "tangent", "at": "x", "by": "1", "positive": [SIGNS, BALL], "factor": BALL, "then": ZERO}
    below = {**above, "at": "1/x", "by": "x", "positive": [BALL, SIGNS], "factor": SIGNS}
    assert accepts("x - 1 - l", logs, above) and accepts("x*l - x + 1", logs, below)
    assert rejects("x - 1 - l", logs, above, strict=True)  # it is 0 at 1
    assert accepts("x - l", logs, {**above, "then": BALL}, strict=True)
    assert rejects("l - x + 1", logs, {**above, "by": "-1"})
    assert rejects("l - x + 1", logs, {**above, "by": "-1", "factor": ZERO})
    assert rejects("x*l - x", logs, below) and rejects("x*l - x + 1", logs, {**below, "at": "x"})
    for key, wrong in (
        ("positive", [BALL]),
        ("positive", [SIGNS, ZERO]),
        ("factor", ZERO),
        ("at", "x + 1"),
        ("at", "-x"),
        ("at", "0"),
    ):
        assert rejects("x - 1 - l", logs, {**above, key: wrong})
    whole = extended(HALF_LINE, [["m", "log", "x + 1", SIGNS]])
    assert rejects("1/x - 1 - m", whole, {**above, "at": "1/x", "positive": [BALL, SIGNS]})  # 1/x has no value at 0
    assert rejects("-m/x", whole, {**above, "at": "x + 1", "by": "-1/x", "positive": [SIGNS, BALL]})


# Equations from both inequalities, and exponentials in a field


def test_an_equation_by_both_inequalities():
    gap = terms.subtract(X, Y)
    both = ((gap, False), (terms.negative(gap), False))
    one, other = ({"rule": "use", "facts": [[j, "1", BALL]], "then": ZERO} for j in (1, 0))
    goal = state(X, Y, both, relation="==")
    assert holds(goal, leaf(None, facts=[0, 1], both=[one, other])) is None
    for proofs in ([one, one], [other, other], [other, one], [one, SIGNS], [SIGNS, other], [one, ZERO], [ZERO, other]):
        with pytest.raises(Rejected):
            holds(goal, leaf(None, facts=[0, 1], both=proofs))
    for proofs in ([], [one], [one, other, one]):
        with pytest.raises(ValueError):
            holds(goal, leaf(None, facts=[0, 1], both=proofs))
    for facts in ([0, 0], [1, 1]):
        with pytest.raises(Rejected):
            holds(goal, leaf(None, facts=facts, both=[one, other]))
    twice = state(terms.multiply(terms.number(2), X), Y, both, relation="==")
    with pytest.raises(Rejected):
        holds(twice, leaf(None, facts=[0, 1], both=[one, other]))


def test_both_inequalities_give_no_strict_one_and_no_other_relation():
    nothing = leaf(ZERO, both=[ZERO, ZERO])
    assert holds(state(X, X, relation="=="), nothing) is None
    with pytest.raises(Rejected):
        holds(state(X, X, relation="<"), nothing)
    for relation in ("<=", "<"):  # there the proof of one direction is another entry, and the one of both is not looked at
        goal = state(terms.number(1), Y, relation=relation)
        with pytest.raises(Rejected):
            holds(goal, leaf(SIGNS, both=[BALL, BALL]))
    with pytest.raises(Rejected):
        holds(state(X, terms.INF, relation="=="), leaf(SIGNS, both=[SIGNS, SIGNS]))


def test_an_exponential_is_written_by_logarithms_and_by_those_of_the_field():
    given = [["l", "log", "x", SIGNS], ["e", "exp", "1", None], ["g", "exp", "y/2", None]]
    where = extended(field(x=(0, None, "("), y=(0, 1)), given)
    of = lambda text: functions.exp(where, where.quotient_of(text))  # noqa: E731
    for text, written in (
        ("0", "1"),
        ("3*l", "x**3"),
        ("-l", "1/x"),
        ("1", "e"),
        ("2", "e**2"),
        ("-1", "1/e"),
        ("-3*y", "1/g**6"),
        ("y", "g**2"),
    ):
        found, wanted = of(text), where.quotient_of(written)
        assert not (found - wanted).n, text
    assert not (of("l + y/2") - where.quotient_of("x*g")).n
    for text in ("1/2", "l/2", "x", "l*y", "y/3", "1/x", "l/x", "l + 1/3"):
        with pytest.raises(Rejected):
            of(text)


def test_the_exponential_of_a_number_lies_where_balls_say():
    where = extended(HALF_LINE, [["e", "exp", "1", None]])
    assert accepts("e - 271828/100000", where, BALL) and accepts("271829/100000 - e", where, BALL, strict=True)
    assert rejects("e - 271829/100000", where, BALL) and rejects("271828/100000 - e", where, BALL)
    with pytest.raises(Rejected):
        extended(HALF_LINE, [["e", "exp", "log(2)", None]])


@pytest.mark.parametrize("name", "xyzvw")
def test_positive_at_closed_ends_of_every_variable(name):
    """The coordinates of the ends of one variable are not those of another."""
    ends = dict.fromkeys("xyzvw", (0, 1))
    for text, open_end in ((name, "("), (f"1 - {name}", ")")):
        assert rejects(text, field(**ends), SIGNS, strict=True)
        assert rejects(text, field(**{**ends, name: (0, 1, "()".replace(open_end, ""))}), SIGNS, strict=True)
        assert accepts(text, field(**{**ends, name: (0, 1, open_end)}), SIGNS, strict=True)
        for other in set("xyzvw") - {name}:
            assert rejects(text, field(**{**ends, other: (0, 1, "(", ")")}), SIGNS, strict=True)


# Laws by weights


def law(left, right, names="abc", positive="", relation="<="):
    return State({}, (tuple(names),), frozenset(positive), (), (left, right), relation)


def cell(then, order, way="weights", **other):
    return {"rule": "cell", "order": list(order), "laws": [way], "bounds": [], "generators": [], "then": then, **other}


def over(whole, then):
    """A proof over the positive sum of weights."""
    return {"rule": "product", "factors": [[whole, -1, 1, SIGNS]], "then": then}


A, B, C = map(terms.variable, "abc")


def test_weights_are_any_nonnegative_numbers():
    assert holds(law(terms.ZERO, A, "ab", "b"), cell(over("a + 1", SIGNS), "a", "last")) is None
    for goal in (
        law(B, A, "ab", "b"),
        law(A, B, "ab", "b"),
        law(terms.number(1), A, "ab", "b"),
        law(terms.ZERO, A, "ab", "b", "<"),
    ):
        with pytest.raises(Rejected):
            holds(goal, cell(over("a + 1", SIGNS), "a", "last"))
    assert holds(law(terms.ZERO, A, "ab", "ab", "<"), cell(over("a + 1", SIGNS), "a", "last")) is None
    with pytest.raises(Rejected):  # the last outcome may be zero, and has no weight 1
        holds(law(terms.ZERO, A, "ab", "a"), cell(over("a + 1", SIGNS), "a", "last"))
    assert holds(law(terms.ZERO, A, "abc", "c"), cell(over("a + b + 1", SIGNS), "ab", "last")) is None
    for smaller, larger in ((C, A), (A, C), (A, B), (terms.number(1), terms.add(A, B))):
        with pytest.raises(Rejected):
            holds(law(smaller, larger, "abc", "c"), cell(over("a + b + 1", SIGNS), "ab", "last"))


def test_a_law_may_be_plain():
    for goal in (law(terms.ZERO, terms.multiply(A, B), "ab"), law(terms.add(A, B), terms.ONE, "ab")):
        assert holds(goal, cell(SIGNS if goal.sides[0] is terms.ZERO else ZERO, "a", "plain")) is None
    for goal in (law(A, B, "ab"), law(B, A, "ab"), law(terms.number(1), A, "ab"), law(terms.ZERO, A, "ab", relation="<")):
        with pytest.raises(Rejected):
            holds(goal, cell(SIGNS, "a", "plain"))
    for side, positive, fits in ((A, "a", True), (A, "b", False), (B, "b", True), (B, "a", False)):
        goal = law(terms.ZERO, side, "ab", positive, "<")
        if fits:
            assert holds(goal, cell(SIGNS, "a", "plain")) is None
            continue
        with pytest.raises(Rejected):
            holds(goal, cell(SIGNS, "a", "plain"))
    assert holds(law(terms.ZERO, A), cell(SIGNS, "ab", "plain")) is None
    for order in ("a", "ba", "abc"):
        with pytest.raises(Rejected):
            holds(law(terms.ZERO, A), cell(SIGNS, order, "plain"))


@pytest.mark.parametrize("name", "ab")
def test_a_law_that_loses_any_of_its_outcomes_stays_a_law_of_the_others(name):
    """The others sum to at most 1, and to 1 exactly where it is 0; ``c`` is positive."""
    rest = [one for one in "abc" if one != name]
    total = terms.add(*map(terms.variable, rest))
    goal = law(total, terms.ONE, positive="c")
    proof = {
        "rule": "zero",
        "var": name,
        "positive": cell(over("a + b + 1", SIGNS), "ab", "last"),
        "zero": cell(ZERO, rest[0], "last"),
    }
    assert holds(goal, proof) is None
    for wrong in (terms.number(0), terms.subtract(terms.ONE, terms.variable(rest[0]))):
        with pytest.raises(Rejected):
            holds(law(total, wrong, positive="c"), proof)
    with pytest.raises(Rejected):
        holds(goal, {**proof, "zero": cell(ZERO, name, "last")})
    with pytest.raises(Rejected):
        holds(law(total, terms.ONE, positive="c", relation="<"), proof)


def test_conditions_are_settled_by_signs_that_are_known():
    from theory_lab.proofs.kernel.states import settled

    z, zero = terms.variable("z"), terms.ZERO
    signs = (frozenset("x"), frozenset("xy"))  # x > 0, y >= 0, z unknown
    nonnegative = [
        terms.power(z, 2),
        terms.power(z, 4),
        terms.power(z, 6),
        terms.exp(z),
        terms.multiply(X, Y),
        terms.power(Y, 3),
        terms.add(X, Y),
        terms.sqrt(Y),
    ]
    unknown = [
        z,
        terms.power(z, 3),
        terms.power(z, 5),
        terms.multiply(X, z),
        terms.add(X, z),
        terms.subtract(X, Y),
        terms.log(X),
        terms.divide(z, X),
    ]
    for one in nonnegative:
        assert settled(terms.absolute(one), *signs) is settled(terms.maximum(one, zero), *signs) is one
        assert settled(terms.at_least(one, zero), *signs) is terms.TRUE
    for one in unknown:
        for term in (terms.absolute(one), terms.maximum(one, zero), terms.at_least(one, zero), terms.above(one, zero)):
            assert settled(term, *signs) is term
    positive = [X, terms.add(X, Y), terms.multiply(X, X), terms.number(3)]
    assert all(settled(terms.above(one, zero), *signs) is terms.TRUE for one in positive)
    assert (
        settled(terms.above(Y, zero), *signs) is terms.above(Y, zero)
        and settled(terms.at_least(zero, Y), *signs) is not terms.FALSE
    )
    assert settled(terms.at_least(zero, X), *signs) is settled(terms.above(zero, Y), *signs) is terms.FALSE
    assert settled(terms.sqrt(terms.power(Y, 2)), *signs) is Y and settled(terms.sqrt(terms.power(z, 2)), *signs) is not z
    chosen = terms.choose(terms.above(X, zero), Y, z)
    assert settled(chosen, *signs) is Y and settled(terms.choose(terms.above(z, zero), Y, z), *signs).op == "ite"
    for root in (terms.sqrt(terms.power(X, 3)), terms.sqrt(terms.power(z, 4))):
        assert settled(root, *signs) is root
    for n in (2, 4, 6):
        assert settled(terms.sqrt(terms.power(Y, n)), *signs) is terms.power(Y, n // 2)


def test_what_may_be_negative_is_not_known_to_be_nonnegative():
    """Neither by a range that begins below 0 nor by one without an end; the case where it is 0 then leaves some out."""
    ranges = {"x": (Fraction(-1), Fraction(1)), "y": (None, Fraction(1)), "z": (Fraction(0), None), "w": (Fraction(1), None)}
    one = state(X, Y, ranges=ranges)
    assert one.nonnegative == {"z", "w"}
    with pytest.raises(Rejected, match="nonnegative only"):
        holds(one, {"rule": "zero", "var": "x", "zero": {}, "positive": {}})


def test_each_of_several_conditions_is_a_fact():
    above, below = terms.above(X := terms.variable("x"), terms.ZERO), terms.at_least(terms.ONE, X)
    both = State({"x": (None, None)}, (), frozenset(), (), (terms.ZERO, X)).known(terms.both(above, below))
    assert both.facts == ((X, True), (terms.subtract(terms.ONE, X), False))


def test_the_only_outcome_of_a_law_has_probability_1():
    statement = Statement({}, (("p_0",),), frozenset(), (), (terms.variable("p_0"), terms.ONE), "==")
    (state,) = states_of(statement)
    assert state.laws == () and state.sides == (terms.ONE, terms.ONE)
