"""Cases at a comparison that a proof names, and lemmas that follow from others: what is true is accepted, and nothing more."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.proofs.searches import AMPLE, for_all_sizes
from tests.proofs.test_lemmas import BALL, SIGNS, TWO_LAWS, ZERO, accepts, form, leaf, rejects
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.lemmas import LEMMAS, holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.telling.stored import told

X = terms.variable("x")
S0, S1, S2 = map(terms.variable, ("S0", "S1", "S2"))


def state(right, relation="<=", **ranges):
    return State(ranges or {"x": (Fraction(0), Fraction(2))}, (), frozenset(), (), (terms.ZERO, right), relation)


# On each side of 1 the facts of the state have one more, by which the range of x has a new end.
ABOVE, BELOW = {"bounds": [[0, "x", "low", "1", BALL]]}, {"bounds": [[0, "x", "high", "1", BALL]]}
CUT = {"rule": "cut", "at": "x - 1", "yes": leaf(BALL, "x", **ABOVE), "no": leaf(BALL, "x", **BELOW)}


def test_both_sides_of_a_cut_need_a_proof():
    assert accepts(state(terms.ONE), CUT)
    low, high = terms.subtract(X, terms.ONE), terms.subtract(terms.ONE, X)
    for right in (low, high):  # each is nonnegative on one side alone
        assert rejects(state(right), CUT | {"yes": leaf(SIGNS, "x", **ABOVE), "no": leaf(SIGNS, "x", **BELOW)})
    for key in ("yes", "no"):
        with pytest.raises((Rejected, KeyError)):
            accepts(state(terms.ONE), {name: part for name, part in CUT.items() if name != key})


def test_the_point_of_a_cut_belongs_to_the_upper_side():
    absolute = terms.multiply(terms.subtract(X, terms.ONE), terms.subtract(X, terms.ONE))
    signs = {"rule": "product", "factors": [["x - 1", 2, 1, SIGNS]], "then": BALL}
    no = {"rule": "product", "factors": [["x - 1", 2, -1, SIGNS]], "then": BALL}
    both = CUT | {"yes": leaf(signs, "x", **ABOVE), "no": leaf(no, "x", **BELOW)}
    assert accepts(state(absolute), both)
    assert rejects(state(absolute, "<"), both)  # it is 0 at 1
    swapped = CUT | {"yes": leaf(BALL, "x", **BELOW)}
    assert rejects(state(terms.ONE), swapped)


@pytest.mark.parametrize("at", ["1/x", "log(x)", "sqrt(x - 1)", "1/(x - 1)", "y - 1", "x - inf", "log(exp(x) - 1)", "[x]", ""])
def test_a_cut_is_at_what_has_a_value_everywhere(at):
    assert rejects(state(terms.ONE), CUT | {"at": at, "yes": leaf(BALL, "x"), "no": leaf(BALL, "x")})


# Lemmas that follow from others

PRODUCT = (terms.subtract(terms.multiply(S1, S2), terms.power(S0, 2)), False)  # S0**2 <= S1 S2
FREE = ("S1", "S0", "S2")
USED = {"rule": "use", "facts": [[0, "1", BALL]], "then": {"rule": "product", "factors": [["S0", 2, 1, None]], "then": BALL}}


def follows(fact, proof, **other):
    return {"rule": "follows", "fact": fact, "proof": leaf(proof, *FREE, **other)}


def test_what_the_facts_say_is_a_lemma():
    lemma = follows("S1*S2", USED, facts=[0])
    assert LEMMAS["follows"](TWO_LAWS, lemma, (PRODUCT,)) == (terms.multiply(S1, S2), False)


@pytest.mark.parametrize(
    "lemma",
    [
        follows("S1*S2", USED, facts=[1]),  # there is no such fact
        follows("S1*S2 - 1", USED, facts=[0]),
        follows("S1*S2", USED, facts=[0]) | {"strict": True},  # it may be 0
        follows("S1", SIGNS),  # sums are any real numbers
        follows("S1*S2 - S0**2", ZERO),
        follows("p", SIGNS),
        follows("S1/S2", USED, facts=[0]),
        follows("log(S1)", USED, facts=[0]),
        follows("S7", SIGNS),
    ],
)
def test_follows_cheated(lemma):
    with pytest.raises((Rejected, IndexError)):
        LEMMAS["follows"](TWO_LAWS, lemma, (PRODUCT,))
    with pytest.raises((Rejected, IndexError)):
        LEMMAS["follows"](TWO_LAWS, lemma, ())


def test_a_hypothesis_about_a_sum_that_may_be_infinite_is_no_fact_of_other_sums():
    """``1 - S2 >= 0`` is known where ``S2`` is finite: a lemma that does not name it has to hold where it is not."""
    infinite = terms.choose(terms.above(terms.variable("q"), terms.ZERO), terms.ONE, terms.INF)
    given = terms.at_least(terms.subtract(S1, S2), terms.ZERO)
    sums = (*TWO_LAWS.sums[:2], ("S2", infinite))
    pattern = replace(TWO_LAWS, sums=sums, hypotheses=(given,))
    proof = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
    naming = follows("S1 - S2", proof, facts=[0])
    assert LEMMAS["follows"](pattern, naming, ())[1] is False
    with pytest.raises((Rejected, IndexError)):
        LEMMAS["follows"](pattern, follows("S1", {**proof, "then": SIGNS}, facts=[0]), ())


def test_a_step_by_what_follows():
    cauchy = {"rule": "square", "u": form(S1="1"), "v": form(S2="1"), "x": form(S0="1")}
    cauchy["proofs"] = [leaf(SIGNS, "p", "q"), leaf(SIGNS, "p", "q"), leaf(ZERO, "p", "q")]
    own = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
    proof = {"lemmas": [cauchy, follows("S1*S2", USED, facts=[0])], "infinite": {}}
    proof["steps"] = [leaf(own, *FREE, facts=[1])]
    pattern = replace(TWO_LAWS, sides=(terms.ZERO, terms.multiply(S1, S2)))
    holds_for_all_sizes(pattern, proof)
    with pytest.raises((Rejected, IndexError)):
        holds_for_all_sizes(pattern, proof | {"lemmas": proof["lemmas"][::-1]})  # what is used comes first


# What the search finds by them

SOURCE = Source("my notes", "Lemma 1", status="derived")


def mean(i):
    return xp.sum(i.p * i.w)


def mean_square(i):
    return xp.sum(i.p * i.w**2)


def variance(i):
    return xp.sum(i.p * (i.w**2 - mean_square(i)) ** 2)


def space(n):
    return Space(p=Simplex(n), w=Table((n,), 0, 4))


POSITIVE = {"positive": lambda i: mean(i) > 0}


def root(factor):
    """The root of a mean square, less what a variance takes off, is at most the mean."""
    return Claim(
        "a <= b",
        SOURCE,
        space,
        sizes=(2, 3),
        given=POSITIVE,
        lhs=lambda i: xp.sqrt(mean_square(i)) * (1 - factor * variance(i) / mean_square(i) ** 2),
        rhs=mean,
    )


def test_a_mean_square_is_positive_as_the_mean_is():
    claim = root(xp.ratio(1, 2))
    (proof,) = for_all_sizes(claim, AMPLE)
    assert {"follows", "linear"} <= {lemma["rule"] for lemma in proof["lemmas"]}
    content = {"all_sizes": [proof], "sizes": []}
    text = "\n".join(told(claim, content))
    assert "from what is known of the sums" in text


def test_nothing_is_found_for_what_is_false():
    assert found_for_all_sizes(root(xp.ratio(1, 3)), 3)[0] is None
    assert len(patterns(root(xp.ratio(1, 3)))) == 1


def tilted(i):
    """The law ``base`` with weights."""
    return i.base * i.weight / xp.sum(i.base * i.weight)


def distance(factor):
    """How far a tilted law is from another law."""
    return Claim(
        "a <= b",
        SOURCE,
        lambda n: Space(base=Simplex(n, positive=True), weight=Simplex(n), other=Simplex(n)),
        sizes=(2, 3),
        lhs=lambda i: xp.sum(abs(i.other - tilted(i))),
        rhs=lambda i: factor,
    )


def test_a_tilted_law_has_masses_as_other_laws():
    """Its normaliser is positive where the weights are, which is not where ``base`` is."""
    (proof,) = for_all_sizes(distance(2), AMPLE)
    assert any("/S" in str(lemma.get("form")) for lemma in proof["lemmas"])
    assert found_for_all_sizes(distance(xp.ratio(3, 2)), 3)[0] is None


def arms(factor):
    """A maximum of what is the same at every arm."""
    return Claim(
        "a <= b",
        SOURCE,
        lambda n: Space(p=Simplex(n, positive=True)),
        sizes=(2, 3),
        lhs=lambda i: xp.max((1 / xp.max(i.p) - 1 / i.p) + (1 / i.p - 1)),
        rhs=lambda i: factor * (1 / xp.max(i.p) - 1),
    )


def test_a_maximum_of_what_is_the_same_everywhere_is_that():
    assert for_all_sizes(arms(1), AMPLE) is not None
    assert found_for_all_sizes(arms(xp.ratio(9, 10)), 3)[0] is None
