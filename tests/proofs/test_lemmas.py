"""New names for variables, and lemmas about sums: the kernel accepts what it should, and nothing more."""

from dataclasses import replace
from fractions import Fraction

import pytest

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.lemmas import LEMMAS, holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.kernel.sums import form as form_of
from theory_lab.proofs.separate import Pattern

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


# Equations


def test_an_equation_is_the_zero_function_or_two_inequalities():
    def equation(right):
        return State({"p": UNIT}, (), frozenset(), (), (terms.ZERO, right), "==")

    gone = terms.subtract(P, terms.multiply(P, terms.ONE))
    assert accepts(equation(gone), leaf(None, "p")) and accepts(equation(gone), leaf(SIGNS, "p"))
    for then in (SIGNS, BALL, ZERO, None):
        assert rejects(equation(P), leaf(then, "p"))
        assert rejects(equation(terms.add(P, terms.ONE)), leaf(then, "p"))
    assert accepts(equation(gone), leaf(None, "p", both=[ZERO, ZERO]))
    for both in ([SIGNS, SIGNS], [SIGNS, ZERO], [SIGNS, BALL]):
        assert rejects(equation(P), leaf(SIGNS, "p", both=both))


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


def test_nothing_is_known_of_a_name_that_is_free_again():
    """``a > 0`` was said of a variable that is gone; ``p = a q`` names another one so, which may be 0."""
    gap = terms.subtract(A, B)
    ranges, positive = dict.fromkeys("apqb", UNIT), frozenset("aq")
    again = {"rule": "ratio", "var": "p", "by": "q", "name": "a"}
    goal = State(ranges, (), positive, ((gap, False), (terms.negative(gap), False)), (terms.ZERO, terms.multiply(P, Q)), "<")
    equal = {
        **leaf(None, "a", "p", "q", "b"),
        "rule": "equal",
        "facts": [0, 1],
        "var": "a",
        "by": "b",
        "sign": 1,
        "nonzero": BALL,
    }
    tree = {**equal, "then": {"rule": "keep", "facts": [], "then": {**again, "then": leaf(SIGNS, "a", "q", "b")}}}
    assert accepts(replace(goal, relation="<="), tree) and rejects(goal, tree)
    tree = {"rule": "keep", "facts": [], "narrow": True, "then": {**again, "then": leaf(SIGNS, "a", "q")}}
    assert accepts(replace(goal, relation="<="), tree) and rejects(goal, tree)


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
        {"proofs": [leaf(BALL, "p", "q"), leaf(SIGNS, "p", "q"), leaf(ZERO, "p", "q")]},
        {"proofs": [leaf(SIGNS, "p", "q"), leaf(BALL, "p", "q"), leaf(ZERO, "p", "q")]},
    ],
)
def test_cauchy_schwarz_cheated(changed):
    with pytest.raises(Rejected):
        LEMMAS["square"](TWO_LAWS, cauchy(**changed), ())


def test_a_proof_that_is_missing_is_no_proof():
    """There are fewer proofs than goals."""
    with pytest.raises(Rejected, match="needs a proof"):
        LEMMAS["square"](TWO_LAWS, cauchy(proofs=[leaf(SIGNS, "p", "q")] * 2), ())
    with pytest.raises(Rejected, match="needs a proof"):
        LEMMAS["jensen"](TWO_LAWS, jensen(proofs=[leaf(SIGNS, "p", "q")]), ())


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
        {"proofs": [leaf(SIGNS, "p", "q"), DOUBLED | {"zero": leaf(BALL, "q")}]},
    ],
)
def test_jensen_cheated(changed):
    with pytest.raises(Rejected):
        LEMMAS["jensen"](TWO_LAWS, jensen(**changed), ())


def test_a_fact_of_a_lemma_gives_no_more_than_it_says():
    """``sum p q <= 1`` from Cauchy-Schwarz needs more than the lemma: without what bounds the other sums it is open."""
    s0 = terms.variable("S0")
    pattern = replace(TWO_LAWS, sides=(terms.power(s0, 2), terms.ONE))
    use = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
    steps = [leaf(use, "S0", "S1", "S2", facts=[0])]
    with pytest.raises(Rejected):
        holds_for_all_sizes(pattern, {"lemmas": [cauchy()], "steps": steps, "infinite": {}})
    product = terms.multiply(terms.variable("S1"), terms.variable("S2"))
    true = replace(TWO_LAWS, sides=(terms.power(s0, 2), product))
    holds_for_all_sizes(true, {"lemmas": [cauchy()], "steps": steps, "infinite": {}})
    with pytest.raises(IndexError):  # the fact that the step uses is nowhere
        holds_for_all_sizes(true, {"lemmas": [], "steps": steps, "infinite": {}})
    with pytest.raises(KeyError):  # there is no rule by which a fact is told
        holds_for_all_sizes(true, {"lemmas": [{"rule": "told", "fact": "S1*S2 - S0**2"}], "steps": steps, "infinite": {}})


# Maxima and minima that some outcome attains

R = terms.variable("r")
UNIT_TABLE = (("r", Fraction(0), Fraction(1)),)
TWO_BOUNDS = (("M0", "max", R), ("M1", "max", terms.power(R, 2)))
EXTREMES = replace(TWO_LAWS, laws=("p",), sums=(("S0", terms.multiply(P, R)),), tables=UNIT_TABLE, bounds=TWO_BOUNDS)
OUTCOME = ("p", "r", "M0", "M1")


def attained(fact, proof=SIGNS, bound="M0", **other):
    return {"rule": "attained", "bound": bound, "fact": fact, "proof": leaf(proof, *OUTCOME, **other)}


# ``r <= M0`` and ``r (1 - r) >= 0`` give ``r**2 <= M0``.
BELOW = {"rule": "use", "facts": [[0, "1", BALL]], "then": SIGNS}


def test_what_holds_of_a_term_at_every_outcome_holds_of_its_maximum():
    m0, m1 = terms.variable("M0"), terms.variable("M1")
    for lemma, fact in (
        (attained("1 - M0"), terms.subtract(terms.ONE, m0)),
        (attained("M0"), m0),
        (attained("M0 - M1", BELOW, "M1", facts=[0]), terms.subtract(m0, m1)),
    ):
        assert LEMMAS["attained"](EXTREMES, lemma, ()) == (fact, False)
    least = replace(EXTREMES, bounds=(("M0", "min", R), ("M1", "min", terms.power(R, 2))))
    assert LEMMAS["attained"](least, attained("M0"), ()) == (m0, False)


@pytest.mark.parametrize(
    "lemma",
    [
        attained("1/2 - M0"),
        attained("M0 - 1/2"),
        attained("-M0"),
        attained("1 - M0", ZERO),
        attained("M1 - M0", BELOW, "M0", facts=[0]),  # both at one outcome they are not
        attained("M1 - M0", BELOW, "M0", facts=[1]),
        attained("M0 - M1", BELOW, "M0", facts=[0]),  # the other one is attained
        attained("M0 - M1", BELOW, "M1", facts=[1]),
        attained("1 - M0", bound="M1"),
        attained("1 - M0", bound="S0"),
        attained("1 - M0", bound="p"),
        attained("1 - M0", bound="M2"),
        attained("1 - r"),  # facts are about parameters and bounds
        attained("1 - S0"),
        attained("p"),
        attained("1/M0"),
        attained("log(M0)"),
    ],
)
def test_attained_cheated(lemma):
    with pytest.raises(Rejected):
        LEMMAS["attained"](EXTREMES, lemma, ())


def test_a_minimum_is_no_maximum():
    """``min r <= r``: what is known of a maximum at each outcome is not known of a minimum."""
    least = replace(EXTREMES, bounds=(("M0", "min", R), ("M1", "max", terms.power(R, 2))))
    with pytest.raises(Rejected):
        LEMMAS["attained"](least, attained("M0 - M1", BELOW, "M1", facts=[0]), ())


def bounded(*lemmas, use=True):
    """The proof of a step from a maximum to a number, by the first lemma."""
    use = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO} if use else SIGNS
    step = leaf(use, "M0", "M1", "S0", facts=[0] if lemmas else [])
    return {"lemmas": list(lemmas), "steps": [step], "infinite": {}}


def test_an_attained_bound_gives_no_more_than_it_says():
    below = replace(EXTREMES, sides=(terms.variable("M0"), terms.ONE))
    proof = bounded(attained("1 - M0"))
    holds_for_all_sizes(below, proof)
    for wrong in (
        replace(below, sides=(terms.variable("M0"), terms.number(Fraction(99, 100)))),
        replace(below, sides=(terms.variable("M1"), terms.ONE)),
        replace(below, tables=(("r", Fraction(0), Fraction(101, 100)),)),
        replace(below, relation="<"),
    ):
        with pytest.raises(Rejected):
            holds_for_all_sizes(wrong, proof)
    with pytest.raises(Rejected):
        holds_for_all_sizes(below, bounded(use=False))


def test_a_maximum_that_may_be_infinite_is_attained_where_it_is_finite_only():
    """``M0 = max (inf where r = 0, else r)``: where it is infinite the lemma says nothing."""
    infinite = terms.choose(terms.above(R, terms.ZERO), R, terms.INF)
    pattern = replace(EXTREMES, bounds=(("M0", "max", infinite),), sides=(terms.variable("M0"), terms.ONE))
    inside = leaf(SIGNS, "p", "r", "M0")
    lemma = {"rule": "attained", "bound": "M0", "fact": "1 - M0", "proof": {"rule": "if", "yes": inside, "no": {"rule": "clear"}}}
    step = leaf({"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}, "M0", "S0", facts=[0])
    proof = {"lemmas": [lemma], "steps": [step]}
    assert LEMMAS["attained"](pattern, lemma, ()) == (terms.subtract(terms.ONE, terms.variable("M0")), False)
    for case in (
        {"steps": [{"rule": "clear"}]},
        {"steps": [leaf(SIGNS, "S0")]},
        {"impossible": "M0", "proof": leaf(ZERO, "p", "r")},
    ):
        with pytest.raises(Rejected):
            holds_for_all_sizes(pattern, {**proof, "infinite": {"M0": case}})
    with pytest.raises(IndexError):  # no fact is left
        holds_for_all_sizes(pattern, {**proof, "infinite": {"M0": {"steps": [leaf(SIGNS, "S0", facts=[0])]}}})
    with pytest.raises(KeyError):  # the case is left out
        holds_for_all_sizes(pattern, {**proof, "infinite": {}})
    above = replace(pattern, sides=(terms.ONE, terms.variable("M0")))
    with pytest.raises(Rejected):
        holds_for_all_sizes(above, {**proof, "infinite": {"M0": {"steps": [{"rule": "clear"}]}}})


def positive(sums=(), masses=(("p", "1"),), law="p", inside=SIGNS):
    """The sum of a form is above 0, since the form is wherever a law is."""
    told = form(dict(masses), **dict(sums))
    return {"rule": "linear", "form": told, "strict": law, "proofs": [leaf(SIGNS, *OUTCOME), leaf(inside, *OUTCOME)]}


def test_a_sum_of_what_is_positive_wherever_a_law_is_is_positive():
    above = terms.add(terms.variable("S0"), terms.ONE)
    assert LEMMAS["linear"](EXTREMES, positive([("S0", "1")]), ()) == (above, True)


@pytest.mark.parametrize(
    "lemma",
    [
        positive([("S0", "1")], []),  # the table may be 0 at each outcome
        positive([("S0", "1")], law="r"),
        positive([("S0", "1")], law="S0"),
        positive([("S0", "-1")], [("p", "1/2")]),
        positive([], [("p", "0")]),
        positive(inside=ZERO),
        {**positive(), "proofs": [leaf(SIGNS, *OUTCOME)] * 2, "form": form({"p": "-1"})},
    ],
)
def test_positive_sums_cheated(lemma):
    with pytest.raises(Rejected):
        LEMMAS["linear"](EXTREMES, lemma, ())


def test_a_law_that_is_positive_says_nothing_where_another_one_is_not():
    """``q`` is a law: where it is positive ``p`` may be 0."""
    tree = {"rule": "linear", "form": form({"p": "1"}), "proofs": [leaf(SIGNS, "p", "q")] * 2}
    assert LEMMAS["linear"](TWO_LAWS, {**tree, "strict": "p"}, ()) == (terms.ONE, True)
    with pytest.raises(Rejected):
        LEMMAS["linear"](TWO_LAWS, {**tree, "strict": "q"}, ())


# Exponentials of numbers

E = [["e", "exp", "1", None]]


def scaled(*coefficients):
    """Sums of a table between 0 and 1, by coefficients."""
    return {"rule": "linear", "form": form(S0=" + ".join(coefficients)), "proof": leaf(TIMES_R, *OUTCOME, generators=E)}


TIMES_R = {"rule": "product", "factors": [["p", 1, 1, SIGNS], ["r", 1, 1, SIGNS]], "then": BALL}


@pytest.mark.parametrize("low", ["-2", "-271/100", "-2718281828/1000000000"])
def test_the_exponential_of_a_number_is_a_coefficient(low):
    fact, strict = LEMMAS["linear"](EXTREMES, scaled("exp(1)", low), ())
    assert terms.variables(fact) == {"S0"} and not strict


@pytest.mark.parametrize("told", ["-271829/100000", "-3", "-exp(2)"])
def test_the_exponential_of_a_number_cheated(told):
    with pytest.raises(Rejected):
        LEMMAS["linear"](EXTREMES, scaled("exp(1)", told), ())


@pytest.mark.parametrize(
    "text", ["exp(r)", "exp()", "exp(log(S0))", "log(exp(1) - 3)", "exp(1/S0)", "sqrt(M0)", "log(exp(S0) - 1)"]
)
def test_exponentials_of_what_may_have_no_value_are_no_coefficients(text):
    with pytest.raises(Rejected):
        form_of(EXTREMES, form(S0=text))


@pytest.mark.parametrize("text", ["exp(M0)", "exp(exp(1))", "exp(log(2))", "exp(S0)", "1/(1 + exp(2))"])
def test_a_coefficient_has_a_value_and_is_the_same_at_every_outcome(text):
    one, summed = form_of(EXTREMES, form(S0=text))
    assert one.op == summed.op == "mul" and one.args[0] is summed.args[0] and summed.args[1] is terms.variable("S0")
