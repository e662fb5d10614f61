"""Lemmas by tangents, squares of centred means, and cuts where two factors change their signs: what the search finds by them."""

from dataclasses import replace
from fractions import Fraction

from flint import fmpq

from tests.power.planted import claim as planted
from tests.proofs.searches import AMPLE, at_size, for_all_sizes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.measures.divergences import chi2, hellinger2, kl
from theory_lab.measures.information import mutual_information
from theory_lab.proofs import terms
from theory_lab.proofs.kernel.cells import Field, Generator, Side
from theory_lab.proofs.kernel.lemmas import holds_for_all_sizes
from theory_lab.proofs.kernel.polynomials import Quotient, constant, generator
from theory_lab.proofs.search.patterns.outcomes import known_text, parameter_text
from theory_lab.proofs.search.patterns.sets.merges import Merges
from theory_lab.proofs.search.places.cuts import inside, places_of, zeros
from theory_lab.proofs.separate import patterns

FOLKLORE = Source("folklore", "a lemma for tests", status="derived")
LITTLE = 3.0  # seconds for what must not be found


def claim(space, lhs, rhs, **other):
    return Claim(statement="a lemma", source=FOLKLORE, space=space, sizes=(2, 3), lhs=lhs, rhs=rhs, **other)


def pair(n, **fields):
    return Space(p=Simplex(n), q=Simplex(n, positive=True), **fields)


def scored(n):
    return pair(n, f=Table(n, -1, 1))


def variance(i):
    return xp.dot(i.q, i.f**2) - xp.dot(i.q, i.f) ** 2


def gap(i):
    return xp.dot(i.p - i.q, i.f)


def rules(proofs):
    return {lemma["rule"] for proof in proofs for lemma in proof["lemmas"]}


def test_a_square_of_means_that_are_centred_at_a_mean():
    proofs = for_all_sizes(claim(scored, lambda i: gap(i) ** 2, lambda i: chi2(i.p, i.q) * variance(i)), AMPLE)
    assert proofs is not None
    assert "square" in rules(proofs)
    sharper = claim(scored, lambda i: gap(i) ** 2, lambda i: xp.ratio(99, 100) * chi2(i.p, i.q) * variance(i))
    assert for_all_sizes(sharper, LITTLE) is None


def test_a_square_of_means_that_are_centred_in_the_middle_of_a_range():
    def tested(n):
        return pair(n, f=Table(n, 0, 1))

    assert for_all_sizes(claim(tested, lambda i: 2 * gap(i) ** 2, lambda i: kl(i.p, i.q)), AMPLE) is not None
    assert for_all_sizes(claim(tested, lambda i: xp.ratio(21, 10) * gap(i) ** 2, lambda i: kl(i.p, i.q)), LITTLE) is None


def test_mutual_information_has_a_tangent_at_each_outcome():
    """``p_xy log(p_xy/(p_x q_y)) >= p_xy - p_x q_y`` at each outcome, of two coins."""
    pairs = planted("0 <= I(X; Y)", {"joint": Simplex(4)}, lambda i: 0, lambda i: mutual_information(i.joint.reshape(2, 2)))
    assert at_size(pairs, None, AMPLE) is not None
    more = replace(pairs, lhs=lambda i: xp.ratio(1, 10**6) * (i.joint[0] - i.joint[1]) ** 2)
    assert at_size(more, None, LITTLE) is None


def test_a_square_with_shares_that_are_a_parameter():
    def error(i):
        return xp.sum(xp.minimum(i.w * i.p, (1 - i.w) * i.q))

    def below(i):
        return i.w * (1 - i.w) * (1 - hellinger2(i.p, i.q)) ** 2

    given = {"inside": lambda i: (i.w > 0) & (i.w < 1)}
    told = claim(lambda n: pair(n, w=Ratio(0, 1)), below, lambda i: error(i) * (1 - error(i)), given=given)
    assert for_all_sizes(told, AMPLE) is not None


def test_a_variance_is_affine_by_its_tangent():
    def mean(i):
        return xp.dot(i.p, i.f)

    def far(i):
        return xp.sum(xp.where(abs(i.f - mean(i)) >= i.t, i.p, 0))

    def space(n):
        return Space(p=Simplex(n), f=Table(n, -1, 1), t=Ratio(0, 2))

    def spread(i):
        return xp.dot(i.p, i.f**2) - mean(i) ** 2

    proofs = for_all_sizes(claim(space, lambda i: i.t**2 * far(i), spread), AMPLE)
    assert proofs is not None
    assert rules(proofs) == {"linear"}
    assert for_all_sizes(claim(space, lambda i: xp.ratio(101, 100) * i.t**2 * far(i), spread), LITTLE) is None


def test_what_a_test_tells_is_no_more_than_the_divergence():
    def chance(law, f):
        return xp.dot(law, f)

    def coins(i):
        a, b = chance(i.p, i.f), chance(i.q, i.f)
        return xp.kl_term(a, b) + xp.kl_term(1 - a, 1 - b)

    def undecided(i):
        inner = (chance(i.p, i.f) > 0) & (chance(i.q, i.f) > 0)
        return inner & (chance(i.p, i.f) < 1) & (chance(i.q, i.f) < 1)

    told = claim(
        lambda n: pair(n, f=Table(n, 0, 1)), coins, lambda i: kl(i.p, i.q), given={"either answer is possible": undecided}
    )
    proofs = for_all_sizes(told, AMPLE)
    assert proofs is not None
    assert rules(proofs) == {"follows", "linear"}


def test_a_function_is_cut_where_two_factors_change_their_signs():
    def jeffreys(i):
        return kl(i.p, i.q) + kl(i.q, i.p)

    assert for_all_sizes(claim(pair, lambda i: hellinger2(i.p, i.q), lambda i: jeffreys(i) / 8), AMPLE) is not None
    assert for_all_sizes(claim(pair, lambda i: hellinger2(i.p, i.q), lambda i: jeffreys(i) / 9), LITTLE) is None


def test_a_maximum_is_positive_where_any_law_is():
    def cut(i):
        return xp.sum(i.p * xp.minimum(i.q / xp.max(i.q), 1))

    told = claim(lambda n: Space(p=Simplex(n), q=Simplex(n)), cut, lambda i: xp.dot(i.p, i.q) / xp.max(i.q), relation="==")
    assert for_all_sizes(told, AMPLE) is not None


def test_a_product_is_0_by_one_of_its_factors():
    def largest(n):
        return Space(p=Simplex(n), q=Simplex(n))

    def part(i):
        return xp.dot(i.p, i.q) / xp.max(i.q)

    def times(x, i):
        rest = 1 - part(i)
        return x * (1 + rest + rest**2 + rest**3)

    def cut(i):
        return xp.sum(i.p * xp.minimum(i.q / xp.max(i.q), 1))

    told = claim(largest, lambda i: times(cut(i), i), lambda i: times(part(i), i), relation="==")
    assert for_all_sizes(told, AMPLE) is not None


def test_a_fact_removes_a_variable_that_the_sides_do_not_have():
    def space(n):
        return Space(x=Table(n, 0, 1), r=Table(n, -1, 1))

    assert for_all_sizes(claim(space, lambda i: xp.min(i.x - i.r**2), lambda i: xp.min(i.x)), AMPLE) is not None
    assert for_all_sizes(claim(space, lambda i: xp.min(i.x - i.r), lambda i: xp.min(i.x)), LITTLE) is None


def test_a_law_on_two_models_is_a_number_and_one_less_it():
    (first, *_) = patterns(load(dict(find([]))["decision_making.bayes_risk_le_at_mean"], spaces=False), 1, few=True)
    proof = Merges(AMPLE).pattern_proof(first)
    assert proof is not None
    holds_for_all_sizes(first, proof)


def field_of(*names, logs=()):
    """Positive variables, and logarithms of polynomials in them."""
    sides = tuple(Side(name, Quotient(0), None, low_closed=False) for name in names)
    images = {name: Quotient(generator(k)) for k, name in enumerate(names)}
    own = (*map(Generator, names), *(Generator(f"log{k}", "log", Quotient(p)) for k, p in enumerate(logs)))
    return Field(sides, own, images)


def test_logarithms_agree_where_their_arguments_do():
    total = generator(0) + generator(1)
    field = field_of("x", "y", logs=(total, constant(fmpq(2))))
    f = generator(2) - generator(3)  # log(x + y) - log(2)
    (at,) = zeros(f, field, field.cell[1])
    assert (at - (Quotient(fmpq(2)) - Quotient(generator(0)))).n == 0
    assert list(inside([at], field, field.cell[1])) == []  # 2 - x is negative where x is larger than 2
    more = f + generator(0)
    assert list(zeros(more, field, field.cell[1])) == []
    assert at in list(places_of(Quotient(f), field, field.cell[1]))


def test_a_logarithm_in_a_lemma_is_of_the_very_term_that_is_known():
    x, names = terms.variable("x"), ["x"]
    p = constant(fmpq(1)) - generator(0)
    assert known_text(p, names, [terms.subtract(terms.ONE, x)]) == "1-x"
    summed = terms.add(terms.multiply(terms.number(Fraction(-1)), x), terms.ONE)
    assert known_text(p, names, [summed]) == "(-1)*x+(1)*1"
    field = field_of("x", logs=(p,))
    assert parameter_text(generator(1), field, [summed]) == "log((-1)*x+(1)*1)"
    for positive in ([], [x]):
        try:
            parameter_text(generator(1), field, positive)
        except KeyError:
            continue
        raise AssertionError("a logarithm of what may not be positive has no value")
