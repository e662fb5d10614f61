"""Numbers that follow the size, what a sum has at a maximum, and affine equations: what is accepted, and nothing more."""

import json
import random
from fractions import Fraction

import pytest

from tests.proofs.test_lemmas import SIGNS, ZERO, leaf
from tests.proofs.test_mutations import _mutants, _stored
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.claims.verdicts.variants import sharpened
from theory_lab.proofs import terms
from theory_lab.proofs.counts import counted
from theory_lab.proofs.kernel.lemmas import LEMMAS, holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Rejected
from theory_lab.proofs.prover import found_for_all_sizes
from theory_lab.proofs.separate import Pattern, patterns
from theory_lab.proofs.statements import Untraceable
from theory_lab.proofs.telling.stored import latex, told
from theory_lab.proofs.theorems import MALFORMED, verified

N, P, Q, X, Y, Z = map(terms.variable, ("N", "p", "q", "x", "y", "z"))
SIZES = (2, 3, 4, 5)


def sized(f):
    return [f(size) for size in SIZES]


def test_a_number_is_affine_in_the_size_or_no_pattern():
    product = sized(lambda n: terms.multiply(terms.number(n + 5), P))
    assert counted(product, SIZES, N) is terms.multiply(terms.add(terms.number(5), N), P)
    assert counted(sized(lambda _: P), SIZES, N) is P
    for wrong in (
        lambda n: terms.multiply(terms.number(n * n + 5), P),
        lambda n: terms.multiply(terms.number(7 if n < 5 else 8), P),
        lambda n: terms.power(P, n),
        lambda n: terms.variable(f"p_{n}"),
        lambda n: P if n < 5 else Q,
        lambda n: terms.multiply(terms.number(Fraction(1, n * n + 1)), P),
    ):
        with pytest.raises(ValueError):
            counted(sized(wrong), SIZES, N)


@pytest.mark.parametrize("sizes", [(2, 5, 9), (3, 7, 8, 20)])
def test_sizes_may_be_far_from_one_another(sizes):
    for slope in (-2, 1, 3):
        affine = [terms.number(slope * n + 7) for n in sizes]
        assert counted(affine, sizes, N) is terms.add(terms.number(7), terms.multiply(terms.number(slope), N))


def about_laws(left, right):
    space = lambda n: Space(p=Simplex(n), f=Table(n, 0, 1), scale=Ratio(1, 2))  # noqa: E731
    return Claim(statement="x", source=Source("x", "x"), space=space, sizes=(2, 3), lhs=left, rhs=right)


def test_the_size_is_the_sum_of_ones():
    (pattern,) = patterns(about_laws(lambda i: xp.max(i.p), lambda i: i.scale * (i.size + 3)))
    assert pattern.sums == (("S0", terms.ONE),) and pattern.sides[1] is terms.multiply(
        terms.variable("scale"), terms.add(terms.number(3), terms.variable("S0"))
    )
    for odd in (lambda i: i.scale * (i.size**2 + 3), lambda i: i.scale * (3 if i.size < 5 else 4)):
        with pytest.raises(Untraceable):
            patterns(about_laws(lambda i: xp.max(i.p), odd))


@pytest.mark.parametrize(
    "right, true",
    [
        (lambda i: i.scale * xp.ratio(i.size + 6, 7), True),
        (lambda i: i.scale * xp.ratio(i.size + 5, 8), False),  # less than 1 where there is one outcome, or two
        (lambda i: 0 * i.scale + xp.ratio(i.size - 3, 2), False),
        (lambda i: xp.ratio(5 - i.size, 3), False),  # true at sizes 2, 3 and 4 only where f is small
    ],
)
def test_an_average_against_numbers_of_outcomes(right, true):
    proofs, _ = found_for_all_sizes(about_laws(lambda i: xp.dot(i.p, i.f), right), 4.0)
    assert (proofs is not None) is true


def peaked(**changed):
    """``M <= sum f`` for the maximum ``M`` of nonnegative ``f``."""
    f, m, s = map(terms.variable, ("f", "M0", "S0"))
    unit = (Fraction(0), Fraction(1))
    told = {
        "laws": ("p",), "positive": frozenset(), "tables": (("f", *unit),), "parameters": (), "sums": (("S0", f),),
        "bounds": (("M0", "max", f),), "everywhere": (), "hypotheses": (), "sides": (m, s), "relation": "<=",
    }  # fmt: skip
    return Pattern(**(told | changed))


def peak(fact="M0", sums=("1",), bound="M0"):
    proof, order = {"rule": "signs"}, ["p", "f", "M0"]
    goals = [leaf(proof, *order, bounds=[]), leaf(ZERO, *order, bounds=[])]
    form = {"sums": dict(zip(("S0",), sums, strict=True)), "masses": {}}
    return {"rule": "peak", "bound": bound, "fact": fact, "form": form, "proofs": goals}


def test_a_sum_is_at_least_its_part_at_the_maximum():
    fact, strict = LEMMAS["peak"](peaked(), peak(), ())
    assert fact is terms.subtract(terms.variable("S0"), terms.variable("M0")) and not strict


@pytest.mark.parametrize(
    "pattern, lemma",
    [
        (peaked(), peak(fact="2*M0")),
        (peaked(), peak(fact="M0 + 1")),
        (peaked(), peak(sums=("1/2",))),
        (peaked(), peak(bound="S0")),
        (peaked(), peak(fact="S0")),
        (peaked(tables=(("f", Fraction(-1), Fraction(1)),)), peak()),  # other outcomes may take away
    ],
)
def test_a_peak_needs_a_nonnegative_form_that_is_large_enough(pattern, lemma):
    with pytest.raises((Rejected, *MALFORMED)):
        LEMMAS["peak"](pattern, lemma, ())


def test_a_strict_bound_is_strict_at_every_outcome():
    lemma = {"rule": "attained", "bound": "M0", "fact": "M0", "strict": True, "proof": leaf(SIGNS, "p", "f", "M0")}
    with pytest.raises(Rejected):
        LEMMAS["attained"](peaked(), lemma, ())
    above = peaked(tables=(("f", Fraction(1, 2), Fraction(1)),))
    assert LEMMAS["attained"](above, lemma, ())[1]


# Inverse gap weighting


def test_inverse_gap_weighting_is_proved_for_every_number_of_arms():
    claim, content = _stored("decision_making.igw_regret_le")
    assert str(verified(claim, content)) == "proved (all n)"
    (text,), (environment,) = told(claim, content), latex(claim, content)
    assert "is the number of outcomes" in text and "is attained" in text and "S_{2}" in environment


def test_no_changed_proof_of_it_proves_the_sharpened_form():
    claim, content = _stored("decision_making.igw_regret_le")
    ((pattern,), (proof,)) = patterns(sharpened(claim)), content["all_sizes"]
    for mutant in (proof, *_mutants(proof, random.Random(0), 80)):
        with pytest.raises((Rejected, *MALFORMED)):
            holds_for_all_sizes(pattern, json.loads(json.dumps(mutant)))
