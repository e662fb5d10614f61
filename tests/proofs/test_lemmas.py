"""New names for variables, and lemmas about sums: the kernel accepts what it should, and nothing more."""

from dataclasses import replace
from fractions import Fraction

import pytest

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.kernel.sums import LEMMAS, holds_for_all_sizes
from theory_lab.proofs.separate import Pattern
from theory_lab.proofs.theorems import MALFORMED

ZERO, BALL, SIGNS = {"rule": "zero"}, {"rule": "ball"}, {"rule": "signs"}
A, B, P, Q = map(terms.variable, "abpq")
UNIT = (Fraction(0), Fraction(1))


def leaf(then, *order, laws=(), **other):
    return {"rule": "cell", "order": list(order), "laws": list(laws), "bounds": [], "generators": [], "then": then, **other}


def accepts(state, tree):
    holds(state, tree)
    return True


def rejects(state, tree):
    with pytest.raises(Rejected):
        holds(state, tree)
    return True


# A law of two outcomes as a coin


def coin(left, right, positive=(), relation="<=", laws=(("a", "b"),), ranges=None):
    return State(ranges or {}, laws, frozenset(positive), (), (left, right), relation)


def as_coin(then, **other):
    return {"rule": "coin", "law": ["a", "b"], "name": "x", "then": then, **other}


def test_a_coin_is_between_its_ends():
    good = as_coin(leaf(SIGNS, "x"))
    assert accepts(coin(terms.ZERO, terms.multiply(A, B)), good)
    assert accepts(coin(terms.ZERO, terms.subtract(terms.ONE, A)), good)
    assert rejects(coin(terms.number(Fraction(1, 8)), terms.multiply(A, B)), good)
    assert rejects(coin(A, B), good)


def test_a_coin_is_a_law_of_two_outcomes_under_a_new_name():
    goal = coin(terms.ZERO, terms.multiply(A, B))
    for changed in ({"law": ["b", "a"]}, {"law": ["a"]}, {"name": "a"}, {"name": "b"}, {"name": "infinity"}, {"name": "1"}):
        assert rejects(goal, as_coin(leaf(SIGNS, "x"), **changed))
    three = coin(terms.ZERO, terms.multiply(A, B), laws=(("a", "b", "c"),))
    assert rejects(three, as_coin(leaf(SIGNS, "x")))
    assert rejects(three, as_coin(leaf(SIGNS, "x"), law=["a", "b", "c"]))
    free = coin(terms.ZERO, terms.multiply(A, B), laws=(), ranges={"a": UNIT, "b": UNIT})
    assert rejects(free, as_coin(leaf(SIGNS, "x")))
    assert rejects(coin(terms.ZERO, A, ranges={"x": UNIT}), as_coin(leaf(SIGNS, "x")))


def test_a_coin_is_inside_only_where_its_outcomes_are_positive():
    tree = as_coin(leaf(SIGNS, "x"))
    assert accepts(coin(terms.ZERO, A, ["a"], "<"), tree)
    assert rejects(coin(terms.ZERO, A, ["b"], "<"), tree)
    assert rejects(coin(terms.ZERO, A, [], "<"), tree)
    other = as_coin(leaf(SIGNS, "x", bounds=[[0, "x", "high", "1", BALL]]))
    assert accepts(coin(terms.ZERO, B, ["b"], "<"), other)
    assert rejects(coin(terms.ZERO, B, ["a"], "<"), other)


# A variable as a multiple of another one, and as a square


def free(left, right, positive=("q",), relation="<=", **ranges):
    return State({"p": UNIT, "q": UNIT, **ranges}, (), frozenset(positive), (), (left, right), relation)


def ratio(then, **other):
    return {"rule": "ratio", "var": "p", "by": "q", "name": "t", "then": then, **other}


def test_a_ratio_needs_a_positive_denominator_and_a_free_numerator():
    product, tree = terms.multiply(P, Q), ratio(leaf(SIGNS, "t", "q"))
    assert accepts(free(terms.ZERO, product), tree)
    assert rejects(free(terms.ZERO, product, positive=()), tree)
    assert rejects(free(terms.ZERO, terms.ONE, p=(Fraction(-1), Fraction(1))), ratio(leaf(BALL, "t", "q")))
    for changed in ({"by": "p"}, {"var": "q"}, {"name": "q"}, {"name": "p"}, {"name": "infinity"}, {"by": "r"}, {"name": "t t"}):
        assert rejects(free(terms.ZERO, product), tree | changed)
    law = State({"q": UNIT}, (("p", "r"),), frozenset("q"), (), (terms.ZERO, product))
    assert rejects(law, ratio(leaf(SIGNS, "t", "q", "r", laws=["weights"])))


def test_a_ratio_has_no_end_and_may_be_zero():
    assert rejects(free(P, Q), ratio(leaf(SIGNS, "t", "q")))
    assert rejects(free(terms.ZERO, P, relation="<"), ratio(leaf(SIGNS, "t", "q")))
    assert accepts(free(terms.ZERO, P, positive=("p", "q"), relation="<"), ratio(leaf(SIGNS, "t", "q")))


def square(then, low="1/2", high="1", **other):
    return {"rule": "square", "var": "p", "name": "w", "low": low, "high": high, "then": then, **other}


def test_a_square_root_lies_between_the_roots_of_the_ends():
    ends = {"p": (Fraction(1, 4), Fraction(1))}
    goal = free(terms.number(Fraction(1, 2)), terms.sqrt(P), **ends)
    assert accepts(goal, square(leaf(SIGNS, "w", "q")))
    assert accepts(free(terms.sqrt(P), terms.ONE, **ends), square(leaf(SIGNS, "w", "q")))
    for low, high in (("3/5", "1"), ("-1/2", "1"), ("1/2", "9/10"), ("1/2", None)):
        assert rejects(goal, square(leaf(SIGNS, "w", "q"), low, high))
    assert rejects(free(terms.number(Fraction(3, 5)), terms.sqrt(P), **ends), square(leaf(SIGNS, "w", "q")))


def test_a_square_needs_a_nonnegative_free_variable_and_a_new_name():
    tree = square(leaf(SIGNS, "w", "q"), "0", "1")
    assert accepts(free(terms.ZERO, P), tree)
    assert rejects(free(terms.ZERO, P, relation="<"), tree)
    assert rejects(free(terms.ZERO, terms.ONE, p=(Fraction(-1), Fraction(1))), square(leaf(BALL, "w", "q"), "0", "1"))
    for changed in ({"name": "q"}, {"name": "p"}, {"var": "r"}, {"name": "infinity"}):
        assert rejects(free(terms.ZERO, P), tree | changed)


# Lemmas about sums

SUMS = (("S0", terms.multiply(P, Q)), ("S1", terms.power(P, 2)), ("S2", terms.power(Q, 2)))
TWO_LAWS = Pattern(("p", "q"), frozenset(), (), (), SUMS, (), (), (), (terms.ZERO, terms.ONE), "<=")
TRUTH = (Rejected, *MALFORMED)


def form(masses=None, **sums):
    return {"sums": sums, "masses": masses or {}}


def cauchy(u=None, v=None, x=None, proofs=None):
    proofs = proofs or [leaf(SIGNS, "p", "q"), leaf(SIGNS, "p", "q"), leaf(ZERO, "p", "q")]
    return {"rule": "square", "u": u or form(S1="1"), "v": v or form(S2="1"), "x": x or form(S0="1"), "proofs": proofs}


def test_cauchy_schwarz():
    fact, strict = LEMMAS["square"](TWO_LAWS, cauchy(), ())
    s0, s1, s2 = (terms.variable(name) for name, _ in SUMS)
    assert fact is terms.subtract(terms.multiply(s1, s2), terms.power(s0, 2)) and not strict


@pytest.mark.parametrize(
    "changed",
    [
        {"x": form(S0="2")},
        {"x": form(S0="-2")},
        {"u": form(S1="-1"), "v": form(S2="-1")},  # a product of negative ones
        {"u": form(S1="1/2")},
        {"u": form({"p": "-1"}, S1="1")},
        {"u": form(S9="1")},
        {"u": form({"r": "1"})},
        {"u": form(S1="p")},  # a coefficient that depends on the outcome
        {"u": form(S1="S2")},
        {"u": form(S1="1/0")},
        {"proofs": [leaf(SIGNS, "p", "q"), leaf(SIGNS, "p", "q"), leaf(BALL, "p", "q")]},
        {"proofs": [leaf(SIGNS, "p", "q")] * 2},
    ],
)
def test_cauchy_schwarz_cheated(changed):
    with pytest.raises(TRUTH):
        LEMMAS["square"](TWO_LAWS, cauchy(**changed), ())


LOGS = [["l", "log", "p", SIGNS], ["two", "log", "2", BALL]]
DOUBLED = {
    "rule": "zero", "var": "p",
    "positive": leaf(ZERO, "p", "q", generators=LOGS), "zero": leaf(ZERO, "q", generators=LOGS[1:]),
}  # fmt: skip


def jensen(**changed):
    """``sum 2 p`` is 2, and ``p log(2 p / p) = p log 2``: ``log 2 >= log 2``."""
    told = {"f": form({"p": "2"}), "l": form({"p": "log(2)"}), "law": "p", "as": "log"}
    return {"rule": "jensen", **told, "proofs": [leaf(SIGNS, "p", "q"), DOUBLED], **changed}


def test_jensen():
    fact, strict = LEMMAS["jensen"](TWO_LAWS, jensen(), ())
    assert fact is terms.subtract(terms.log(terms.number(2)), terms.log(terms.number(2))) and not strict
    whole, strict = LEMMAS["jensen"](TWO_LAWS, jensen(**{"as": "positive"}), ())
    assert whole is terms.number(2) and strict


@pytest.mark.parametrize(
    "changed",
    [
        {"l": form({"p": "log(3)"})},
        {"l": form({"p": "log(2) + 1/1000000"})},
        {"l": form({"p": "log(2)", "q": "1"})},
        {"f": form({"p": "1"})},
        {"f": form({"p": "2", "q": "-1"})},
        {"f": form({"p": "2*p"})},
        {"law": "q"},
        {"law": "r"},
        {"law": "S0"},
        {"proofs": [DOUBLED, leaf(SIGNS, "p", "q")]},
        {"proofs": [leaf(SIGNS, "p", "q"), leaf(SIGNS, "p", "q")]},
        {"proofs": [leaf(SIGNS, "p", "q"), DOUBLED | {"zero": leaf(SIGNS, "q")}, ZERO][:1]},
    ],
)
def test_jensen_cheated(changed):
    with pytest.raises(TRUTH):
        LEMMAS["jensen"](TWO_LAWS, jensen(**changed), ())


def test_a_fact_of_a_lemma_gives_no_more_than_it_says():
    """``sum p q <= 1`` from Cauchy-Schwarz needs more than the lemma: without what bounds the other sums it is open."""
    s0 = terms.variable("S0")
    pattern = replace(TWO_LAWS, sides=(terms.power(s0, 2), terms.ONE))
    use = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
    steps = [leaf(use, "S0", "S1", "S2", facts=[0])]
    with pytest.raises(TRUTH):
        holds_for_all_sizes(pattern, {"lemmas": [cauchy()], "steps": steps, "infinite": {}})
    product = terms.multiply(terms.variable("S1"), terms.variable("S2"))
    true = replace(TWO_LAWS, sides=(terms.power(s0, 2), product))
    holds_for_all_sizes(true, {"lemmas": [cauchy()], "steps": steps, "infinite": {}})
    for lemmas in ([], [{"rule": "told", "fact": "S1*S2 - S0**2"}]):
        with pytest.raises(TRUTH):
            holds_for_all_sizes(true, {"lemmas": lemmas, "steps": steps, "infinite": {}})
