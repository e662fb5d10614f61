"""Sums that a proof defines beside those of its claim: they have values, and names that nothing else has."""

from fractions import Fraction

import pytest

from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes, subadditive
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.sums import defined
from theory_lab.proofs.separate import Pattern

UNIT = (Fraction(0), Fraction(1))
P, Q, R, X = map(terms.variable, "pqrx")
ZERO, BALL, SIGNS = {"rule": "zero"}, {"rule": "ball"}, {"rule": "signs"}


def pattern(**changed):
    """Laws ``p`` and ``q``, and numbers ``r`` that rank the outcomes by ``p``; the mean of ``r`` is at least 0."""
    told = {
        "laws": ("p", "q"), "positive": frozenset(), "tables": (("r", *UNIT), ("x", *UNIT)), "parameters": (),
        "sums": (("S0", terms.multiply(Q, R)),), "bounds": (), "everywhere": (), "hypotheses": (),
        "sides": (terms.ZERO, terms.variable("S0")), "relation": "<=", "ranks": (("p", R),),
    }  # fmt: skip
    return Pattern(**(told | changed))


def cell(*order, then=SIGNS, **other):
    return {"rule": "cell", "order": list(order), "laws": [], "bounds": [], "generators": [], "then": then, **other}


def linear(**coefficients):
    order = ("p", "q", "r", "x", "T0", "B0")
    return {"rule": "linear", "form": {"sums": coefficients, "masses": {}}, "proof": cell(*order)}


def proof(*sums, **changed):
    """``sum q r >= sum q r x >= 0``, where the second sum is none of the claim."""
    use = {"rule": "use", "facts": [[0, "1", BALL], [1, "1", BALL]], "then": ZERO}
    lemmas = [linear(S0="1", S1="-1"), linear(S1="1")]
    return {"sums": list(sums), "lemmas": lemmas, "steps": [cell("S0", "S1", facts=[0, 1], then=use)], "infinite": {}, **changed}


def rejected(tree, about=None):
    with pytest.raises(Rejected):
        holds_for_all_sizes(about or pattern(), tree)
    return True


def test_a_claim_is_proved_by_a_sum_that_is_not_its_own():
    holds_for_all_sizes(pattern(), proof("q*r*x"))
    assert rejected(proof())  # there is no S1 then


def test_what_is_defined_is_a_sum_as_others_are():
    assert rejected(proof("q*r*x + q"))  # which is larger than the first
    assert rejected(proof("-q*r*x"))
    assert rejected(proof("1", "q*r*x"))  # the second one is S2


@pytest.mark.parametrize(
    "text",
    ["1/p", "log(p)", "q/(r - x)", "sqrt(r - x)", "q*T0/B0", "exp(1/r)",  # without a value somewhere
     "y", "S0", "S1", "B1", "T1", "M0", "A0_p", "infinity", "inf"],  # or no name of an outcome
)  # fmt: skip
def test_it_has_a_value_at_every_outcome(text):
    with pytest.raises(Rejected):
        defined(pattern(), {"sums": [text]})


def test_masses_that_are_positive_may_divide():
    one = pattern(positive=frozenset("p"))
    (_, found) = defined(one, {"sums": ["q**2/p"]}).sums
    assert found == ("S1", terms.multiply(terms.power(Q, 2), terms.divide(terms.ONE, P)))
    for text in ("q**2/q", "log(q)", "1/(p - q)"):
        with pytest.raises(Rejected):
            defined(one, {"sums": [text]})


def test_ranks_of_an_outcome_may_stand_in_it():
    assert defined(pattern(), {"sums": ["q*(2*B0 + T0)"]}).sums[1][0] == "S1"
    assert terms.variables(defined(pattern(), {"sums": ["q*(2*B0 + T0)"]}).sums[1][1]) == {"q", "B0", "T0"}
    with pytest.raises(Rejected):
        defined(pattern(ranks=()), {"sums": ["q*B0"]})


def test_sets_have_parts_of_it():
    found = defined(pattern(ranks=()), {"sums": ["q*x"], "sets": ["p - q"]})
    assert [name for name, _ in found.sums] == ["S0", "S1", "A0_p", "A0_q", "A1_p", "A1_q"]


def test_no_sum_counts_a_set_that_is_empty():
    """``sum 1/(1 + p) >= 3/2`` is false of two equal masses; ``p/p`` would be 1 on no outcome, as a quotient in lowest terms."""
    false = (terms.number(Fraction(3, 2)), terms.variable("S0"))
    about = pattern(
        laws=("p",), positive=frozenset("p"), tables=(), ranks=(), sides=false,
        sums=(("S0", terms.divide(terms.ONE, terms.add(terms.ONE, P))),),
    )  # fmt: skip
    inside = {"rule": "product", "factors": [[one, -1, 1, SIGNS] for one in ("1+p", "1+p_other", "1+p+p_other")], "then": SIGNS}
    merge = {"rule": "merge", "sum": "S1", "set": 0, "proof": cell("p", "p_other", then=inside)}
    equal = {"rule": "linear", "form": {"sums": {"S0": "1", "S1": "-1"}, "masses": {}}, "proof": cell("p", then=ZERO)}
    empty = {"rule": "linear", "form": {"sums": {"A0_p": "-1"}, "masses": {}}, "proof": {"rule": "clear"}}
    factor = {"rule": "product", "factors": [["1+A0_p", -1, 1, SIGNS], ["2-A0_p", -1, 1, SIGNS]], "then": SIGNS}
    facts = [[0, "1", BALL], [1, "1", BALL], [2, "3*(1-A0_p)/(2*(1+A0_p)*(2-A0_p))", factor]]
    step = cell("A0_p", "S0", "S1", facts=[0, 1, 2], then={"rule": "use", "facts": facts, "then": ZERO}) | {"laws": ["plain"]}
    tree = {"sums": ["p/p/(1+p)"], "sets": ["-1"], "lemmas": [equal, merge, empty], "steps": [step], "infinite": {}}
    told = defined(about, tree)
    holds(subadditive(told, dict(told.sums)["S1"], ()), merge["proof"])  # all else is as it seems
    with pytest.raises(Rejected, match="a term may have no value"):
        holds_for_all_sizes(about, tree)
