"""Ranks of outcomes and sums inside sums: the pattern says what the claim's code says, and lemmas with them cannot be cheated."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from tests.proofs.searches import AMPLE, for_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Simplex, Source, Space, Table
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.decoding.choice.best_of_n import best_of_n, win_rate
from theory_lab.measures.coefficients import l1_coverage
from theory_lab.measures.divergences import kl
from theory_lab.proofs import terms
from theory_lab.proofs.kernel import sums
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.kernel.states import polynomial_term
from theory_lab.proofs.kernel.sums import divided_power
from theory_lab.proofs.kernel.values import value
from theory_lab.proofs.ranks import Ranks, first_comparison, share
from theory_lab.proofs.separate import Pattern, patterns
from theory_lab.proofs.statements import statements
from theory_lab.proofs.telling.stored import at_choice
from theory_lab.proofs.theorems import MALFORMED

NOBODY = Source("nobody", "for a test", status="derived")
LAWS, REWARDS = ("p",), ("r", "s")


def law(size, rng):
    weights = [rng.randrange(4) for _ in range(size - 1)] + [1]
    return [Fraction(w, sum(weights)) for w in weights]


def masses(p, r):
    below = [sum(q for q, s in zip(p, r, strict=True) if s < own) for own in r]
    return below, [sum(q for q, s in zip(p, r, strict=True) if s == own) for own in r]


def compared(j, k, r="r", smaller=1, equal=0):
    """``p_j`` times weights for ``r_j < r_k`` and ``r_j = r_k``."""
    a, b = terms.variable(f"{r}_{j}"), terms.variable(f"{r}_{k}")
    one, tied = terms.negation(terms.at_least(a, b)), terms.both(terms.at_least(a, b), terms.at_least(b, a))
    weight = terms.add(*(terms.choose(c, terms.number(w), terms.ZERO) for c, w in ((one, smaller), (tied, equal))))
    return terms.multiply(weight, terms.variable(f"p_{j}"))


def replaced(items, size=3):
    return Ranks(LAWS, frozenset((*LAWS, *REWARDS)), size).replaced(tuple(items), {})


HALF = terms.number(Fraction(1, 2))
OTHERWISE = [
    terms.absolute, terms.negative, terms.exp, lambda one: terms.power(one, 2), lambda one: terms.divide(HALF, one),
    lambda one: terms.divide(one, terms.variable("p_0")), lambda one: terms.multiply(one, terms.variable("p_0")),
    *(lambda one, f=f: f(one, HALF) for f in (terms.add, terms.subtract, terms.maximum, terms.minimum)),
]  # fmt: skip


def test_sums_by_rank_are_seen():
    below, tied = terms.variable("B0_0"), terms.variable("T0_0")
    assert replaced([compared(1, 0), compared(2, 0)]) is below
    assert replaced([compared(j, 0, smaller=0, equal=1) for j in range(3)]) is tied
    assert replaced([compared(j, 0, smaller=2, equal=1) for j in range(3)]) is not None


def test_other_sums_are_not():
    first = terms.choose(terms.at_least(terms.variable("r_1"), terms.variable("r_0")), terms.ONE, terms.ZERO)
    unlike = [
        [terms.multiply(terms.multiply(compared(j, 2).args[0], first), compared(j, 2).args[1]) for j in range(2)],  # and others
        [compared(1, 0)],  # outcome 2 is missing
        [compared(1, 0), compared(2, 0, smaller=2)],  # weighed in two ways
        [compared(1, 0), compared(2, 0, r="s")],  # ranked in two ways
        *([change(compared(j, 0)) for j in (1, 2)] for change in OTHERWISE),  # what is a mass in no way
        [compared(1, 0), compared(2, 1)],  # about two outcomes
        [compared(1, 0), compared(2, 0), terms.variable("p_0")],  # a tie weighs 0 elsewhere and 1 here
        [compared(1, 0), compared(1, 0), compared(2, 0)],
        [compared(1, 0), terms.multiply(compared(2, 0), terms.variable("r_2"))],
        [compared(1, 0), terms.multiply(terms.power(terms.variable("p_2"), 2), compared(2, 0).args[0])],
        [terms.variable(f"p_{k}") for k in range(3)],
    ]
    assert [items for items in unlike if replaced(items) is not None] == []


@pytest.mark.parametrize("power", range(1, 9))
def test_masses_by_rank_sum_to_one(power):
    rng = random.Random(power)
    term = divided_power(terms.add(terms.variable("B"), terms.variable("T")), terms.variable("B"), power)
    for _ in range(20):
        p, r = law(5, rng), [rng.randrange(4) for _ in range(5)]
        told = zip(p, *masses(p, r), strict=True)
        assert sum(Fraction(str(value(term, {"B": b, "T": t}))) * q for q, b, t in told) == 1


RISES = ("F**3", "part(F - 1/3)", "1 - F", "-2*(1 - F)**2*kept(F)", "1/kept(F - 1/2)", "F*x + x**2")


@pytest.mark.parametrize("g", RISES)
def test_rises_by_rank_sum_to_the_whole_rise(g):
    """Over all outcomes, and over those above a rank, at laws with zeros and rewards with ties."""
    rng = random.Random(g)
    for _ in range(20):
        p, r = law(5, rng), [rng.randrange(4) for _ in range(5)]
        rows, floor = list(zip(p, r, *masses(p, r), strict=True)), rng.randrange(4)
        above = [one for one in rows if one[1] > floor]
        for part, chosen in (("", rows), ("A0", above)):
            at_one, summed = sums.form(ranked_by_r(), {"sums": {}, "masses": {}, "ranks": [[0, g, "x"]]}, part, 0)
            found = [value(at_one, {"p": q, "B0": b, "T0": t, "x": Fraction(1, 3)}) for q, _, b, t in chosen]
            whole = value(summed, {"A0_p": Fraction(sum(q for q, *_ in chosen)), "x": Fraction(1, 3)})
            assert sum(map(Fraction, map(str, found))) == Fraction(str(whole))


@pytest.mark.parametrize(
    "g", ["1/F", "log(F)", "log(1 - F)", "sqrt(F - 1)", "1/(F - kept(F))", "B0*F", "T0", "p*F", "r", "F**-1", 1.5, None]
)
def test_a_rise_is_of_what_has_a_value_at_every_mass_and_none_of_the_outcome(g):
    with pytest.raises((Rejected, *MALFORMED)):
        sums.form(ranked_by_r(), {"sums": {}, "masses": {}, "ranks": [[0, g, "1"]]})


def ranked_by_r():
    """A law whose outcomes are ranked by a table, and a parameter."""
    return Pattern(
        ("p",), frozenset(), (("r", Fraction(0), Fraction(1)),), (("x", Fraction(0), Fraction(1)),), (), (), (), (),
        (terms.ZERO, terms.ONE), "<=", (("p", terms.variable("r")),),
    )  # fmt: skip


def test_what_is_kept_of_a_number_is_positive():
    """``kept(a)`` is ``a`` where that is positive and 1 elsewhere; ``part(a)`` is 0 there."""
    for text, values in (("kept(x)", (1, 1, 2)), ("part(x)", (0, 0, 2)), ("1/kept(x)", (1, 1, Fraction(1, 2)))):
        term = polynomial_term(text, {"x": (None, None)})
        assert [Fraction(str(value(term, {"x": Fraction(x)}))) for x in (-3, 0, 2)] == list(values)
    for text in ("1/part(x)", "log(part(x))", "1/(kept(x) - 1)", "kept(1/x)", "part(log(x))", "kept(x, x)", "max(x, 1)"):
        with pytest.raises(Rejected):
            polynomial_term(text, {"x": (None, None)})


def about(lhs, rhs, draws=3, **fields):
    return Claim(
        statement=r"\text{for a test}",
        source=NOBODY,
        space=lambda n: Space(base=Simplex(n, positive=True), reward=Table(n, 0, 1), draws=Choice(draws), **fields),
        sizes=(2, 3),
        lhs=lhs,
        rhs=rhs,
        loose="for a test",
    )


def coverage(i):
    return l1_coverage(best_of_n(i.base, i.reward, i.draws), i.base)


@pytest.mark.parametrize("lhs", [coverage, lambda i: win_rate(best_of_n(i.base, i.reward, i.draws), i.base, i.reward)])
def test_the_pattern_is_the_formula(lhs):
    """Sums of the pattern's terms at random laws and rewards with ties, against the traced formula."""
    claim, rng = about(lhs, lambda i: 1), random.Random(1)
    (pattern,), (stated,) = patterns(claim), statements(claim, 3)
    assert pattern.ranks == (("base", terms.variable("reward")),)
    for _ in range(25):
        p, r = (
            [Fraction(w, 6) for w in rng.choice([(1, 2, 3), (4, 1, 1), (2, 2, 2)])],
            [Fraction(rng.randrange(3), 2) for _ in range(3)],
        )
        at = {f"base_{k}": q for k, q in enumerate(p)} | {f"reward_{k}": s for k, s in enumerate(r)}
        columns = zip(p, r, *masses(p, r), strict=True)
        outcomes = [dict(zip(("base", "reward", "B0", "T0"), column, strict=True)) for column in columns]
        found = {name: sum(Fraction(str(value(term, one))) for one in outcomes) for name, term in pattern.sums}
        assert value(pattern.sides[0], found) == value(stated.sides[0], at)


def ranked(pattern, columns):
    """The outcomes of a pattern with the masses below and tied, by what its ranks are at each."""
    outcomes = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    for i, (law, term) in enumerate(pattern.ranks):
        values = [Fraction(str(value(term, one))) for one in outcomes]
        for name, column in zip((f"B{i}", f"T{i}"), masses(columns[law], values), strict=True):
            for one, mass in zip(outcomes, column, strict=True):
                one[name] = mass
    return outcomes


def summed(pattern, outcomes):
    """The sums and bounds of a pattern that has none inside others."""
    found = {name: sum(Fraction(str(value(term, one))) for one in outcomes) for name, term in pattern.sums}
    ends = {"max": max, "min": min}
    return found | {name: ends[op](Fraction(str(value(term, one))) for one in outcomes) for name, op, term in pattern.bounds}


def test_outcomes_are_ranked_by_an_indicator_of_a_ratio():
    """At random laws with zeros, at sizes that were not read, against the traced formula."""
    ((_, path),) = find(["coverage_principle.coverage_le_best_of_n_regret"])
    claim, rng = load(path, spaces=False), random.Random(2)
    for size in (2, 6, 7):
        for pattern, stated in zip(found := patterns(claim), statements(claim, size), strict=True):
            assert [law for law, _ in pattern.ranks] == ["q"] * (pattern not in found[:3])
            for _ in range(4):
                columns = {"t": law(size, rng), "q": law(size, rng)}
                at = {f"{name}_{k}": x for name, column in columns.items() for k, x in enumerate(column)}
                told = summed(pattern, ranked(pattern, columns))
                assert [value(one, told) for one in pattern.sides] == [value(one, at) for one in stated.sides]


def test_the_largest_regret_is_a_maximum_by_the_ranks_of_a_ratio():
    """At random laws with zeros, at sizes that were not read, against the traced formula: also where both laws are 0."""
    ((_, path),) = find(["coverage_principle.best_of_n_regret_le"])
    claim, rng = load(path, spaces=False), random.Random(3)
    for size in (2, 6, 7):
        for pattern, stated in zip(patterns(claim), statements(claim, size), strict=True):
            assert pattern.ranks == (("q", share("t", "q")), ("t", share("t", "q")))
            for _ in range(6):
                columns = {"t": law(size, rng)[::-1], "q": law(size, rng)[::-1]}
                at = {f"{name}_{k}": x for name, column in columns.items() for k, x in enumerate(column)}
                outcomes = [one | {"level": Fraction(2)} for one in ranked(pattern, columns)]
                assert value(pattern.sides[0], summed(pattern, outcomes)) == value(stated.sides[0], at)


def test_the_tails_of_a_ratio_are_a_maximum_by_its_ranks():
    """At random laws, at sizes that were not read, against the traced formula, in floats."""
    ((_, path),) = find(["coverage_principle.kl_le_coverage_log"])
    claim, rng = load(path, spaces=False), random.Random(4)
    (pattern,) = patterns(claim)
    for size in (2, 6, 7):
        (stated,) = statements(claim, size)
        for _ in range(6):
            p, q = ([Fraction(w, sum(weights)) for w in weights] for weights in (rng.sample(range(99), size) for _ in "pq"))
            q = [Fraction(99 * x + 1, 99 + size) for x in q]
            at = {f"p_{k}": x for k, x in enumerate(p)} | {f"q_{k}": x for k, x in enumerate(q)}
            outcomes = ranked(pattern, {"p": p, "q": q})
            tops = {name: max(float(value(term, one)) for one in outcomes) for name, _, term in pattern.bounds}
            tops = {name: Fraction(top) for name, top in tops.items()}
            found = float(value(pattern.sides[1], {"S0": Fraction(0), **tops}))
            assert found == pytest.approx(float(value(stated.sides[1], at)), rel=1e-9)


def across(law, a, b, size=3):
    """``law_j`` where ``a_j b_0 < a_0 b_j``, for all outcomes but the first."""
    found = []
    for j in range(1, size):
        here, there = (terms.multiply(*map(terms.variable, one)) for one in ((f"{a}_{j}", f"{b}_0"), (f"{a}_0", f"{b}_{j}")))
        lower = terms.choose(terms.above(there, here), terms.ONE, terms.ZERO)
        found.append(terms.multiply(lower, terms.variable(f"{law}_{j}")))
    return tuple(found)


def test_outcomes_are_ranked_by_the_ratio_of_two_laws_for_these_alone():
    """An outcome at which both are 0 is tied with all others, so that a third law would be in no order."""
    laws = ("p", "q", "w")
    for law_, a, b, good in (("p", "p", "q", 1), ("q", "p", "q", 1), ("w", "p", "q", 0), ("p", "p", "r", 0), ("p", "r", "q", 0)):
        found = {}
        assert (Ranks(laws, frozenset((*laws, "r")), 3).replaced(across(law_, a, b), found) is not None) == good
        assert list(found) == ([(law_, share(a, b))] if good else [])
    mixed = (across("p", "p", "q")[0], across("p", "q", "p")[1])
    assert Ranks(laws, frozenset(laws), 3).replaced(mixed, {}) is None
    turned = {}
    assert Ranks(laws, frozenset(laws), 3).replaced(across("p", "q", "p"), turned) is terms.variable("B0_0") and list(turned) == [
        ("p", share("q", "p"))
    ]


def test_the_coverage_of_best_of_n_is_proved_for_all_sizes_and_a_smaller_one_is_not():
    ceiling = lambda i: xp.ratio(i.draws**2, 2 * i.draws - 1)  # noqa: E731
    claim = about(coverage, ceiling)
    (proof,) = for_all_sizes(claim, 20) or [None]
    assert proof is not None
    (pattern,) = patterns(claim)
    ((i, power, text),) = proof["lemmas"][0]["form"]["ranks"]
    for wrong in (
        [i, power, f"({text})*99/100"],
        [i, power + 1, text],
        [i, power - 1, text],
        [1, power, text],
        [-1, power, text],
        [i, 0, text],
    ):
        lemma = {**proof["lemmas"][0], "form": {**proof["lemmas"][0]["form"], "ranks": [wrong]}}
        with pytest.raises(Rejected):
            holds_for_all_sizes(pattern, {**proof, "lemmas": [lemma]})
    assert for_all_sizes(about(coverage, lambda i: xp.ratio(99, 100) * ceiling(i)), 3) is None


def test_the_divergence_of_best_of_n_is_proved_by_rises_of_a_logarithm_of_the_mass():
    divergence = lambda i: kl(best_of_n(i.base, i.reward, i.draws), i.base)  # noqa: E731
    ceiling = lambda i: xp.log(i.draws) - xp.ratio(i.draws - 1, i.draws)  # noqa: E731
    claim = about(divergence, ceiling)
    found = for_all_sizes(claim, AMPLE) or [None]
    assert None not in found
    for pattern, proof in zip(patterns(claim, few=True), found, strict=True):
        if not pattern.ranks:
            continue
        (lemma,) = (one for one in proof["lemmas"] if "F**" in str(one))
        rises = lemma["form"]["ranks"]
        assert [g for _, g, _ in rises if isinstance(g, str)] != []
        for k in range(len(rises)):
            i, g, text = rises[k]
            for wrong in (
                [i, g, f"({text})*99/100"],
                [i, g, f"({text})*101/100"],
                [i, "log(F)", text],
                [i, "F*log(kept(B0))", text],
            ):
                less = {**lemma, "form": {**lemma["form"], "ranks": [*rises[:k], wrong, *rises[k + 1 :]]}}
                with pytest.raises((Rejected, *MALFORMED)):
                    holds_for_all_sizes(pattern, {**proof, "lemmas": [less if one is lemma else one for one in proof["lemmas"]]})
    assert for_all_sizes(about(divergence, lambda i: xp.ratio(95, 100) * ceiling(i)), 3) is None


def test_masses_by_rank_do_not_depend_on_the_outcome():
    (pattern,) = patterns(about(coverage, lambda i: 2))
    for text in ("B0", "T0", "base", "reward"):
        with pytest.raises(Rejected):
            sums.form(pattern, {"sums": {}, "masses": {}, "ranks": [[0, 2, text]]})


def test_the_ranks_of_a_shipped_claim():
    ((_, path),) = find(["alignment.best_of_n_transfer_le"])
    (pattern,) = patterns(at_choice(load(path, spaces=False), 2))
    assert pattern.ranks == (("base", terms.variable("proxy")),)


# Sums inside sums


def variance(i):
    return xp.dot(i.law, (i.x - xp.dot(i.law, i.x)) ** 2)


def inside(lhs, rhs):
    space = lambda n: Space(law=Simplex(n), x=Table(n, -1, 1))  # noqa: E731
    return Claim(statement=r"\text{test}", source=NOBODY, space=space, sizes=(2,), lhs=lhs, rhs=rhs, loose="for a test")


def test_a_sum_inside_another_is_a_parameter_there():
    """``sum p (x - m)^2 <= sum p x^2`` with ``m = sum p x``: the difference is ``m^2``."""
    claim = inside(variance, lambda i: xp.dot(i.law, i.x**2))
    (pattern,) = patterns(claim)
    names = [name for name, _ in pattern.sums]
    (mean,) = sums.nested(pattern)
    spread, square = (name for name in names if name != mean)
    form = {"sums": {spread: "-1", square: "1", mean: f"-2*{mean}"}, "masses": {"law": f"{mean}**2"}}
    zero = {"rule": "cell", "order": ["law", "x", mean], "laws": [], "bounds": [], "generators": [], "then": {"rule": "zero"}}
    lemma = {"rule": "linear", "form": form, "proof": zero}
    even = {"rule": "product", "factors": [[mean, 2, 1, None]], "then": {"rule": "ball"}}
    order = [mean, spread, square]
    use = {"rule": "use", "facts": [[0, "1", {"rule": "ball"}]], "then": even}
    step = {"rule": "cell", "order": order, "laws": [], "bounds": [], "generators": [], "facts": [0], "then": use}
    holds_for_all_sizes(pattern, {"lemmas": [lemma], "steps": [step], "infinite": {}})
    for other in ("-1*" + mean, f"-3*{mean}", "-2"):
        wrong = {**lemma, "form": {**form, "sums": {**form["sums"], mean: other}}}
        with pytest.raises(Rejected):
            holds_for_all_sizes(pattern, {"lemmas": [wrong], "steps": [step], "infinite": {}})


def test_a_sum_inside_another_is_finite():
    pattern = patterns(inside(variance, lambda i: 1))[0]
    (mean,) = sums.nested(pattern)
    above = terms.above(terms.variable("x"), terms.ZERO)
    chosen = tuple((name, terms.choose(above, term, terms.INF)) for name, term in pattern.sums)
    logarithms = tuple((name, terms.log(terms.variable("law")) if name == mean else term) for name, term in pattern.sums)
    for infinite in (chosen, logarithms):
        with pytest.raises(Rejected, match="inside"):
            holds_for_all_sizes(replace(pattern, sums=infinite), {"lemmas": [], "steps": [None], "infinite": {}})


def test_a_comparison_is_looked_for_once_in_each_part():
    whole, x = terms.variable("y"), terms.variable("x")
    for _ in range(100):  # 2**100 ways down
        whole = terms.add(terms.multiply(whole, x), whole)
    assert first_comparison(whole) is None
    assert first_comparison(terms.choose(terms.at_least(x, whole), x, whole)) is terms.at_least(x, whole)
