"""What a sum is at least at one outcome, and masses by rank beside a level: what holds is accepted, and nothing more."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.proofs.test_layers import UNIT, P, Q, R, X, pattern
from tests.proofs.test_lemmas import BALL, SIGNS, ZERO, leaf
from tests.proofs.test_ranks import law, masses
from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.lemmas import LEMMAS, holds_for_all_sizes, proved, subadditive
from theory_lab.proofs.kernel.polynomials import OpenGoal, Rejected
from theory_lab.proofs.kernel.values import value
from theory_lab.proofs.ranks import share
from theory_lab.proofs.terms import INF, ONE
from theory_lab.proofs.theorems import MALFORMED

HALF, B, T, S0, M0 = terms.number(Fraction(1, 2)), *map(terms.variable, ("B0", "T0", "S0", "M0"))
NOTHING = terms.ZERO
COLUMNS = ("p", "q", "r", "x", "T0", "B0")
KEEP, CLEAR = {"rule": "keep", "facts": []}, {"rule": "clear"}


def rejected(rule, *arguments):
    with pytest.raises((Rejected, *MALFORMED)):
        rule(*arguments)
    return True


def either(*proofs):
    """A proof by cases: of the first condition, of the next one where that does not hold, and so on."""
    *others, last = proofs
    for proof in reversed(others):
        last = {"rule": "if", "yes": proof, "no": last}
    return last


# A form is in sum at least what it is at one outcome


def each(told=None, proof=None, **changed):
    form = {"sums": told or {"S0": "1"}, "masses": {}}
    return {"rule": "linear", "form": form, "each": True, "proof": proof or leaf(SIGNS, *COLUMNS), **changed}


def test_a_sum_is_at_least_its_term_at_every_outcome():
    fact, strict = LEMMAS["linear"](pattern(), each(), ())
    assert fact is terms.subtract(S0, terms.multiply(Q, R)) and not strict
    whole, _ = LEMMAS["linear"](pattern(), each() | {"form": {"sums": {}, "masses": {"p": "1", "q": "2"}}}, ())
    rng = random.Random(1)
    for _ in range(20):
        p, q, r = law(5, rng), law(5, rng), [Fraction(rng.randrange(3), 2) for _ in range(5)]
        total = sum((a * b for a, b in zip(q, r, strict=True)), Fraction(0))
        for own in zip(p, q, r, strict=True):
            at = dict(zip("pqr", own, strict=True)) | {"S0": total}
            assert value(fact, at) >= 0 and value(whole, at) >= 0


@pytest.mark.parametrize(
    "changed, about",
    [
        ({"form": {"sums": {"S0": "-1"}, "masses": {}}}, {}),
        ({"form": {"sums": {"S0": "1"}, "masses": {"q": "-1"}}}, {}),
        ({"form": {"sums": {"S0": "r"}, "masses": {}}}, {}),  # a coefficient that depends on the outcome
        ({"form": {"sums": {"S0": "B0"}, "masses": {}}}, {}),
        ({"form": {"sums": {}, "masses": {"r": "1"}}}, {}),
        ({}, {"tables": (("r", Fraction(-1), Fraction(1)), ("x", *UNIT))}),  # other outcomes may take away
    ],
)
def test_other_outcomes_take_nothing_away(changed, about):
    assert rejected(LEMMAS["linear"], pattern(**about), each(**changed), ())


def test_what_is_said_of_each_outcome_is_not_strict():
    """``q + p`` is positive where ``p`` is, but its sum is 2 and no more than that where there is one outcome."""
    inside = leaf(SIGNS, *COLUMNS)
    lemma = {"form": {"sums": {}, "masses": {"p": "1", "q": "1"}}, "strict": "p", "proofs": [inside, inside]}
    with pytest.raises(Rejected, match="positive somewhere"):
        LEMMAS["linear"](pattern(), each(**lemma), ())


def peaked(**changed):
    """``M0 <= S0`` for the maximum and the sum of ``q r``."""
    told = {"bounds": (("M0", "max", terms.multiply(Q, R)),), "sides": (M0, S0), "ranks": ()}
    return pattern(**(told | changed))


def use(order, *facts, then=ZERO, j=0):
    """A cell on which the first of some facts are used."""
    told = {"rule": "use", "facts": [[j, "1", BALL]], "then": then}
    return {**leaf(told, *order), "facts": list(facts)}


PEAK = [
    each(proof=leaf(SIGNS, "p", "q", "r", "x", "M0")),
    {"rule": "attained", "bound": "M0", "fact": "S0 - M0", "proof": use(("p", "q", "r", "x", "M0", "S0"), 1)},
]
STEP = use(("M0", "S0", "S1", "q", "r"), 1)


def test_a_maximum_is_at_most_a_sum_by_what_is_said_of_each_outcome():
    tree = {"lemmas": PEAK, "steps": [STEP], "infinite": {}}
    holds_for_all_sizes(peaked(sums=(("S0", terms.multiply(Q, R)), ("S1", X))), tree)
    one = peaked(sums=(("S0", terms.multiply(Q, R)), ("S1", X)))
    for wrong in (
        replace(one, sides=(M0, terms.multiply(HALF, S0))),
        replace(one, tables=(("r", Fraction(-1), Fraction(1)), ("x", *UNIT))),
        replace(one, bounds=(("M0", "max", R),)),
    ):
        assert rejected(holds_for_all_sizes, wrong, tree)
    for lemmas in (PEAK[1:], [{key: part for key, part in PEAK[0].items() if key != "each"}, PEAK[1]]):
        assert rejected(holds_for_all_sizes, one, {**tree, "lemmas": lemmas})


# Infinite sums, and facts about an outcome where there is none, or another one

RATIO = terms.choose(
    terms.above(Q, NOTHING), terms.divide(terms.power(P, 2), Q), terms.choose(terms.above(P, NOTHING), INF, NOTHING)
)


def test_of_each_outcome_nothing_is_said_where_the_sum_is_infinite():
    """``p^2 <= q S0`` at every outcome, where ``S0`` is finite: a lemma that needs no ``S0`` does not hear of it."""
    one = pattern(sums=(("S0", RATIO), ("S1", P)), ranks=(), sides=(terms.variable("S1"), ONE))
    order = ("p", "q", "r", "x")
    fraction = {"rule": "product", "factors": [["q", -1, 1, SIGNS]], "then": SIGNS}
    nowhere = {"rule": "zero", "var": "p", "positive": CLEAR, "zero": CLEAR}
    positive = {"rule": "zero", "var": "q", "positive": leaf(fraction, *order), "zero": nowhere}
    lemma = each(proof=positive)
    other = {"rule": "linear", "form": {"sums": {"S1": "1"}, "masses": {}}, "proof": leaf(SIGNS, *order)}
    named = {**other, "form": {"sums": {"S1": "1", "S0": "0"}, "masses": {}}}
    known = [len(facts) for _, facts, _ in proved(one, [lemma, other, {**named, "proof": {**KEEP, "then": other["proof"]}}])]
    assert known == [0, 0, 2]
    for names, count in (("", 1), ("S0", 0)):
        steps = {name: {"steps": [CLEAR if name != names else {"rule": "open"}]} for name in ("", "S0")}
        fine = replace(one, sides=(NOTHING, INF))
        with pytest.raises(OpenGoal) as found:
            holds_for_all_sizes(fine, {"lemmas": [lemma], "steps": steps[""]["steps"], "infinite": {"S0": steps["S0"]}})
        assert len(found.value.goal[0].facts) == count


def test_an_outcome_of_which_lemmas_speak_is_any_between_sums():
    """Its numbers have no range there: none is a law, a square or a multiple, and none is 0 or positive."""
    fact, one = LEMMAS["linear"](pattern(), each(), ())[0], pattern()
    state = sums.outer(one, (NOTHING, S0), [(fact, False)])
    assert {name: state.ranges[name] for name in "qr"} == {"q": (None, None), "r": (None, None)} and not state.laws
    square = {"rule": "square", "var": "q", "name": "w", "low": "0", "high": None, "then": CLEAR}
    ratio = {"rule": "ratio", "var": "q", "by": "r", "name": "w", "then": CLEAR}
    zero = {"rule": "zero", "var": "q", "zero": CLEAR, "positive": CLEAR}
    for tree in (square, ratio, zero, {**leaf(SIGNS, "q", "r", "S0", "S1"), "facts": [0]}):
        assert rejected(holds, state, tree)


def test_no_outcome_is_known_of_merged_ones_nor_a_sum_that_may_be_infinite():
    fact = (terms.subtract(S0, terms.multiply(Q, R)), False)
    level = (terms.subtract(B, terms.multiply(HALF, Q)), False)
    one = pattern(sums=(("S0", terms.absolute(terms.subtract(P, Q))), ("S1", X)))
    assert subadditive(one, dict(one.sums)["S0"], [fact, level]).facts == ()
    known = sums.finite_without(one, P, ("S0",), [fact, level]).facts
    assert level in known and fact not in known


def test_what_is_said_of_an_outcome_makes_no_coefficient_positive():
    for fact in ((terms.subtract(S0, Q), False), (S0, False)):
        told = {"sums": {}, "masses": {"p": "log(S0)"}}
        assert rejected(lambda told, fact: sums.form(pattern(), told, known=[fact]), told, fact)


def test_a_name_of_one_value_is_not_free_for_another_variable():
    """``x = 2``, and ``p = x q`` would make of ``3 - x >= 0`` that ``p <= 3 q``: then no ``p`` would be above ``4 q``."""
    phi = terms.choose(terms.above(P, terms.multiply(Q, terms.number(4))), INF, NOTHING)
    fixed = ("level", Fraction(2), Fraction(2))
    one = pattern(positive=frozenset("q"), tables=(), parameters=(fixed,), sums=(("S0", phi),), ranks=(), sides=(S0, NOTHING))
    no_more = {"rule": "linear", "form": {"sums": {}, "masses": {"p": "3 - level"}}, "proof": leaf(SIGNS, "p", "q")}
    none = {"sums": {"S0": "-1"}, "masses": {}}
    finite = {"rule": "linear", "form": none, "proof": either(CLEAR, leaf(SIGNS, "p", "q"))}
    none_above = {**leaf({"rule": "use", "facts": [[0, "q", SIGNS]], "then": SIGNS}, "q", "level"), "rule": "empty", "fact": 1}
    tree = either({**none_above, "facts": [0]}, leaf(ZERO, "q", "level"))
    told = {"impossible": "S0", "proof": {"rule": "ratio", "var": "p", "by": "q", "name": "level", "then": tree}}
    proof = {"lemmas": [no_more, finite], "steps": [use(("S0",), 1)], "infinite": {"S0": told}}
    assert rejected(holds_for_all_sizes, one, proof)


# Masses by rank beside a level

ABOVE = terms.choose(terms.at_least(R, HALF), P, NOTHING)
CASES = either(leaf(SIGNS, *COLUMNS), leaf(SIGNS, *COLUMNS))


def level(coefficient="1", high=False, at="1/2", proof=CASES, **changed):
    form = {"sums": {"S0": coefficient}, "masses": {}}
    told = {"rule": "level", "rank": 0, "at": at, "form": form, "proofs": [proof]} | ({"high": True} if high else {})
    return told | changed


def ranked(phi=ABOVE, **changed):
    return pattern(**({"sums": (("S0", phi), ("S1", terms.multiply(Q, X)))} | changed))


@pytest.mark.parametrize("high", [False, True])
def test_masses_by_rank_are_known_beside_a_level(high):
    """At random laws with zeros, with ties, also at the level, for a form that is as large as it may be and for another one."""
    rng = random.Random(high)
    exact, strict = LEMMAS["level"](ranked(), level(high=high, proof=CLEAR), ())
    other, _ = LEMMAS["level"](ranked(), level("1/2" if high else "2", high=high), ())
    assert not strict
    for _ in range(40):
        p, r = law(5, rng)[::-1], [Fraction(rng.randrange(4), 4) for _ in range(5)]
        total = sum(a for a, own in zip(p, r, strict=True) if own >= Fraction(1, 2))
        for own, b, t in zip(r, *masses(p, r), strict=True):
            at = {"r": own, "B0": b, "T0": t, "S0": total}
            assert value(exact, at) >= 0 and value(other, at) >= 0
            if own == Fraction(1, 2):  # nothing is lost there
                assert value(exact, at) == 0


@pytest.mark.parametrize("high", [False, True])
@pytest.mark.parametrize(
    "phi",
    [
        terms.choose(terms.at_least(HALF, R), P, NOTHING),  # the other side
        terms.choose(terms.at_least(R, HALF), Q, NOTHING),  # another law
        terms.choose(terms.at_least(X, HALF), P, NOTHING),  # another reward
        terms.choose(terms.at_least(R, HALF), terms.multiply(P, X), terms.multiply(P, terms.subtract(X, HALF))),
    ],
)
def test_a_level_is_of_the_law_and_the_reward_that_rank(phi, high):
    """By each of these in place of what it should be, a mass by rank would be wrong at some outcome."""
    for proof in (CASES, CLEAR, either(CASES, CASES), leaf(SIGNS, *COLUMNS)):
        assert rejected(LEMMAS["level"], ranked(phi), level(high=high, proof=proof), ())


def test_a_form_is_large_or_small_enough_on_its_side_of_a_level():
    for coefficient, high in (("99/100", False), ("101/100", True), ("-1", False)):
        assert rejected(LEMMAS["level"], ranked(), level(coefficient, high), ())
    for masses_of, high in (({"p": "-1/100"}, False), ({"p": "1/100"}, True)):  # beyond the level
        form = {"sums": {"S0": "1"}, "masses": masses_of}
        assert rejected(LEMMAS["level"], ranked(), level(high=high, form=form), ())
    two = ranked(ranks=(("p", R), ("q", R)))
    columns = leaf(SIGNS, *COLUMNS, "T1", "B1")
    assert LEMMAS["level"](two, level("2", proof=either(columns, columns)), ())
    assert rejected(LEMMAS["level"], two, level("2", proof=either(columns, columns), rank=1), ())


@pytest.mark.parametrize(
    "changed",
    [{"rank": rank} for rank in (True, "0", -1, 1, None, 0.0)]
    + [{"at": at} for at in ("r", "p", "B0", "T0", "1/S0", "log(S0)", "A0_p", "inf", "")]
    + [{"proofs": []}, {"proofs": [CASES, CASES]}],
)
def test_a_level_is_the_same_number_at_every_outcome(changed):
    for coefficient, high in (("2", False), ("1/2", True)):
        assert LEMMAS["level"](ranked(), level(coefficient, high), ())
        assert rejected(LEMMAS["level"], ranked(), level(coefficient, high, **changed), ())


def test_a_level_that_is_an_infinite_sum_is_none():
    one = ranked(sums=(("S0", P), ("S1", RATIO)))
    assert sums.needed(one, level(at="S1")) == {"S0", "S1"}
    inner = {**KEEP, "then": either(leaf(SIGNS, *COLUMNS, "S1"), leaf(SIGNS, *COLUMNS, "S1"))}
    fact = LEMMAS["level"](one, level(at="S1", proof=inner), ())[0]
    assert "S1" in terms.variables(fact)
    other = {"rule": "linear", "form": {"sums": {"S0": "1"}, "masses": {}}, "proof": leaf(SIGNS, *COLUMNS)}
    assert [len(known) for _, known, _ in proved(one, [level(at="S1", proof=inner), other])] == [0, 0]


def below_level(h, at, **changed):
    """``max of (B + T where h < 1/2, as told by a condition) <= 1 - S0`` for the mass ``S0`` where ``h >= 1/2``."""
    told = {
        "tables": (("r", *UNIT),), "sums": (("S0", terms.choose(terms.at_least(h, HALF), P, NOTHING)),), "ranks": (("p", h),),
        "bounds": (("M0", "max", terms.choose(at, terms.add(B, T), NOTHING)),), "sides": (M0, terms.subtract(ONE, S0)),
    }  # fmt: skip
    return pattern(**(told | changed))


BELOW = ("p", "q", "r", "T0", "B0", "M0", "S0")


def upto(*order):
    """By cases: where the outcome is below the level, at it, and above."""
    return either(use(order, 4), use(order, 4, then=SIGNS), use(order, 4))


def by_level(proof=None):
    """A proof of it: what the level says is known of the outcome where the maximum is."""
    attained = {"rule": "attained", "bound": "M0", "fact": "1 - S0 - M0", "proof": proof or upto(*BELOW)}
    step = {**KEEP, "facts": [1], "narrow": True, "then": use(("M0", "S0"), 0)}
    return {"lemmas": [level(high=True, proof=CLEAR), attained], "steps": [step], "infinite": {}}


def test_masses_up_to_an_outcome_below_a_level_are_proved_and_no_smaller_ones():
    under = terms.above(HALF, R)
    one = below_level(R, under)
    holds_for_all_sizes(one, by_level())
    for wrong in (
        replace(one, sides=(M0, terms.multiply(HALF, terms.subtract(ONE, S0)))),
        replace(one, ranks=(("q", R),)),
        below_level(R, terms.at_least(HALF, R)),  # the outcomes at the level are tied with themselves
        below_level(R, terms.at_least(R, HALF)),
    ):
        assert rejected(holds_for_all_sizes, wrong, by_level())
    low = by_level()
    del low["lemmas"][0]["high"]
    assert rejected(holds_for_all_sizes, one, low) and rejected(holds_for_all_sizes, one, {**low, "lemmas": low["lemmas"][1:]})


# Ratios of laws: an outcome at which both are 0 is tied with all others, as is read off cross products

RATIOS = share("p", "q")


def across(p, q):
    """The masses of ``p`` below and tied, by ``p_j q_k`` against ``p_k q_j``."""
    pairs = list(zip(p, q, strict=True))
    below = [sum((a for a, b in pairs if a * d < c * b), Fraction(0)) for c, d in pairs]
    return below, [sum((a for a, b in pairs if a * d == c * b), Fraction(0)) for c, d in pairs]


def null_outcomes(rng):
    """Two laws that are both 0 at the last outcome, with the shares and the masses by rank."""
    p, q = [*law(4, rng), Fraction(0)], [*law(4, rng)[::-1], Fraction(0)]
    ratios = [a / (a + b) if a + b else Fraction(0) for a, b in zip(p, q, strict=True)]
    return list(zip(p, q, ratios, *across(p, q), strict=True))


@pytest.mark.parametrize("at", ["0", "1/3", "1/2"])
def test_masses_below_an_outcome_are_large_at_levels_of_ratios(at):
    floor, rng = Fraction(at), random.Random(at)
    one = below_level(RATIOS, terms.FALSE)
    phi = terms.choose(terms.at_least(RATIOS, terms.number(floor)), P, NOTHING)
    one = replace(one, sums=(("S0", phi),), bounds=())
    fact, _ = LEMMAS["level"](one, level(at=at, proof=CLEAR), ())
    for _ in range(20):
        outcomes = null_outcomes(rng)
        total = sum((p for p, _, h, *_ in outcomes if h >= floor), Fraction(0))
        for p, q, _, b, t in outcomes:
            assert value(fact, {"p": p, "q": q, "B0": b, "T0": t, "S0": total}) >= 0


def test_nothing_is_said_of_masses_up_to_an_outcome_that_is_tied_with_all_others():
    """Where both laws are 0 all of the mass is tied, also that beyond the level: ``B + T = 1``."""
    one = below_level(RATIOS, terms.above(HALF, RATIOS))
    assert rejected(LEMMAS["level"], one, level(high=True, proof=CLEAR), ())
    assert rejected(holds_for_all_sizes, one, by_level(either(upto(*BELOW), use(BELOW, 4))))
    zeros = {"p": use(BELOW[1:], 4), "q": upto("p", *BELOW[2:])}
    for name, other in (("p", "q"), ("q", "p")):  # there is no such outcome
        proof = {"rule": "zero", "var": other, "positive": upto(*BELOW), "zero": zeros[other]}
        holds_for_all_sizes(replace(one, positive=frozenset(name)), by_level(proof))
