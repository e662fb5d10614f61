"""Sums over sets of outcomes, and coefficients that are sums: what holds is accepted, and nothing more."""

import json
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.proofs.test_lemmas import SIGNS, leaf
from tests.proofs.test_mutations import _mutants, _stored
from tests.proofs.test_ranks import NOBODY, about, law, masses
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Simplex, Space, Table
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.decoding.choice.best_of_n import best_of_n, worst_regret
from theory_lab.measures.profiles import coverage
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.lemmas import LEMMAS, holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.sums import at_one, form, needed
from theory_lab.proofs.kernel.values import value
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.ranks import has_values
from theory_lab.proofs.separate import Pattern, patterns
from theory_lab.proofs.telling.stored import at_choice
from theory_lab.proofs.theorems import MALFORMED

UNIT = (Fraction(0), Fraction(1))
P, Q, R, X = map(terms.variable, ("p", "q", "r", "x"))
NOTHING = {"sums": {}, "masses": {}}
ALL = leaf(SIGNS, "p", "q", "r", "x", "T0", "B0")


def pattern(**changed):
    """Laws ``p`` and ``q``, and rewards ``r`` that rank the outcomes by ``p``; ``S0`` is the mean of ``r`` under ``q``."""
    told = {
        "laws": ("p", "q"), "positive": frozenset(), "tables": (("r", *UNIT), ("x", *UNIT)), "parameters": (),
        "sums": (("S0", terms.multiply(Q, R)), ("S1", terms.multiply(Q, X))), "bounds": (), "everywhere": (), "hypotheses": (),
        "sides": (terms.ZERO, terms.ONE), "relation": "<=", "ranks": (("p", R),),
    }  # fmt: skip
    return Pattern(**(told | changed))


def said(lemma, about=None, proof=ALL):
    """What a lemma says whose goals all have the same proof."""
    proofs = [proof] * (3 if lemma["rule"] == "layers" else 2)
    return LEMMAS[lemma["rule"]](about or pattern(), {**lemma, "proofs": proofs}, ())


def layers(u=None, v=None, **changed):
    own = {"u": u or {"sums": {"S0": "1"}, "masses": {}}, "v": v or {"sums": {}, "masses": {"q": "1"}}}
    return {"rule": "layers", "set": "A0", "rank": 0, **own, **changed}


def part(u=NOTHING, v=NOTHING, name="A0"):
    return {"rule": "part", "set": name, "u": u, "v": v}


def rejected(lemma, about=None, proof=ALL):
    with pytest.raises((Rejected, *MALFORMED)):
        said(lemma, about, proof)
    return True


def test_a_set_has_a_part_of_what_is_nonnegative():
    fact, strict = said(part({"sums": {"S1": "1"}, "masses": {}}, {"sums": {"S1": "1"}, "masses": {}}))
    assert fact is terms.subtract(terms.variable("S1"), terms.variable("A0_S1")) and not strict
    assert terms.variables(said(part(v={"sums": {}, "masses": {"q": "-1"}}))[0]) == {"A0_q"}
    assert rejected(part(v={"sums": {}, "masses": {"q": "1"}}))  # a mass is not at most 0
    assert rejected(part({"sums": {"S1": "-1"}, "masses": {}}, {"sums": {"S1": "-1"}, "masses": {}}))  # the whole is negative
    assert rejected(part({"sums": {"S1": "1"}, "masses": {}}, {"sums": {}, "masses": {"q": "1"}}))  # q x is not at least q
    assert rejected(part({"sums": {"S1": "1"}, "masses": {}}, {"sums": {"S1": "2"}, "masses": {}}))


def test_masses_by_rank_are_known_above_a_rank_alone():
    told = {"sums": {}, "masses": {}, "ranks": [[0, 2, "1"]]}
    assert rejected(part(v=told))  # any set
    two = pattern(ranks=(("p", R), ("p", X)))
    with pytest.raises(Rejected):
        form(two, {**told, "ranks": [[1, 2, "1"]]}, "A0", 0)  # ranked by another reward
    with pytest.raises(Rejected):
        form(two, told, "A0")


def bounded(proof):
    """The proof where a bound is a variable as well."""
    return {**proof, "order": [*proof["order"][:-1], "M0", proof["order"][-1]]}


def not_below(ranks=(("q", R), ("p", R)), **changed):
    """A lemma on the outcomes that are not below one: ``S1`` has at least their part of ``q x``."""
    own = part({"sums": {"S1": "1"}, "masses": {}}, {"sums": {}, "masses": {"q": "1"}})
    told = pattern(sums=(("S0", terms.multiply(Q, R)), ("S1", terms.add(P, Q))), ranks=ranks)
    proof = leaf(SIGNS, "p", "q", "r", "x", *(f"{letter}{i}" for i in range(len(ranks)) for letter in "TB"))
    return {**own, "rank": 0, **changed}, told, proof


def test_a_fact_about_any_set_is_one_about_the_outcomes_that_are_not_below_one():
    (fact, strict), rng = said(*not_below()), random.Random(3)
    assert terms.variables(fact) == {"S1", "B0"} and not strict
    both = {"sums": {}, "masses": {"q": "1", "p": "1/2"}}
    (fuller, _) = said(*not_below(v=both))
    assert terms.variables(fuller) == {"S1", "B0", "B1"}
    for _ in range(20):
        p, q, r = law(5, rng), law(5, rng), [rng.randrange(3) for _ in range(5)]
        for b, c, own in zip(masses(q, r)[0], masses(p, r)[0], r, strict=True):
            found = [Fraction(str(value(one, {"S1": Fraction(2), "B0": b, "B1": c}))) for one in (fact, fuller)]
            above = [j for j in range(5) if r[j] >= own]
            gap = 2 - sum(q[j] for j in above)
            assert found == [gap, gap - sum(p[j] for j in above) / 2]


def test_masses_of_the_outcomes_that_are_not_below_one_are_known_by_their_order_alone():
    assert rejected(*not_below(ranks=(("q", R),), v={"sums": {}, "masses": {"p": "1"}}))  # p is not ranked
    assert rejected(*not_below(ranks=(("q", R), ("p", X)), v={"sums": {}, "masses": {"p": "1"}}))  # p is in another order
    assert said(*not_below(ranks=(("q", R), ("p", X)), v={"sums": {}, "masses": {"p": "1"}}, rank=1))
    assert rejected(*not_below(v={"sums": {"S1": "1"}, "masses": {}}))  # a part of a sum
    for rank in (2, -1, None, "0"):
        assert rejected(*not_below(rank=rank))


def test_a_bound_is_compared_with_sums_by_what_holds_at_every_outcome():
    """``max of (1 - B) <= S1``, and neither less nor by the masses of a set that is named elsewhere."""
    lemma, told, proof = not_below()
    told = replace(told, bounds=(("M0", "max", terms.subtract(terms.ONE, terms.variable("B0"))),))
    fact, _ = LEMMAS["part"](told, {**lemma, "proofs": [bounded(proof)] * 2}, ())
    attained = {"rule": "attained", "bound": "M0", "fact": "S1 - M0"}
    use = {"rule": "use", "facts": [[0, "1", {"rule": "ball"}]], "then": {"rule": "zero"}}
    names = ["p", "q", "r", "x", "T0", "B0", "T1", "B1", "M0", "S1"]
    own = len(at_one(told, attained, terms.ZERO).facts)
    at = {**leaf(use, *names), "facts": [own]}
    assert terms.variables(LEMMAS["attained"](told, {**attained, "proof": at}, [(fact, False)])[0]) == {"M0", "S1"}
    assert needed(told, attained) == {"M0", "S1"}
    anywhere = {key: one for key, one in lemma.items() if key != "rank"}
    other, _ = LEMMAS["part"](told, {**anywhere, "proofs": [bounded(proof)] * 2}, ())
    for wrong, known in (("S1 - M0", ()), ("S1/2 - M0", [(fact, False)]), ("S1 - M0", [(other, False)])):
        with pytest.raises((Rejected, *MALFORMED)):
            LEMMAS["attained"](told, {**attained, "fact": wrong, "proof": at}, known)


def missed(share):
    """The largest regret of Best-of-N against a coverage and ``exp(-share N/M)``."""
    return Claim(
        statement=r"\text{for a test}",
        source=NOBODY,
        space=lambda n: Space(t=Simplex(n), q=Simplex(n), level=Ratio(1, 20), draws=Choice(3)),
        sizes=(2, 3),
        lhs=lambda i: worst_regret(i.t, i.q, i.draws),
        rhs=lambda i: coverage(i.t, i.q, i.level) + xp.exp(-share * i.draws / i.level),
        loose="for a test",
    )


def test_kl_is_bounded_by_the_tails_of_the_ratio():
    ((_, path),) = find(["coverage_principle.kl_le_coverage_log"])
    assert found_for_all_sizes(load(path, spaces=False), 60)[0] is not None


def test_the_largest_regret_of_best_of_n_is_bounded_and_not_by_less():
    assert found_for_all_sizes(missed(1), 20)[0] is not None
    assert found_for_all_sizes(missed(2), 5)[0] is None


@pytest.mark.parametrize("power", range(1, 6))
def test_masses_by_rank_over_the_outcomes_above_a_rank(power):
    rng = random.Random(power)
    at_one, summed = form(pattern(), {"sums": {}, "masses": {}, "ranks": [[0, power, "1"]]}, "A0", 0)
    for _ in range(20):
        p, r = law(5, rng), [rng.randrange(4) for _ in range(5)]
        floor = rng.randrange(4)
        above = [one for one in zip(p, r, *masses(p, r), strict=True) if one[1] > floor]
        total = sum(Fraction(str(value(at_one, {"p": q, "B0": b, "T0": t}))) for q, _, b, t in above)
        assert total == Fraction(str(value(summed, {"A0_p": sum(q for q, *_ in above)})))


def test_an_ordered_sum_is_at_most_one_over_a_set():
    fact, strict = said(layers())
    assert fact is terms.subtract(terms.variable("A0_q"), terms.variable("S0")) and not strict
    assert rejected(layers(v={"sums": {}, "masses": {"p": "1"}}))  # of another law
    assert rejected(layers(v={"sums": {}, "masses": {"q": "1/2"}}))  # of half of it
    assert rejected(layers(u={"sums": {"S1": "1"}, "masses": {}}))  # by what does not rank
    assert rejected(layers(u={"sums": {"S1": "1"}, "masses": {}}, v={"sums": {"S1": "1"}, "masses": {}}))


def test_what_ranks_lies_between_0_and_1():
    for high, low in ((Fraction(2), Fraction(0)), (Fraction(1), Fraction(-1))):
        assert rejected(layers(), pattern(tables=(("r", low, high), ("x", *UNIT))))


@pytest.mark.parametrize("name", ["S0", "p", "A", "0", "A0_q", "x", "B0", ""])
def test_a_set_has_a_name_of_its_own(name):
    assert rejected(layers(set=name)) and rejected(part(name=name))


@pytest.mark.parametrize("rank", [1, -1, None, "0"])
def test_a_set_is_above_a_rank_that_there_is(rank):
    assert rejected(layers(rank=rank))


def test_a_set_is_above_the_rank_that_is_named():
    two = pattern(ranks=(("p", X), ("p", R)))
    proof = leaf(SIGNS, "p", "q", "r", "x", "T0", "T1", "B0", "B1")
    fact, _ = said(layers(rank=1), two, proof)
    assert fact is terms.subtract(terms.variable("A0_q"), terms.variable("S0"))
    assert rejected(layers(rank=0), two, proof) and rejected(layers(rank=2), two, proof)
    by_x = layers(u={"sums": {"S1": "1"}, "masses": {}})
    assert said(by_x, two, proof)[0] is terms.subtract(terms.variable("A0_q"), terms.variable("S1"))
    assert rejected({**by_x, "rank": 1}, two, proof)


def test_two_lemmas_do_not_name_the_same_set():
    """Each sum is at most one over a set, but not all of them over the same."""
    told = pattern(sums=(("S0", terms.multiply(Q, R)), ("S1", terms.multiply(Q, R))))
    first = {**layers(), "proofs": [ALL] * 3}
    second = {**layers(u={"sums": {"S1": "1"}, "masses": {}}), "proofs": [ALL] * 3}
    for name, good in (("A1", True), ("A0", False)):
        tree = {
            "lemmas": [first, {**second, "set": name}],
            "steps": [leaf({"rule": "ball"}, *_names(told, name))],
            "infinite": {},
        }
        if good:
            holds_for_all_sizes(told, tree)
        else:
            with pytest.raises(Rejected, match="same set"):
                holds_for_all_sizes(told, tree)


def _names(told, other):
    return [*(name for name, _ in told.sums), *sorted({"A0_q", f"{other}_q"})]


def test_outcomes_are_ranked_by_what_has_a_value_everywhere():
    found = terms.choose(terms.at_least(X, R), terms.ONE, terms.ZERO)
    assert has_values(terms.add(R, terms.multiply(X, terms.number(3)))) and has_values(found)
    for wrong in (terms.divide(R, X), terms.log(R), terms.multiply(R, terms.sqrt(X)), terms.INF):
        assert not has_values(wrong) and not has_values(terms.add(found, wrong))
    assert not has_values(terms.choose(terms.at_least(terms.divide(R, X), R), terms.ONE, terms.ZERO))


# Coefficients that are sums


def squared(text="-2*S0", mass="S0**2", **changed):
    """``E_q x**2 >= (E_q x)**2``, for ``q (x - m)**2`` is nonnegative at every outcome whatever ``m`` is."""
    told = pattern(sums=(("S0", terms.multiply(Q, X)), ("S1", terms.multiply(Q, terms.power(X, 2)))), ranks=(), **changed)
    lemma = {"rule": "linear", "form": {"sums": {"S0": text, "S1": "1"}, "masses": {"q": mass}}}
    factors = [["q", 1, 1, SIGNS], ["x - S0", 2, 1, None]]
    then = {"rule": "product", "factors": factors, "then": {"rule": "ball"}}
    return told, lemma, leaf(then, "p", "q", "r", "x", "S0")


def test_a_coefficient_may_be_a_sum():
    told, lemma, proof = squared()
    fact, _ = LEMMAS["linear"](told, {**lemma, "proof": proof}, ())
    assert Fraction(str(value(fact, {"S0": Fraction(1, 2), "S1": Fraction(1, 3)}))) == Fraction(1, 3) - Fraction(1, 4)
    for text, mass in (("-2*S0", "S0"), ("-S0", "S0**2"), ("-2*S1", "S0**2"), ("-2*x", "x**2"), ("-2*q", "q**2")):
        with pytest.raises((Rejected, *MALFORMED)):
            LEMMAS["linear"](told, {**squared(text, mass)[1], "proof": proof}, ())


def test_a_sum_that_is_a_coefficient_is_needed():
    told, lemma, _ = squared()
    only = {"rule": "linear", "form": {"sums": {"S1": "1"}, "masses": {"q": "S0**2"}}}
    assert needed(told, lemma) == needed(told, only) == {"S0", "S1"}
    assert needed(told, {"rule": "linear", "form": {"sums": {"S1": "1"}, "masses": {}}}) == {"S1"}


# What is found


def gap(i):
    """How much better the target is than best of N."""
    return xp.dot(i.target - best_of_n(i.base, i.reward, i.draws), i.reward)


def ceiling(i, by=1):
    beyond = xp.sum(xp.maximum(i.target - 4 * i.base, 0))
    return xp.maximum(beyond, (1 - by * (1 - beyond) / 4) ** i.draws)


@pytest.mark.parametrize("draws", [2])
def test_best_of_n_against_any_target_is_proved_for_all_sizes_and_less_is_not(draws):
    claim = replace(about(gap, ceiling, draws), space=_with_target(draws))
    proofs, _ = found_for_all_sizes(claim, 20.0)
    assert proofs is not None
    ((told,), (proof,)), rng = (patterns(claim, few=True), proofs), random.Random(draws)
    proof = json.loads(json.dumps(proof))
    holds_for_all_sizes(told, proof)
    false = replace(claim, rhs=lambda i: ceiling(i, xp.ratio(21, 20)))
    (other,) = patterns(false)
    accepted = 0
    for mutant in _mutants(proof, rng, 24):
        try:
            holds_for_all_sizes(told, mutant)
            accepted += 1
        except (Rejected, *MALFORMED):
            pass
        with pytest.raises((Rejected, *MALFORMED)):
            holds_for_all_sizes(other, mutant)
    assert accepted < 12
    assert found_for_all_sizes(false, 2.0)[0] is None


def _with_target(draws):
    return lambda n: Space(base=Simplex(n, positive=True), target=Simplex(n), reward=Table(n, 0, 1), draws=Choice(draws))


def test_changed_proofs_of_a_shipped_claim():
    (claim, content), rng = _stored("alignment.best_of_n_monotone"), random.Random(0)
    (told,), proof = patterns(at_choice(claim, 2), few=True), content["all_sizes"][2]
    holds_for_all_sizes(told, proof)
    left, middle, right = told.sides
    false = replace(told, sides=(left, middle, terms.multiply(right, terms.number(Fraction(99, 100)))))
    accepted = 0
    for mutant in _mutants(proof, rng, 40):
        try:
            holds_for_all_sizes(told, mutant)
            accepted += 1
        except (Rejected, *MALFORMED):
            pass
        with pytest.raises((Rejected, *MALFORMED)):
            holds_for_all_sizes(false, mutant)
    assert accepted < 20
