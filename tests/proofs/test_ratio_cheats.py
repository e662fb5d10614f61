"""Proofs of false statements by ranks, by rises of functions of the mass, and by names of fields that mean two things."""

import json

import pytest

from tests.proofs.test_lemmas import BALL, SIGNS, ZERO, leaf
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.claims.verdicts.judge import judge
from theory_lab.claims.verdicts.outcomes import Outcome
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import Untraceable
from theory_lab.proofs.theorems import MALFORMED

NOBODY = Source("nobody", "for a test", status="derived")


def below(p, r):
    """The mass of smaller rewards, at each outcome."""
    return xp.sum(p[None, :] * xp.indicator(r[None, :] < r[:, None]), axis=1)


def claim(space, lhs, rhs, **other):
    return Claim(
        statement=r"\text{for a test}", source=NOBODY, space=space, sizes=(2, 3), lhs=lhs, rhs=rhs, loose="for a test", **other
    )


def nothing_is_below(**fields):
    """That the mass below an outcome has mean 0, which fails at two outcomes of different rewards."""
    space = lambda n: Space(p=Simplex(n), r=Table(n, 0, 1), **fields)  # noqa: E731
    return claim(space, lambda i: xp.dot(i.p, below(i.p, i.r)), lambda i: 0)


def rejected(about, proof):
    """Whether no proof is accepted, be it that the claim is not read or the proof is rejected."""
    with pytest.raises((Rejected, Untraceable, *MALFORMED)):
        (pattern,) = patterns(about)
        holds_for_all_sizes(pattern, json.loads(json.dumps(proof)))
    return True


def by_contradiction(lemmas, names):
    """All follows where the last lemma is a negative number that is >= 0."""
    step = leaf(BALL, *names, rule="empty", fact=len(lemmas) - 1)
    return {"lemmas": lemmas, "steps": [step], "infinite": {}}


def test_the_mass_is_no_parameter_of_the_same_name():
    """That a parameter ``F`` is positive is not of the mass: ``F/F`` is 0 at 0 and 1 elsewhere, and in a cell it is 1."""
    here = ["p", "r", "F", "T0", "B0"]
    first = {"rule": "follows", "fact": "F", "strict": True, "proof": leaf(SIGNS, "S0", "F")}
    rise = {"sums": {}, "masses": {}, "ranks": [[0, "F/F", "-1"]]}
    second = {"rule": "linear", "form": rise, "proof": {"rule": "if", "yes": leaf(ZERO, *here), "no": leaf(ZERO, *here)}}
    assert rejected(nothing_is_below(F=Ratio(1, 2)), by_contradiction([first, second], ["S0", "F"]))


def test_a_rank_is_a_whole_number():
    """``B`` and ``T`` of rank ``false`` would be parameters."""
    own = ["BFalse", "TFalse"]
    form = {"sums": {}, "masses": {"p": "-3"}, "ranks": [[False, 2, "1"]]}
    lemma = {"rule": "linear", "form": form, "proof": leaf(SIGNS, "p", "r", *own, "T0", "B0")}
    assert rejected(nothing_is_below(BFalse=Ratio(1, 2), TFalse=Ratio(1, 2)), by_contradiction([lemma], ["S0", *own]))


def test_a_table_has_no_name_of_an_entry_of_a_law_that_stays_as_it_is():
    """The mean of a table would be at most a probability."""
    space = lambda n: Space(p=Simplex(n), w_0=Table(n, 0, 1), w=Simplex(2))  # noqa: E731
    about = claim(space, lambda i: xp.dot(i.p, i.w_0), lambda i: i.w[0])
    form = {"sums": {"S0": "-1"}, "masses": {"p": "w_0"}}
    lemma = {"rule": "linear", "form": form, "proof": leaf(ZERO, "p", "w_0", "w_1")}
    use = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
    step = leaf(use, "S0", "w_0", "w_1", facts=[0])
    assert rejected(about, {"lemmas": [lemma], "steps": [step], "infinite": {}})


def test_a_sum_of_logarithms_may_be_minus_infinity():
    """``0 < exp(sum log q)``, and that it is positive as a number: both fail where an outcome has no mass."""
    space = lambda n: Space(q=Simplex(n))  # noqa: E731
    product = lambda i: xp.exp(xp.sum(xp.log(i.q)))  # noqa: E731
    functions = [["e", "exp", "S0", None]]
    strict = claim(space, lambda i: 0, product, relation="<")
    step = leaf(SIGNS, "S0", generators=functions)
    assert rejected(strict, {"lemmas": [], "steps": [step], "infinite": {}})
    said = claim(space, lambda i: 1, lambda i: xp.indicator(product(i) > 0))
    nowhere = {**leaf(SIGNS, "S0", rule="empty", fact=0), "generators": functions}
    step = {"rule": "if", "yes": leaf(ZERO, "S0"), "no": nowhere}
    assert rejected(said, {"lemmas": [], "steps": [step], "infinite": {}})


def test_a_sum_of_what_is_less_an_infinity_is_minus_infinity():
    """``-1 <= sum -w`` where ``w`` is ``p`` or plus infinity: an infinity that is subtracted is one of the other sign."""
    space = lambda n: Space(p=Simplex(n), q=Simplex(n))  # noqa: E731
    about = claim(space, lambda i: -1, lambda i: xp.sum(-xp.where(i.q > 0, i.p, xp.INFINITY)))
    here = {"rule": "if", "yes": leaf(ZERO, "p", "q"), "no": {"rule": "clear"}}
    lemma = {"rule": "linear", "form": {"sums": {"S0": "1"}, "masses": {"p": "1"}}, "proof": here}
    use = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
    step = leaf(use, "S0", facts=[0])
    assert rejected(about, {"lemmas": [lemma], "steps": [step], "infinite": {"S0": {"steps": [{"rule": "clear"}]}}})


def test_a_parameter_is_no_entry_of_a_table_with_the_rest_of_its_name():
    """That ``x_10``, ``x_11`` and so on are large, as many as there are outcomes, says nothing of the table ``x``."""
    numbers = [f"x_{10 + k}" for k in range(5)]
    space = lambda n: Space(p=Simplex(n), x=Table(n, 0, 1), **dict.fromkeys(numbers, Ratio(0, 1)))  # noqa: E731

    def large(i):
        first, *others = (getattr(i, name) >= xp.ratio(1, 2) for name in numbers[: i.size])
        for other in others:
            first = first & other
        return first

    about = claim(space, lambda i: xp.ratio(1, 2), lambda i: xp.dot(i.p, i.x), given={"numbers are large": large})
    gap = {"rule": "product", "factors": [["p", 1, 1, SIGNS]], "then": {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}}
    form = {"sums": {"S0": "1"}, "masses": {"p": "-1/2"}}
    lemma = {"rule": "linear", "form": form, "proof": leaf(gap, "p", "x", *numbers, facts=[0])}
    use = {"rule": "use", "facts": [[0, "1", BALL]], "then": ZERO}
    step = leaf(use, "S0", *numbers, facts=[0])
    assert rejected(about, {"lemmas": [lemma], "steps": [step], "infinite": {}})


@pytest.mark.parametrize("what", ["a logarithm", "an infinity that is subtracted"])
def test_a_bound_may_be_minus_infinity(what):
    """``exp(M) > 0`` fails where ``M`` is minus infinity."""

    def bound(i):
        if what == "a logarithm":
            return xp.min(xp.log(i.q))
        return xp.max(-xp.where(i.q > 0, i.p, xp.INFINITY) - xp.where(i.p > 0, 0, xp.INFINITY))

    space = lambda n: Space(p=Simplex(n), q=Simplex(n))  # noqa: E731
    about = claim(space, lambda i: 1, lambda i: xp.indicator(xp.exp(bound(i)) > 0))
    nowhere = {**leaf(SIGNS, "M0", rule="empty", fact=0), "generators": [["e", "exp", "M0", None]]}
    step = {"rule": "if", "yes": leaf(ZERO, "M0"), "no": nowhere}
    assert rejected(about, {"lemmas": [], "steps": [step], "infinite": {"M0": {"steps": [{"rule": "clear"}]}}})


@pytest.mark.parametrize("left", [lambda i: -xp.log(i.t), lambda i: xp.maximum(-xp.log(i.t), i.t)])
def test_what_is_no_less_than_infinity_says_nothing_of_minus_infinity(left):
    """``inf >= inf`` has no difference, and what is written of it is ``-inf``: that is no number from 0 on, nor anything else."""
    space = lambda n: Space(q=Simplex(n), t=Ratio(0, 1))  # noqa: E731
    product = lambda i: xp.exp(xp.sum(xp.where(i.q > 0, i.q, -xp.INFINITY)))  # noqa: E731
    about = claim(space, lambda i: 0, product, relation="<", given={"t is 0": lambda i: left(i) >= xp.INFINITY})
    assert judge(about, {"q": [1, 0], "t": [0, 1]}, 2).outcome == Outcome.FAILS
    step = leaf(SIGNS, "S0", "t", generators=[["e", "exp", "S0", None]])
    assert rejected(about, {"lemmas": [], "steps": [step], "infinite": {}})
