"""The search: what it finds on shipped claims, each by an idea of its own, and the kernel accepts."""

import itertools
import json
import time
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from tests.power.planted import claim
from tests.proofs.searches import AMPLE, at_all_sizes, at_size, for_all_sizes
from tests.proofs.test_kernel import field
from theory_lab import numbers as xp
from theory_lab.claims import Simplex, Table
from theory_lab.claims.loading import load
from theory_lab.claims.registry import find
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.proofs import terms
from theory_lab.proofs.evidence.places import proofs_path
from theory_lab.proofs.kernel.cases import holds
from theory_lab.proofs.kernel.cells import Side
from theory_lab.proofs.kernel.polynomials import Quotient
from theory_lab.proofs.kernel.states import State
from theory_lab.proofs.search import casework
from theory_lab.proofs.search.casework import Casework
from theory_lab.proofs.search.deadlines import OutOfTime, limited
from theory_lab.proofs.search.lean import cells_of, lean, stated
from theory_lab.proofs.search.places.points import Points, refuted
from theory_lab.proofs.search.places.walks import reached
from theory_lab.proofs.separate import patterns
from theory_lab.proofs.statements import statements
from theory_lab.proofs.telling.stored import at_choice

CLAIMS = dict(find([]))


@pytest.mark.parametrize(
    "name",
    [
        "policy_optimisation.clipped_le_surrogate",  # a mean inside other sums is a parameter, and its terms may be added
        "coverage_principle.coverage_eq_missing_mass",  # an equation with a maximum in its hypothesis
        "divergences.hellinger_le_triangular",
        "decision_making.hellinger_triangle_le",  # a square of several sums
        "decision_making.difference_pinsker",  # a range that is not cut where a denominator may vanish
        "alignment.excess_mass_le_sharp",  # a root of sums by squares, and masses parted between the laws
        "alignment.kl_policy_linf_le",  # a lemma about three bounds
        "coverage_principle.kl_le_log_integral_le",  # a mass that balances a divergence
        "policy_optimisation.gradient_ge_best_mass",  # a maximum with a power
        "coverage_principle.coverage_le_kl_in_odds",  # a sum that divides is positive
        "decision_making.kl_le_hellinger_of_ratio",  # a logarithm lies below its tangent
    ],
)
def test_proofs_for_all_sizes_are_found(name):
    assert for_all_sizes(load(CLAIMS[name], spaces=False), AMPLE) is not None


def test_what_one_case_asks_for_is_a_lemma_for_the_other() -> None:
    """``S <= max(E, 1 - (1 - E)/M)``, one draw: where ``E`` is larger, ``S <= E`` follows from what holds of the other."""
    assert for_all_sizes(at_choice(load(CLAIMS["alignment.best_of_n_proxy_gap_le"], spaces=False), 0), AMPLE) is not None


def test_logarithms_of_sums_and_bounds_are_compared_by_their_arguments() -> None:
    collisions = claim(
        "log sum p^2 <= log max p",
        lambda n: {"p": Simplex(n, positive=True)},
        lambda i: xp.log(xp.sum(i.p**2)),
        lambda i: xp.log(xp.max(i.p)),
        sizes=(2,),
    )
    assert for_all_sizes(collisions, AMPLE) is not None


def test_a_law_is_at_most_one_also_where_it_is_a_multiple_of_another() -> None:
    """``(p - q)^2 <= |p - q|`` and ``(p - q)^2/2 <= p log(p/q) - p + q`` are false for a ``p`` far above 1."""
    laws = {"space": lambda n: {"p": Simplex(n), "q": Simplex(n)}, "sizes": (2,)}
    squares = {"lhs": lambda i: xp.sum((i.p - i.q) ** 2), **laws}
    assert for_all_sizes(claim("|p - q|_2^2 <= 2 TV", rhs=lambda i: 2 * total_variation(i.p, i.q), **squares), AMPLE)
    assert for_all_sizes(claim("|p - q|_2^2 <= 2 KL", rhs=lambda i: 2 * kl(i.p, i.q), **squares), AMPLE)


@pytest.mark.parametrize(("n", "field"), [(3, Simplex(3)), (3, Table((3,), 0, 1)), (4, Table((4,), 0, 1))])
def test_numbers_that_may_change_places_are_put_in_order(n, field) -> None:
    """The product of numbers is largest where they are equal, which no cut at a number shows."""
    means = claim("prod x <= (sum x/n)^n", {"x": field}, lambda i: xp.prod(i.x), lambda i: (xp.sum(i.x) / n) ** n)
    assert at_size(means, None, AMPLE) is not None


def test_the_largest_excess_of_a_law_is_at_most_half_of_all_differences() -> None:
    """``|p - q| + p - q`` is nonnegative, and twice the excess where that is largest; in sum the laws themselves cancel."""
    excess = claim(
        "max (p - q) <= TV(p, q)",
        lambda n: {"p": Simplex(n), "q": Simplex(n)},
        lambda i: xp.max(i.p - i.q),
        lambda i: total_variation(i.p, i.q),
        sizes=(2,),
    )
    assert for_all_sizes(excess, AMPLE) is not None


def test_a_table_alone_has_no_law_and_is_proved_at_its_sizes() -> None:
    def own(i):
        return i.w / xp.sum(i.w)

    entropy = claim(
        "0 <= H(w / sum w)",
        lambda n: {"w": Table((n,), 1, 2)},
        lambda i: xp.sum(own(i) * xp.log(own(i))),
        lambda i: 0,
        sizes=(2,),
    )
    assert at_all_sizes(entropy, AMPLE)


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("coverage_principle.kl_le_coverage_log", 2),  # logarithms in facts, and a concave function
        ("alignment.skyline_regret_ge", 2),  # a multiple of a fact by factors that may vanish
        ("decision_making.residual_telescoping_eq", (2, 2, 2)),  # opposite facts of cases of an equation
    ],
)
def test_proofs_at_a_size_are_found(name, size):
    assert at_size(load(CLAIMS[name], spaces=False), size, AMPLE) is not None


def test_large_terms_that_cancel_refute_nothing_and_a_false_state_is_refuted() -> None:
    p, q = terms.variable("p"), terms.variable("q")
    ranges = {name: (Fraction(0), Fraction(1)) for name in "pq"}

    def state(more: int) -> State:
        """``(p + q)**2/q >= p**2/q + 2 p + q + more``: near ``q = 0`` floats miss it by more than both sides round."""
        left = terms.total((terms.divide(terms.power(p, 2), q), terms.multiply(terms.number(2), p), q, terms.number(more)))
        right = terms.divide(terms.power(terms.add(p, q), 2), q)
        return State(ranges, (), frozenset("pq"), (), (terms.ZERO, terms.subtract(right, left)))

    assert not refuted(state(0))
    assert refuted(state(1))


def test_a_point_of_facts_is_reached_where_random_ones_miss_it() -> None:
    """Six numbers that rise by little and have the sum 1; nothing is reached where they fall, or must rise by too much."""
    names = [f"x{k}" for k in range(6)]
    line = field(**{name: (0, 1) for name in names})

    def facts(*texts: str) -> list[tuple[Quotient, bool]]:
        return [(line.quotient_of(text), False) for text in texts]

    pairs = list(itertools.pairwise(names))
    rise = facts(*(f"{b} - {a}" for a, b in pairs), *(f"{a} + 1/10 - {b}" for a, b in pairs))
    whole = facts(f"{'+'.join(names)} - 1", f"1 - ({'+'.join(names)})")
    points = Points(line, 1500)
    assert not np.any(np.all([points.of(fact) >= 0 for fact, _ in rise], axis=0))
    assert reached(line, rise) and reached(line, rise + whole)
    for more in ("x0 - x5", "x5 - x0 - 6/10", "x0 - 1/2"):
        assert not reached(line, rise + whole + facts(more))
    assert not reached(line, [*rise, whole[0], (whole[1][0], True)])  # the sum is less than 1


def test_proofs_are_lean_and_each_of_their_cells_shows_a_state_of_its_own() -> None:
    (pattern,) = patterns(load(CLAIMS["coverage_principle.coverage_le_kl"], spaces=False))
    (proof,) = json.loads(proofs_path(CLAIMS["coverage_principle.coverage_le_kl"]).read_text())["all_sizes"]
    told = list(stated(pattern, proof))
    cells = [cell for one in told for cell in cells_of(*one)]
    assert len(cells) > len(told)
    for state, cell in cells:
        holds(state, cell)
    fat = json.loads(json.dumps(proof))
    for (_, cell), (_, own) in zip((cell for one in stated(pattern, fat) for cell in cells_of(*one)), cells, strict=True):
        cell["bounds"] = own["bounds"] * 2
    assert lean(pattern, fat, time.process_time() + AMPLE) == lean(pattern, proof, time.process_time() + AMPLE) != fat


def test_a_fact_with_a_logarithm_that_the_goal_has_too_is_used() -> None:
    """Also where it is written in another way, and beside facts with logarithms of which the goal says nothing."""
    whole, part, other = map(terms.variable, ("S1", "S0", "M0"))
    one = terms.add(whole, terms.ONE)
    fact = terms.subtract(terms.log(terms.add(terms.subtract(whole, terms.ONE), terms.number(2))), part)
    facts = ((whole, False), (terms.subtract(terms.log(other), part), False), (fact, False))
    ranges = {name: (None, None) for name in ("S0", "S1", "M0")}
    state = State(ranges, (), frozenset(), facts, (part, terms.log(one)))
    tree = Casework(10).solve(state)
    assert tree is not None
    holds(state, tree)
    assert Casework(10).solve(replace(state, facts=facts[:2])) is None


def test_a_case_of_an_equation_is_empty_where_a_fact_says_that_of_numbers() -> None:
    """``max(s - 1, 0)`` and ``max(s, 0)`` ask for the case ``s >= 1``, ``s < 0``, where ``s = 1`` leaves ``-1 > 0``."""
    s, t = map(terms.variable, ("S1", "S0"))
    most = terms.subtract(terms.ONE, s)

    def above(term: terms.Term) -> terms.Term:
        return terms.choose(terms.at_least(term, terms.ZERO), term, terms.ZERO)

    gap = terms.subtract(
        terms.power(terms.add(most, above(s)), 2), terms.power(terms.add(most, above(terms.subtract(s, terms.ONE))), 2)
    )
    facts = ((s, False), (most, False), (terms.subtract(t, gap), False), (terms.subtract(gap, t), False))
    sides = (t, terms.multiply(s, terms.add(terms.ONE, most)))
    state = State(dict.fromkeys(("S0", "S1"), (None, None)), (), frozenset(), facts, sides, "==")
    tree = Casework(10).solve(state)
    assert tree is not None
    holds(state, tree)


def test_each_statement_has_its_own_count_of_cases(monkeypatch) -> None:
    statement = statements(load(CLAIMS["policy_optimisation.group_mean_shrinks"], spaces=False), 2)[0]
    work = Casework(30)
    assert work.statement_proof(statement) is not None and work.cases > 0
    monkeypatch.setattr(casework, "MOST_CASES", work.cases)
    assert work.statement_proof(statement) is not None


def test_time_that_runs_out_in_a_destructor_is_not_lost() -> None:
    class Slow:
        def __del__(self) -> None:
            spend(0.2)

    def spend(seconds: float) -> None:
        start = time.process_time()
        while time.process_time() - start < seconds:
            pass

    started = time.process_time()
    with pytest.raises(OutOfTime), limited(0.1):
        Slow()
        spend(60)
    assert time.process_time() - started < 30
    spend(0.05)  # and nothing is raised any more


def test_an_equation_with_a_divergence_from_a_tilted_law_is_proved_though_the_code_writes_infinities() -> None:
    """The regret of a policy under a KL penalty: the other law has a value 0 in the formula, at which no point is."""

    def best(i):
        return i.base * i.weight / xp.sum(i.base * i.weight)

    def objective(i, law):
        return xp.sum(law * xp.log(i.weight)) - kl(law, i.base)

    regret = claim(
        "J(best) - J(policy) = KL(policy, best)",
        lambda n: {"base": Simplex(n, positive=True), "policy": Simplex(n), "weight": Table((n,), 1, 3)},
        lambda i: objective(i, best(i)) - objective(i, i.policy),
        lambda i: kl(i.policy, best(i)),
        relation="==",
        sizes=(2,),
    )
    assert for_all_sizes(regret, AMPLE) is not None


def test_a_product_that_two_facts_say_is_zero_is_zero_by_its_factors() -> None:
    """Where the mean is at most the smaller value, ``p_0 (v_0 - v_1) = 0``: one of the factors is 0."""

    def stopped(i):
        return xp.sum(i.p * xp.maximum(i.v, xp.sum(i.p * i.v)))

    both = claim(
        "E max(X, Y) <= V of two outcomes",
        lambda n: {"p": Simplex(n), "v": Table((n,), 0, 1)},
        lambda i: i.p[0] ** 2 * i.v[0] + i.p[1] ** 2 * i.v[1] + 2 * i.p[0] * i.p[1] * xp.max(i.v),
        stopped,
        sizes=(2,),
    )
    assert at_size(both, 2, AMPLE) is not None


def test_where_ends_are_exchanged_no_point_is_seen() -> None:
    """Of ``0 <= x <= 1`` and ``x <= y <= 1/2``: points with ``x > 1/2`` are none of the cell."""
    square = field(x=(0, 1), y=(0, 1))
    wedge = square.with_side(Side("y", square.quotient_of("x"), square.quotient_of("1/2")))
    gap = wedge.quotient_of("y - x")
    assert Points(wedge, 100).signs(gap) == {1} and Points(square, 100).signs(gap) == {-1, 1}
