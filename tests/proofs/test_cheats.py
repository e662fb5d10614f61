"""Proofs of false statements, each by one rule that is told more than it knows: the kernel rejects them."""

import json
from fractions import Fraction

import pytest

from tests.proofs.test_kernel import accepts, field, rejects
from tests.proofs.test_layers import P, Q, pattern
from tests.proofs.test_lemmas import BALL, SIGNS, ZERO
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.cells import Side
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.rules import extended
from theory_lab.proofs.kernel.states import State, polynomial_term
from theory_lab.proofs.kernel.sums import form, with_sets
from theory_lab.proofs.theorems import MALFORMED

X, Y = terms.variable("x"), terms.variable("y")


def cell(then, *order, rule="cell", **other):
    return {"rule": rule, "order": order, "laws": [], "bounds": [], "generators": [], "then": then, **other}


def test_an_end_that_vanishes_with_another_variable_is_not_positive():
    """``x`` is 0 at ``y = 1``, where its range ``(1 - y)/2 <= x <= 1 - y`` is one point."""
    unit = field(y=(0, 1), x=(0, 1))
    between = unit.with_side(Side("x", unit.quotient_of("(1 - y)/2"), unit.quotient_of("1 - y")))
    assert rejects("x", between, SIGNS, strict=True)
    facts = ((terms.subtract(X, terms.divide(terms.subtract(terms.ONE, Y), terms.number(2))), False),)
    facts += ((terms.subtract(terms.subtract(terms.ONE, Y), X), False),)
    ranges = dict.fromkeys("xy", (Fraction(0), Fraction(1)))
    bounds = [[0, "x", "low", "(1 - y)/2", BALL], [1, "x", "high", "1 - y", BALL]]
    with pytest.raises(Rejected):
        holds(State(ranges, (), frozenset(), facts, (terms.ZERO, X), "<"), cell(SIGNS, "y", "x", bounds=bounds))


@pytest.mark.parametrize("way", ["last", "plain", "weights"])
def test_no_outcome_has_the_name_of_infinity(way):
    """Infinity is at least 1, and a probability is not."""
    law = ("b", "infinity")
    goal = State({}, (law,), frozenset(law), (), (terms.ONE, terms.variable("infinity")), "<=")
    with pytest.raises(Rejected, match="a name with a meaning of its own"):
        holds(goal, {**cell(SIGNS, "b"), "laws": [way]})


# ``-1/(x + z**2)`` rises in ``x``, and at ``x = 0`` it has no value, for ``z = exp(2 y) - exp(y)**2`` is 0 and does not look so

OPEN = field(x=(0, 1, "("), y=(0, 1))
FUNCTIONS = [["g", "sqrt", "x", SIGNS], ["b", "exp", "2*y", None], ["a", "exp", "y", None]]
NEGATIVE = "-1/(x + (b - a**2)**2)"


def by_logarithms(x, y):
    return {"rule": "compare", "by": "log", "x": x, "y": y, "positive": [SIGNS, SIGNS], "generators": [], "then": ZERO}


def rising(root):
    """A proof where ``x`` is positive because a square root of it would be."""
    both = [["b - a**2", -1, 1, by_logarithms("b", "a**2")], ["b - a**2", -1, -1, by_logarithms("a**2", "b")]]
    positive = {"rule": "product", "factors": [[root, 1, 1, SIGNS], [root, 1, 1, SIGNS]], "then": BALL}
    return {
        "rule": "mono", "var": "x", "up": True, "sign": 1, "ends": {}, "generators": FUNCTIONS[1:],
        "slope": {"rule": "product", "factors": [["x + (b - a**2)**2", -2, 1, None]], "then": BALL},
        "denominator": {"rule": "use", "facts": [["b - a**2", "1", BALL]], "then": positive},
        "base": {"rule": "product", "factors": both, "then": BALL},
    }  # fmt: skip


def test_a_root_that_is_positive_inside_is_not_at_an_end_that_is_added():
    assert rejects(NEGATIVE, extended(OPEN, FUNCTIONS), rising("g"))


def test_a_cut_at_an_open_end_does_not_add_the_end():
    cut = {"rule": "split", "var": "x", "at": "0", "inside": [ZERO, BALL], "low": SIGNS, "high": rising("g")}
    for low in (SIGNS, rising("g")):
        assert rejects(NEGATIVE, extended(OPEN, FUNCTIONS), {**cut, "low": low})


def test_an_end_is_not_another_function_once_the_functions_are_others():
    """``(x - 1)(x - 2) >= 0`` beyond the cut at ``e``, and below it were it ``1/e``."""

    def slope(up, name, argument):
        return {"rule": "mono", "var": "x", "up": up, "slope": BALL, "base": BALL, "generators": [[name, "exp", argument, None]]}

    falls, rises = slope(False, "h", "-1"), slope(True, "e", "1")
    below = {"rule": "product", "factors": [["1 - x", 1, 1, falls]], "then": falls}
    beyond = {"rule": "product", "factors": [["x - 1", 1, 1, rises]], "then": rises}
    where = extended(field(x=(0, 10), z=(0, 1)), [["e", "exp", "1", None]])
    again = {"generators": [["h", "exp", "-1", None]], "base": below}
    moved = {"rule": "mono", "var": "z", "up": True, "slope": ZERO, **again}
    cut = {"rule": "split", "var": "x", "at": "e", "inside": [SIGNS, BALL], "low": moved, "high": beyond}
    assert rejects("(x - 1)*(x - 2)", where, cut)


@pytest.mark.parametrize("high", ["-1", "-3/2", -1, "-1000"])
def test_a_root_has_no_negative_end(high):
    """Between 0 and -1 there is no ``w`` with ``w**2 = x``; ``sqrt(x) <= 0`` would hold there."""
    goal = State({"x": (Fraction(0), Fraction(1))}, (), frozenset(), (), (terms.sqrt(X), terms.ZERO), "<=")
    for then in (SIGNS, ZERO):
        with pytest.raises(Rejected):
            holds(goal, {"rule": "square", "var": "x", "name": "w", "low": "0", "high": high, "then": cell(then, "w")})


@pytest.mark.parametrize("space", ["\t", "\x0c", "", " "])
def test_a_sum_that_may_be_infinite_is_found_in_what_a_lemma_says(space):
    """``0 < exp(-S)`` holds where the sum ``S`` is finite alone."""
    infinite = terms.choose(terms.above(Q, terms.ZERO), P, terms.INF)
    sides = (terms.ZERO, terms.exp(terms.negative(terms.variable("S0"))))
    false = pattern(sums=(("S0", infinite),), ranks=(), tables=(), sides=sides, relation="<")
    there = cell(SIGNS, "S0", generators=[["e", "exp", "-S0", None]])
    lemma = {"rule": "follows", "strict": True, "fact": f"exp(-{space}S0)", "proof": there}
    nowhere = cell(ZERO, rule="empty", fact=0)
    proof = {"lemmas": [lemma], "steps": [there], "infinite": {"S0": {"steps": [nowhere]}}}
    with pytest.raises((Rejected, *MALFORMED)):
        holds_for_all_sizes(false, json.loads(json.dumps(proof)))


@pytest.mark.parametrize("power", [2.5, 2.0, True, None, 0, -1, 10**9])
def test_the_power_of_a_rank_is_a_whole_number(power):
    """With ``a = B + T`` and ``b = B`` the one of 2.5 would be ``a**2 + a b + b``, which sums to more than 1."""
    with pytest.raises((Rejected, *MALFORMED)):
        form(pattern(), {"sums": {}, "masses": {}, "ranks": [[0, power, "1"]]})


def test_a_text_is_a_function_of_the_mass_and_no_power():
    assert form(pattern(), {"sums": {}, "masses": {}, "ranks": [[0, "2", "1"]]})[1] is terms.ZERO
    assert form(pattern(), {"sums": {}, "masses": {}, "ranks": [[0, "F**2", "1"]]})[1] is terms.ONE


def test_a_cut_may_be_at_an_open_end_where_all_functions_have_values():
    """There one piece is empty, and the end that is added is a point like others; a logarithm has no value at it."""
    cut = {"rule": "split", "var": "x", "at": "0", "inside": [ZERO, BALL], "low": SIGNS, "high": SIGNS}
    assert accepts("x", OPEN, cut) and accepts("x", extended(OPEN, [["e", "exp", "x", None]]), cut)
    for kind, argument in (("log", "x"), ("log", "1 + x"), ("sqrt", "x"), ("root", "x"), ("exp", "1/x")):
        assert rejects("x", extended(OPEN, [["f", kind, argument, SIGNS]]), cut)


@pytest.mark.parametrize("text", ["A0_p", "p - A0_p", "S0", "B1", "T1 - p", "F", "1/p", "log(p)", "infinity"])
def test_a_set_is_told_by_what_has_a_value_at_an_outcome(text):
    """Not by the set itself, a sum that may be infinite, a rank that there is not, or what has no value at 0."""
    assert with_sets(pattern(), ["r - B0", "T0 + x - p"]).sets
    for texts in ([text], ["r", text]):
        with pytest.raises(Rejected):
            with_sets(pattern(), texts)


# What would take hours, or all memory


@pytest.mark.parametrize(
    "text", ["x**16384", "((x + 1)**9999)**9999", "((2**16383)**16383)**16383", "(x + y + z + 1)**9999", "2**99999999999"]
)
def test_powers_that_no_machine_holds_are_refused(text):
    where = field(x=(0, 1), y=(0, 1), z=(0, 1))
    with pytest.raises(Rejected):
        where.quotient_of(text)
    assert rejects("x", where, {"rule": "product", "factors": [["(x + 1)**9999", 9999, 1, None]], "then": SIGNS})


def test_numbers_that_no_machine_holds_are_refused():
    for text in ("2**99999999999", "((2**16383)**16383)**16383"):
        with pytest.raises(Rejected):
            polynomial_term(text, {})
    goal = State({"x": (Fraction(0), None)}, (), frozenset(), (), (terms.ZERO, X), "<=")
    for low in ("0e999999999", "1E-999999999"):
        with pytest.raises(Rejected):
            holds(goal, {"rule": "square", "var": "x", "name": "w", "low": low, "high": None, "then": cell(SIGNS, "w")})
