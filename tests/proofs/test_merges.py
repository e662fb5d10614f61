"""Two outcomes in place of many, strict lemmas, sums by parts: what holds is accepted, and nothing more."""

import itertools
import json
import random
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from flint import fmpq

from tests.proofs.test_kernel import Rejected
from tests.proofs.test_layers import P, Q, R, X, pattern
from tests.proofs.test_lemmas import BALL, SIGNS, leaf
from tests.proofs.test_mutations import _first_pattern, _mutants, _stored
from tests.proofs.test_ranks import law, masses
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.lemmas import LEMMAS, holds_for_all_sizes, merged, subadditive
from theory_lab.proofs.kernel.states import polynomial_term
from theory_lab.proofs.kernel.sums import form, inner, outer, valued, with_sets
from theory_lab.proofs.kernel.sums import masses as set_masses
from theory_lab.proofs.kernel.values import value
from theory_lab.proofs.search.patterns.sets.merges import Merges
from theory_lab.proofs.search.places.points import refuted
from theory_lab.proofs.telling import stored
from theory_lab.proofs.terms import INF, ONE, ZERO
from theory_lab.proofs.theorems import MALFORMED

SQUARE = terms.power(terms.subtract(P, Q), 2)
LEVEL = (("level", Fraction(1), Fraction(4)),)


def guarded(term):
    """A term by ``q`` where that is positive, infinite where ``p`` alone is, as the library writes divergences."""
    safe = terms.choose(terms.above(Q, ZERO), Q, ONE)
    return terms.choose(terms.above(Q, ZERO), terms.divide(term, safe), terms.choose(terms.above(P, ZERO), INF, ZERO))


CHI2 = guarded(SQUARE)
DISTANCE = terms.absolute(terms.subtract(P, Q))


def about(phi, **changed):
    """One sum of a term of ``p`` and ``q``, and the set ``p >= q``."""
    return with_sets(pattern(sums=(("S0", phi),), ranks=(), tables=(), **changed), ["p - q"])


def merge(**changed):
    return {"rule": "merge", "sum": "S0", "set": 0, **changed}


@cache
def found(phi):
    """A proof that a term is subadditive, by the search; what a test gets here it does not change."""
    work = Merges(5.0)
    work.pattern, work.merging = about(phi), True
    return work.inside(subadditive(work.pattern, phi, ()))


def rejected(lemma, one):
    with pytest.raises((Rejected, *MALFORMED)):
        LEMMAS[lemma["rule"]](one, lemma, ())
    return True


@pytest.mark.parametrize("phi", [CHI2, DISTANCE, terms.maximum(terms.subtract(P, Q), ZERO)])
def test_a_subadditive_term_is_at_merged_outcomes_at_most_its_sum(phi):
    one, lemma, rng = about(phi), merge(proof=found(phi)), random.Random(1)
    fact, strict = LEMMAS["merge"](one, lemma, ())
    assert not strict and terms.variables(fact) == {"S0", "A0_p", "A0_q", "A1_p", "A1_q"}
    for _ in range(30):
        p, q = law(5, rng), law(5, rng)
        inside = [a >= b for a, b in zip(p, q, strict=True)]
        at = (
            {"S0": sum(Fraction(str(value(phi, {"p": a, "q": b}))) for a, b in zip(p, q, strict=True) if a or b)}
            if all(q)
            else None
        )
        for name, numbers in (("p", p), ("q", q)) if at else ():
            at[f"A0_{name}"] = sum((a for a, on in zip(numbers, inside, strict=True) if on), Fraction(0))
            at[f"A1_{name}"] = 1 - at[f"A0_{name}"]
        assert at is None or value(fact, at) >= 0


@pytest.mark.parametrize(
    "phi",
    [
        terms.power(P, 2),  # superadditive
        terms.negative(DISTANCE),
        terms.multiply(P, Q),
        terms.multiply(P, R),  # of a table
        ONE,  # the number of outcomes
        terms.divide(SQUARE, Q),  # without a value at 0
        terms.divide(P, Q),
        terms.negative(CHI2),  # minus infinity
        terms.multiply(P, terms.variable("B0")),
        terms.sqrt(terms.subtract(P, Q)),
    ],
)
def test_terms_that_are_not_subadditive_or_have_no_value(phi):
    for proof in (leaf(SIGNS, "p", "q", "p_other", "q_other"), leaf(BALL, "p", "q", "p_other", "q_other"), {"rule": "clear"}):
        assert rejected(merge(proof=proof), about(phi))


def test_a_value_at_zero_is_asked_for_where_a_set_may_be_empty():
    assert valued(CHI2, about(CHI2)) and not valued(terms.add(P, ONE), about(P))
    both = about(terms.divide(SQUARE, Q), positive=frozenset("pq"))
    assert not valued(dict(both.sums)["S0"], both)  # 0/0 on an empty set
    assert valued(terms.multiply(P, terms.log(terms.variable("level"))), about(P, parameters=LEVEL))
    assert not valued(terms.multiply(P, terms.log(terms.variable("x"))), about(P, parameters=(("x", None, None),)))


@pytest.mark.parametrize(
    "phi",
    [
        terms.multiply(P, terms.divide(ONE, P)),
        terms.multiply(P, terms.add(ONE, terms.divide(Q, P))),
        terms.choose(terms.above(P, ZERO), Q, terms.multiply(INF, Q)),  # infinity times zero
        terms.choose(terms.above(Q, ZERO), P, terms.multiply(P, terms.divide(Q, Q))),
        terms.divide(P, terms.minimum(P, terms.variable("level"))),
        terms.multiply(P, terms.choose(terms.at_least(terms.divide(ONE, P), terms.divide(P, P)), Q, P)),  # of a condition
    ],
)
def test_no_value_is_hidden_by_a_factor_that_is_zero(phi):
    for positive in ("", "p", "pq"):
        one = about(phi, positive=frozenset(positive), parameters=LEVEL)
        assert not valued(phi, one) and rejected(merge(proof=leaf(SIGNS, "p", "q", "p_other", "q_other")), one)
    guard = terms.choose(terms.above(P, ZERO), terms.multiply(P, terms.divide(ONE, P)), ZERO)
    assert valued(guard, about(guard))
    x = terms.variable("x")  # of which nothing is known
    kept = terms.divide(P, terms.choose(terms.above(x, ZERO), x, ONE))
    assert valued(kept, about(kept, parameters=(("x", None, None),)))


def test_a_hypothesis_about_all_parameters_is_known_at_every_outcome():
    level = terms.variable("level")
    one = about(P, parameters=LEVEL, hypotheses=(terms.above(level, terms.number(Fraction(2))),))
    assert inner(one, ZERO).facts == ((terms.subtract(level, terms.number(Fraction(2))), True),)


@pytest.mark.parametrize(
    "changed", [{"set": 1}, {"set": -1}, {"set": "0"}, {"sum": "A0_p"}, {"sum": "S1"}, {"sum": "p"}, {"proof": {}}]
)
def test_a_merge_is_of_a_sum_on_a_set_that_there_is(changed):
    good = merge(proof=found(DISTANCE))
    assert LEMMAS["merge"](about(DISTANCE), good, ())
    assert rejected(good | changed, about(DISTANCE))


def test_a_merge_has_new_names():
    taken = about(DISTANCE, parameters=(("p_other", Fraction(0), Fraction(1)),))
    assert rejected(merge(proof=found(DISTANCE)), taken)


def test_a_merge_of_laws_with_each_others_new_names():
    one = with_sets(pattern(laws=("p", "p_other"), sums=(("S0", P),), ranks=(), tables=()), ["p"])
    assert rejected(merge(proof={"rule": "clear"}), one)


def test_names_are_read_as_they_are_written():
    """Python takes a wide ``S0`` for the name, so that a lemma would need a sum that it does not seem to name."""
    with pytest.raises(Rejected):
        form(pattern(), {"sums": {}, "masses": {"p": "\uff330"}})


def test_what_stands_for_infinity_is_more_than_the_sum():
    fact, at = merged(about(CHI2), merge()), {"S0": Fraction(7), "A0_p": 1, "A0_q": 0, "A1_p": 0, "A1_q": 1}
    assert value(fact, {name: Fraction(number) for name, number in at.items()}) < 0


@pytest.mark.parametrize("p, q", [(1, 1), (0, 0), (Fraction(1, 2), Fraction(1, 4))])
def test_where_a_term_is_finite_nothing_stands_for_it(p, q):
    """Also where there are no outcomes, at which the term is 0."""
    at = {"S0": Fraction(7), "A0_p": Fraction(p), "A0_q": Fraction(q), "A1_p": Fraction(1 - p), "A1_q": Fraction(1 - q)}
    parts = sum((Fraction((a - b) ** 2) / b for a, b in ((p, q), (1 - p, 1 - q)) if b), Fraction(0))
    assert value(merged(about(CHI2), merge()), at) == fmpq(parts.numerator, parts.denominator) * -1 + 7


def test_sets_are_of_outcomes_and_their_masses_laws():
    one = with_sets(pattern(ranks=()), ["p - q", "x - 1/2"])
    assert set_masses(one) == (("A0_p", "A1_p"), ("A0_q", "A1_q"), ("A2_p", "A3_p"), ("A2_q", "A3_q"))
    assert outer(one, (ZERO, ONE), []).laws == set_masses(one) and "A0_p" not in outer(one, (ZERO, ONE), []).ranges
    terms_of = dict(one.sums)
    for x in (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4)):
        at = {"p": Fraction(1, 5), "q": Fraction(2, 5), "r": x, "x": x}
        on, off = (value(terms_of[name], at) for name in ("A2_p", "A3_p"))
        assert (on, off) == ((fmpq(1, 5), 0) if x >= Fraction(1, 2) else (0, fmpq(1, 5)))
        assert value(terms_of["A0_q"], at) == 0 and value(terms_of["A1_q"], at) == fmpq(2, 5)
    for text in ("S0", "p_0", "log(p)", "1/p", "p >= q", "M0"):
        with pytest.raises(Rejected):
            with_sets(pattern(ranks=()), [text])


def test_sets_that_are_told_are_not_those_of_other_lemmas():
    for lemma in ({"rule": "part", "set": "A0"}, {"rule": "layers", "set": "A2", "rank": 0}):
        own = {"u": {"sums": {}, "masses": {}}, "v": {"sums": {}, "masses": {"p": "-1"}}, "proofs": []}
        assert rejected(lemma | own, with_sets(pattern(), ["p - q"]))


# Strict lemmas


def strict(masses=None, law="p", first=SIGNS, second=SIGNS, **sums):
    told = {"sums": sums, "masses": masses or {}}
    return {"rule": "linear", "form": told, "strict": law, "proofs": [leaf(one, "p", "q", "r", "x") for one in (first, second)]}


def test_what_is_positive_where_a_law_is_has_a_positive_sum():
    one = pattern(ranks=())
    assert LEMMAS["linear"](one, strict({"p": "2"}), ()) == (terms.number(2), True)
    assert rejected(strict({"p": "2"}, law="q"), one)  # zero where p is zero
    assert rejected(strict(S0="1"), one)  # rewards may be zero
    assert rejected(strict({"p": "-1"}), one)
    assert rejected(strict({"p": "0"}), one)
    assert rejected(strict({"p": "2"}, law="r"), one) and rejected(strict({"p": "2"}, law="S0"), one)
    assert rejected(strict({"p": "2"}) | {"proofs": [leaf(SIGNS, "p", "q", "r", "x")]}, one)


# Coefficients that facts make positive


def test_logarithms_of_what_facts_make_positive():
    x, ranges = terms.variable("x"), {"x": (None, None), "y": (None, None)}
    for text in ("log(x)", "sqrt(x)", "1/x", "y/x**2*log(x)"):
        with pytest.raises(Rejected):
            polynomial_term(text, ranges)
    assert polynomial_term("log(x)/x", ranges, {x}) is terms.multiply(terms.log(x), terms.divide(ONE, x))
    for text in ("log(y)", "log(-x)", "log(x - 1)", "1/y", "1/x**2", "log(x + y)", "sqrt(2*x)", "1/(x - x)"):
        with pytest.raises(Rejected):
            polynomial_term(text, ranges, {x})


def test_facts_that_are_not_strict_or_not_known_make_nothing_positive():
    one, s = pattern(ranks=()), terms.variable("S0")
    told = {"sums": {}, "masses": {"p": "log(S0)"}}
    assert form(one, told, known=[(s, True)])[1] is terms.log(s)
    assert form(replace(one, hypotheses=(terms.above(s, ZERO),)), told)[1] is terms.log(s)
    for known in ([], [(s, False)], [(terms.variable("S1"), True)], [(terms.add(s, ONE), True)]):
        with pytest.raises(Rejected):
            form(one, told, known=known)
    with pytest.raises(Rejected):
        form(replace(one, hypotheses=(terms.at_least(s, ZERO),)), told)


# Sums by parts over ranks


def by_ranks(*ranks, proofs=None, **sums):
    own = leaf(SIGNS, "p", "q", "r", "x", "T0", "B0")
    zero = leaf({"rule": "zero"}, "p", "q", "r", "x", "T0", "B0")
    return {
        "rule": "parts",
        "form": {"sums": sums, "masses": {}},
        "ranks": list(ranks),
        "proofs": proofs or [zero, zero, own, zero],
    }


def moment(k):
    """``p r`` times the quotient of a power over the rank, as Best-of-N has it."""
    at_one, _ = form(pattern(), {"sums": {}, "masses": {}, "ranks": [[0, k, "1"]]})
    return terms.multiply(at_one, R)


BEST = {"sums": (("S0", moment(2)), ("S1", moment(3)), ("S2", terms.multiply(P, R)))}


def test_a_mean_rises_with_the_number_of_draws():
    below = leaf(
        {"rule": "product", "factors": [["B0", 2, 1, None], ["1 - B0", 1, 1, SIGNS]], "then": BALL},
        "p",
        "q",
        "r",
        "x",
        "T0",
        "B0",
    )
    below["bounds"] = [[2, "B0", "high", "1 - T0", BALL]]
    zero = leaf({"rule": "zero"}, "p", "q", "r", "x", "T0", "B0")
    below = {**below, "order": ["p", "q", "r", "x", "T0", "B0"]}
    lemma = by_ranks([0, 3, "1"], [0, 2, "-1"], S1="1", S0="-1", proofs=[zero, zero, below, zero])
    facts = [LEMMAS["parts"](pattern(**BEST), lemma, ())]
    assert {*terms.variables(facts[0][0])} == {"S0", "S1"} and not facts[0][1]
    for changed in (
        {"ranks": [[0, 3, "1"]]},  # the whole mass is 1
        {"ranks": [[0, 3, "-1"], [0, 2, "1"]]},  # above 0
        {"ranks": [[0, 3, "1"], [1, 2, "-1"]]},
        {"ranks": [[0, 3, "r"], [0, 2, "-r"]]},
        {"ranks": [[0, 3, "1"], [0, 1, "-1"]]},
        {"ranks": []},
        {"form": {"sums": {"S0": "1", "S1": "-1"}, "masses": {}}},
        {"form": {"sums": {"S1": "1", "S2": "-1"}, "masses": {}}},
        {"form": {"sums": {"S1": "1", "S0": "-2"}, "masses": {}}},
        {"form": {"sums": {"S1": "1", "S0": "-1"}, "masses": {"p": "-1"}}},
    ):
        assert rejected(lemma | changed, pattern(**BEST))
    assert rejected(lemma, pattern(**BEST, ranks=(("p", X),)))  # what ranks is another reward


def test_sums_by_parts_are_of_powers_alone():
    """The rise of a constant is 0, but as an exponent it would hide that ``F^2 - F^3`` is above 0."""
    lemma = by_ranks([0, 2, "1"], [0, 3, "-1"], [0, "2", "-1"], S0="1", S1="-1")
    assert rejected(lemma, pattern(**BEST))


@pytest.mark.parametrize("seed", range(10))
def test_a_sum_by_parts_has_its_sign(seed):
    rng = random.Random(seed)
    p, r = law(5, rng), [rng.randrange(4) for _ in range(5)]
    total = {
        k: sum(
            Fraction(str(value(moment(k), {"p": a, "r": Fraction(c), "B0": b, "T0": t})))
            for a, c, b, t in zip(p, r, *masses(p, r), strict=True)
        )
        for k in (2, 3)
    }
    assert total[3] >= total[2]


# Whole proofs, and changed ones

MERGED = (
    "divergences.total_variation_odds_le_chi2",
    "alignment.event_mass_le",
    "coverage_principle.binary_hellinger_le_hellinger",
)
OTHERS = ("minimax_risk.uncovered_sum_ge", "alignment.best_of_n_monotone", "backtracking.regularised_regret_eq_kl")
RANKED = ("coverage_principle.best_of_n_regret_le", "coverage_principle.kl_le_coverage_log")


@pytest.mark.usefixtures("each_part_once")
@pytest.mark.parametrize("changes", [6, pytest.param(20, marks=pytest.mark.deep)])
@pytest.mark.parametrize("name", (*MERGED, *OTHERS, *RANKED))
def test_changed_proofs_prove_nothing_false(name, changes):
    (_, content), rng = _stored(name), random.Random(name)
    one, proof = _first_pattern(name), content["all_sizes"][0]
    holds_for_all_sizes(one, proof)
    false = []
    for low, high in itertools.pairwise(one.sides):
        gap = terms.multiply(terms.number(Fraction(101, 100)), terms.subtract(high, low))
        false.append(replace(one, sides=(terms.add(low, gap), high), relation="<"))
    rejections = 0
    for mutant in _mutants(proof, rng, changes):
        for wrong in false:
            with pytest.raises((Rejected, *MALFORMED)):
                holds_for_all_sizes(wrong, {**mutant, "steps": mutant["steps"][:1]})
        try:
            holds_for_all_sizes(one, mutant)
        except (Rejected, *MALFORMED):
            rejections += 1
            continue
        for lemma in mutant["lemmas"]:  # what is accepted is still true
            if lemma["rule"] == "merge":
                phi = dict(with_sets(one, mutant["sets"]).sums)[lemma["sum"]]
                assert not refuted(subadditive(with_sets(one, mutant["sets"]), phi, ()))
    assert rejections > changes / 4


def test_the_kernel_holds_what_the_search_finds_subadditive():
    for phi in (CHI2, DISTANCE):
        holds(subadditive(about(phi), phi, ()), json.loads(json.dumps(found(phi))))
    assert found(terms.power(P, 2)) is None and found(terms.negative(DISTANCE)) is None


def test_a_proof_by_two_outcomes_is_told():
    claim, content = _stored("alignment.event_mass_le")
    (text,) = stored.told(claim, content)
    assert "A0 is the set of outcomes with score - 1/2 >= 0" in text and "subadditive" in text
