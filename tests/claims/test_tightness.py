"""Tightness: instances and limits of equality, sharpened forms, necessary hypotheses, best constants."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.power.divergences import laws
from tests.power.planted import claim
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex
from theory_lab.claims.checks import examination
from theory_lab.claims.checks.equality.attained import confirm_tight, tightest_instances
from theory_lab.claims.checks.equality.rates import Order, order_of
from theory_lab.claims.checks.examination import Examination, examined
from theory_lab.claims.checks.stages import DEPTHS
from theory_lab.claims.checks.tightness import best_constant, closed_form, refute
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.variants import at_constant
from theory_lab.measures.divergences import hellinger2, kl, total_variation
from theory_lab.measures.information import entropy

UNIT = {"x": Ratio(0, 1)}


def square(**arguments: Any) -> Claim:
    return claim("a square", UNIT, lambda i: i.x**2, lambda i: i.x, **arguments)


def quick(case: Claim) -> Examination:
    return examined(case, DEPTHS["quick"])


def test_an_instance_of_equality_is_confirmed_exactly() -> None:
    assert confirm_tight(square(tight_at={"x": [1, 1]}), None).text == "equality attained"
    near = confirm_tight(square(tight_at={"x": [10**30, 10**30 + 1]}), None)
    assert not near.confirmed and near.text.startswith("no equality")


@pytest.mark.parametrize(
    ("limit", "confirmed", "words"),
    [
        (lambda k: {"x": [k, k + 1]}, True, "1 - ratio = 0.5, 0.333, 0.2, 0.111, 0.0588 at k = 1, 2, 4, 8, 16 (1/k)"),
        (lambda k: {"x": [k**2, k**2 + k]}, True, "1 - ratio"),
        (lambda k: {"x": [k + 19, k + 20]}, False, "1 - ratio"),
        (lambda k: {"x": [1, k + 1]}, False, "1 - ratio"),
        (lambda k: {"x": [k - 1, k]}, False, "outcome holds"),
        (lambda k: {"x": [k + 1, k]}, False, "outcome error field x: 2/1 is not between"),
        (lambda k: {"x": [k, k // (k - 1)]}, False, "outcome error integer division"),
    ],
    ids=["slow", "not reduced", "too slow", "the wrong way", "not ranked", "invalid", "raising"],
)
def test_a_limit_of_equality_closes_its_gap(limit: Any, confirmed: bool, words: str) -> None:
    case = square(tight_at=limit, rate="1/k")
    found = confirm_tight(case, None)
    assert found.confirmed is confirmed and words in found.text
    assert bool(quick(case).findings.problems) is not confirmed


@pytest.mark.parametrize(
    ("rate", "order"),
    [
        ("1 - ratio of order 4^(-k)", (math.log(4), 0)),
        ("1 - ratio of order 4**-k at length 1", (math.log(4), 0)),
        ("1 - ratio of order k 2^(-k)", (math.log(2), 0)),
        ("of order 2^(-2k)", (2 * math.log(2), 0)),
        ("1/2^k", (math.log(2), 0)),
        ("k/e^k", (1.0, 0)),
        ("1/k", (0, 1)),
        ("1 - ratio of order 1/k^2", (0, 2)),
        ("1 - ratio of order k^(-3)", (0, 3)),
        ("k**(-1/2)", (0, 0.5)),
        ("1/sqrt(k)", (0, 0.5)),
        ("to 1", None),
        ("none", None),
        ("1/kappa", None),
        ("1^(-k)", None),
        ("k^(-1/0)", None),
    ],
)
def test_an_order_is_read_as_people_write_it(rate: str, order: tuple[float, float] | None) -> None:
    assert order_of(rate) == (None if order is None else Order(*order))


@pytest.mark.parametrize(
    ("limit", "right", "wrong"),
    [
        (lambda k: {"x": [2**k, 2**k + 1]}, ("2^(-k)", "1/2^k", "k 2^-k"), ("4^(-k)", "1/k", "3^-k")),
        (lambda k: {"x": [4**k - k, 4**k]}, ("k 4^(-k)", "2^(-2k)"), ("2^(-k)", "8^-k", "1/k^2")),
        (lambda k: {"x": [k, k + 1]}, ("1/k", "k^(-1)"), ("1/k^2", "1/sqrt(k)", "2^(-k)")),
        (lambda k: {"x": [k + 9, k + 10]}, ("1/k",), ("1/k^2",)),  # among the first instances it falls by less
        (lambda k: {"x": [10 ** (15 * k), 10 ** (15 * k) + 1]}, ("4^(-k)",), ()),  # too small from the second one on
    ],
    ids=["exponential", "with a factor", "slow", "late", "fast"],
)
def test_a_rate_that_the_gaps_do_not_follow_is_a_problem(limit: Any, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    for rate in right:
        assert quick(square(tight_at=limit, rate=rate)).findings.problems == (), rate
    for rate in wrong:
        (problem,) = quick(square(tight_at=limit, rate=rate)).findings.problems
        assert problem.startswith(f"the rate {rate!r} says that 1 - ratio falls by a factor of "), problem


def levelling(k: int) -> dict[str, list[int]]:
    """Gaps 0.5, 0.37, 0.2725, 0.242 and 0.24, which more than halve, and end at 0.24."""
    return {"x": [76 * 2**k - 52, 100 * 2**k]}


@pytest.mark.parametrize("rate", ["slowly", "the ratio approaches 1", "none"])
def test_a_rate_without_an_order_is_a_problem(rate: str) -> None:
    """Gaps that level off above 0 halve at first: with no order to compare them with they would pass for a limit of equality."""
    for limit in (lambda k: {"x": [k, k + 1]}, levelling):
        found = confirm_tight(square(tight_at=limit, rate=rate), None)
        assert found.confirmed
        assert found.problem.startswith(f"the rate {rate!r} names no order: write how 1 - ratio falls, such as ")
    bounded = claim("bounded", {"x": Ratio(0, Fraction(19, 25))}, lambda i: i.x, lambda i: 1, tight_at=levelling, rate="1/k")
    (problem,) = quick(bounded).findings.problems
    assert problem.startswith("the rate '1/k' says that 1 - ratio falls by a factor of 2 from k = 256 to 512, not 1"), problem


def ending(last: int) -> Callable[[int], dict[str, list[int]]]:
    """Gaps ``1/(k + 10)``, up to a ``last`` one."""

    def limit(k: int) -> dict[str, list[int]]:
        if k > last:
            raise ValueError("no further")
        return {"x": [k + 9, k + 10]}

    return limit


@pytest.mark.parametrize(
    ("limit", "rate", "words"),
    [
        (
            ending(16),
            "1/k",
            "falls by a factor of 2 from k = 8 to 16, not 1.44; whether it does so from k = 256 to 512, where it may",
        ),
        (ending(16), "1/k", "could not be judged: tight_at(256) gives no ratio"),
        (ending(256), "1/k", "could not be judged: tight_at(512) gives no ratio"),
        (lambda k: {"x": [4**k - 1, 4**k]}, "k^(-20)", "could not be judged: gaps of this order are too small there"),
    ],
    ids=["near", "none", "one", "too small"],
)
def test_what_cannot_be_judged_far_out_is_told(limit: Any, rate: str, words: str) -> None:
    (problem,) = quick(square(tight_at=limit, rate=rate)).findings.problems
    assert problem.startswith(f"the rate {rate!r} says that 1 - ratio falls ") and words in problem, problem


def test_instances_of_equality_refute_what_is_sharper() -> None:
    needle = square(tight_at={"x": [10**9, 10**9]}, sharpened=lambda i: i.x * (1 - xp.ratio(1, 10**12)))
    assert tightest_instances(needle) == ({"x": [10**9, 10**9]},)
    assert len(tightest_instances(square(tight_at=lambda k: {"x": [k, k + 1]}, rate="1/k"))) == 2
    assert tightest_instances(square()) == tightest_instances(square(tight_at=lambda k: 1 // 0, rate="none")) == ()
    assert quick(needle).findings.variants["sharpened"].outcome == "fails"


@pytest.mark.parametrize(("factor", "loose", "problem"), [("99/100", "", 0), ("1", "", 1), ("1", "as it should be", 0)])
def test_a_sharpened_form_falls_or_the_claim_is_loose(factor: str, loose: str, problem: int) -> None:
    found = quick(square(sharpened=lambda i: Fraction(factor) * i.x, loose=loose))
    assert [p.split(":")[0] for p in found.findings.problems] == ["loose"] * problem
    assert ("sharpened" in found.findings.variants) is (factor == "99/100")


@pytest.mark.parametrize("relation", ["<=", ">="])
def test_a_sharpened_side_that_is_weaker_is_blamed_itself(relation: str) -> None:
    """Not the constant of the claim, with which nothing is wrong."""
    weaker = {"<=": lambda i: 2 * i.x, ">=": lambda i: i.x / 2}[relation]
    bound = {"<=": lambda i: i.x**2, ">=": lambda i: 2 * i.x}[relation]
    found = quick(claim("a bound", UNIT, bound, lambda i: i.x, relation=relation, sharpened=weaker))
    (problem,) = found.findings.problems
    assert problem.startswith("sharpened is weaker than the right side, which it should make sharper: "), problem
    chain = quick(claim("a chain", UNIT, chain=(lambda i: i.x**3, lambda i: i.x**2, lambda i: i.x), sharpened=lambda i: 2 * i.x))
    assert chain.findings.problems[0].startswith("sharpened is weaker than the right side")


def test_a_sharpened_chain_is_sharpened_from_end_to_end() -> None:
    steps = (lambda i: i.x**3, lambda i: i.x**2, lambda i: i.x)
    found = quick(claim("a chain", UNIT, chain=steps, sharpened=lambda i: xp.ratio(99, 100) * i.x))
    assert (found.outcome, found.findings.problems) == ("holds", ())
    assert found.findings.variants["sharpened"].lhs != ""


def test_a_hypothesis_is_necessary_if_the_claim_fails_without_it() -> None:
    given = {"large": lambda i: i.p[0] >= i.p[1], "idle": lambda i: i.p[0] >= 0}
    case = claim("large", {"p": Simplex(2)}, lambda i: xp.ratio(1, 2), lambda i: i.p[0], given=given, necessary=("large", "idle"))
    found = quick(case)
    assert found.findings.variants["without large"].outcome == "fails"
    assert len(found.findings.problems) == 1 and "'idle' is declared necessary" in found.findings.problems[0]


def test_refute_tries_given_instances_then_every_size() -> None:
    bound = (lambda i: i.p[0], lambda i: 2 - xp.ratio(i.size, 2))
    case = claim("at most a half from size 3 on", lambda n: {"p": Simplex(n)}, *bound, sizes=(2, 3))
    given = refute(case, (2, 3), 600, 0, ({"p": [9, 1, 0]}, {"p": [1, 1]}))
    assert given is not None and (given.raw, given.size) == ({"p": [9, 1, 0]}, 3)
    searched = refute(case, (2, 3), 600, 0)
    assert searched is not None and searched.size == 3
    assert refute(case, (2,), 600, 0) is None


def constant(lhs: Any, rhs: Any, bracket: tuple[Any, Any], sizes: tuple[int, ...] = (2,)) -> Claim:
    return claim("a constant", laws, lhs, rhs, unknown="c", bracket=bracket, sizes=sizes)


def missing(i: Any, constant: Any) -> Any:
    """The probability that the missing mass of six draws exceeds its mean by so much."""
    mean = xp.sum(i.p * (1 - i.p) ** 6)
    return xp.expect_over_types(i.p, 6, lambda counts: xp.exact((counts == 0).astype(int)) @ i.p >= mean + i.margin)


@pytest.mark.parametrize("seed", range(2))
def test_a_constant_that_an_event_needs_is_found_where_the_event_has_equality(seed: int) -> None:
    """Just beyond the margin of 31/64 the event has another probability, and no denominator of the attack leads there."""
    fields = {"p": Simplex(2), "margin": Ratio(0, 1)}
    bound = {"rhs": lambda i, c: xp.exp(-6 * i.margin**2 / c), "unknown": "c", "bracket": (Fraction(1, 10), Fraction(1))}
    case = claim("missing mass", fields, missing, **bound)
    best = best_constant(case, (None,), budget=8_000, seed=seed)
    needed = 6 * (31 / 64) ** 2 / math.log(32)
    assert best.refuted < needed < best.survives


@pytest.mark.parametrize(
    ("case", "guess"),
    [
        (constant(lambda i, c: total_variation(i.p, i.q) ** 2, lambda i, c: c * kl(i.p, i.q), (0, 1)), "1/2"),
        (constant(lambda i, c: hellinger2(i.p, i.q), lambda i, c: c * total_variation(i.p, i.q), (0, 3)), "1"),
        (constant(lambda i, c: kl(i.p, (i.p + i.q) / 2), lambda i, c: c * total_variation(i.p, i.q), (0, 1), (2, 3)), "log(2)"),
    ],
    ids=["Pinsker", "Hellinger", "mixture"],
)
def test_a_known_constant_is_recovered_with_its_closed_form(case: Claim, guess: str) -> None:
    best = best_constant(case, case.sizes, budget=20_000, seed=0)
    assert best.refuted < best.survives <= best.refuted + Fraction(3, 2**12)
    assert best.guess == guess
    assert best.witness is not None
    refuted = at_constant(case, best.refuted)
    assert judge(refuted, best.witness.raw, best.witness.size).outcome == "fails"


def test_an_examination_shows_the_range_of_the_constant() -> None:
    case = constant(lambda i, c: total_variation(i.p, i.q), lambda i, c: c - hellinger2(i.p, i.q), (0, 4))
    found = quick(case)
    assert found.outcome == "holds" and found.best is not None and found.best.guess == "2"
    assert found.findings.variants["smaller constant"].outcome == "fails"
    assert any("refuted at 1.99" in text and "perhaps 2" in text for _, text in found.findings.details)


@pytest.mark.parametrize(
    ("low", "high", "form"),
    [
        ("0.33328", "0.33335", "1/3"),
        ("0.5", "0.5002", ""),
        ("0.49999", "0.5", "1/2"),
        ("0.70705", "0.70712", "sqrt(2)/2"),
        ("0.3678", "0.36789", "exp(-1)"),
        ("0.2512", "0.2513", ""),
        ("1.0396", "1.0398", "3*log(2)/2"),
        ("1.03", "1.04", ""),
    ],
)
def test_closed_forms_are_offered_only_where_they_say_something(low: str, high: str, form: str) -> None:
    assert closed_form(Fraction(low), Fraction(high)) == form


@pytest.mark.parametrize(
    ("lhs", "rhs", "ends", "words"),
    [
        (lambda i, c: total_variation(i.p, i.q), lambda i, c: c * kl(i.p, i.q), (0, 5), "5, where the bracket ends, is refuted"),
        (lambda i, c: i.p[0], lambda i, c: c, (2, 5), "nothing was found against 2, where the bracket begins"),
        (lambda i, c: c * i.p[0], lambda i, c: 2, (0, 5), "5 is refuted and 0 is not"),
        (lambda i, c: c * i.p[0], lambda i, c: 2, (0, 1), "(a larger constant must make the claim weaker)"),
    ],
)
def test_a_bracket_that_does_not_hold_the_constant_is_a_problem(lhs: Any, rhs: Any, ends: tuple[int, int], words: str) -> None:
    found = quick(constant(lhs, rhs, ends))
    assert any(words in problem for problem in found.findings.problems)
    assert found.best is not None and not found.best.guess


def test_of_a_variant_whose_code_raises_it_is_not_said_that_it_survives() -> None:
    case = square(sharpened=lambda i: 0.9 * i.x, given={"raises": lambda i: i.x >= 0}, necessary=("raises",))
    found = quick(replace(case, lhs=lambda i: xp.sqrt(i.x) ** 4)).findings
    assert ("sharpened", "not decided: its code raised an error") in found.details
    assert any("sharpened: the float 0.9 is no exact constant" in problem for problem in found.problems)
    assert not any("survives" in problem for problem in found.problems)


def on_a_tie() -> Claim:
    """The bound is 1 but where a comparison is an equality, on which no search in floats steps: there it is 2."""
    return claim(
        "a constant that bisection misses",
        {"x": Ratio(0, 1), "y": Ratio(0, 1)},
        lambda i, c: xp.maximum(i.x, i.y) + xp.where(i.x == xp.ratio(89, 97) * i.y + xp.ratio(1, 83), 1, 0),
        lambda i, c: c,
        unknown="c",
        bracket=(0, 4),
    )


def test_a_constant_that_the_stages_refute_is_sought_above() -> None:
    found = quick(on_a_tie())
    assert found.outcome == "holds" and not found.findings.problems
    assert found.best is not None and found.best.witness is not None
    assert Fraction(3, 2) < found.best.refuted < found.best.survives < Fraction(33, 16)
    refuted = at_constant(on_a_tie(), found.best.refuted)
    assert judge(refuted, found.best.witness.raw, found.best.witness.size).outcome == "fails"


@pytest.mark.parametrize("low", [0, Fraction(3, 2)])
def test_where_constants_stay_refuted_the_end_of_the_bracket_is_tried(monkeypatch: pytest.MonkeyPatch, low: Any) -> None:
    """That smaller constants are refuted is no refutation of the claim; also where the search finds nothing at the lower end."""
    monkeypatch.setattr(examination, "RAISED", 0)
    found = quick(replace(on_a_tie(), bracket=(low, 4)))
    assert found.outcome == "holds" and found.best is not None and not found.findings.problems
    assert found.best.refuted < 2 and found.best.survives == 4 and found.best.witness is not None
    (said,) = (text for name, text in found.findings.details if name == "constant c")
    assert said == f"refuted at {float(found.best.refuted):.6g}, survives at 4"


def test_a_constant_that_creeps_to_a_limit_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """``x log(1/x) <= c h(x)`` on [0, 1/2] needs 1, in a limit that is slow: 0.99 fails from 2^-140 on."""
    monkeypatch.setattr(examination, "RAISED", 1)
    binary = {"lhs": lambda i, c: -xp.xlogx(i.x), "rhs": lambda i, c: -c * (xp.xlogx(i.x) + xp.xlogx(1 - i.x))}
    found = quick(claim("slow", {"x": Ratio(0, Fraction(1, 2))}, **binary, unknown="c", bracket=(0, 2)))
    assert found.outcome == "holds" and found.best is not None and found.best.refuted < 1 <= found.best.survives


def test_a_claim_fails_where_the_end_of_its_bracket_is_refuted() -> None:
    found = quick(replace(on_a_tie(), bracket=(0, Fraction(3, 2))))
    assert found.outcome == "fails" and found.best is not None and found.best.survives == Fraction(3, 2)


def test_a_constant_that_a_certificate_calls_good_is_not_raised() -> None:
    first = quick(on_a_tie()).best
    assert first is not None and first.witness is not None
    stored = replace(first, survives=first.refuted + Fraction(1, 10**6), refuted=first.refuted)
    found = examined(on_a_tie(), DEPTHS["quick"], best=stored)
    assert found.outcome == "fails" and found.best == stored
    (said,) = (text for name, text in found.findings.details if name == "constant c")
    assert said == f"refuted at {float(stored.survives):.6g}, which survived when it was certified"


def slow(rhs: Any, **arguments: Any) -> Claim:
    """``p log(1/p)`` is at most the entropy of ``(p, 1 - p)``, and comes close like ``1 - 1/k`` at ``p = 2**-k``."""
    return claim("slow", {"p": Simplex(2)}, arguments.pop("lhs", lambda i: -xp.xlogx(i.p[0])), rhs, **arguments)


def test_what_is_sharper_is_refuted_in_limits_beyond_the_search() -> None:
    small = {"small": lambda i: i.p[0] <= i.p[1]}
    found = quick(slow(lambda i: entropy(i.p), given=small, sharpened=lambda i: xp.ratio(98, 100) * entropy(i.p))).findings
    assert found.problems == () and found.variants["sharpened"].outcome == "fails"
    assert found.variants["sharpened"].raw["p"][1] > 2**48


def test_a_hypothesis_is_necessary_where_a_limit_says_so() -> None:
    given = {"small": lambda i: i.p[0] <= i.p[1], "certain": lambda i: 1000 * i.p[0] >= 1}
    found = quick(slow(lambda i: xp.ratio(98, 100) * entropy(i.p), given=given, necessary=("certain",))).findings
    assert found.problems == () and found.variants["without certain"].outcome == "fails"
