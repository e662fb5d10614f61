"""Hacking instances against their closed forms, and worst reward models against search."""

from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.decoding.responses import hacking
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage

NEAR = 1e-9


@pytest.mark.parametrize("draws", [1, 2, 7, 40])
def test_hacked_good_response_has_its_closed_forms(draws):
    g, q, h = Fraction(1, 10), Fraction(1, 1000), Fraction(1, 5)
    problem = hacking.hacked_good_response(g, q, h)
    assert bool(problem.squared_error() == g * h**2 + q) and bool(problem.coverage() == 1 / g)
    loss = regret(problem.target, best_of_n(problem.base, problem.proxy, draws), problem.truth)
    assert bool(loss == 1 - (1 - q) ** draws + (1 - q - g) ** draws)
    b = Fraction(1, 50)
    loss = regret(problem.target, pessimistic_policy(problem.base, problem.proxy, b), problem.truth)
    assert bool(loss == q / (q + g) * (1 + g * h / b))


def test_ties_of_a_hacked_good_response_change_its_regret():
    found = []
    for shortfall in (Fraction(0), Fraction(1, 2), Fraction(1)):
        problem = hacking.hacked_good_response(Fraction(1, 4), Fraction(1, 8), shortfall)
        loss = regret(problem.target, best_of_n(problem.base, problem.proxy, 3), problem.truth)
        found.append(loss.fractions().item())
    assert found == [Fraction(127, 256), Fraction(147, 256), Fraction(207, 256)]


@pytest.mark.parametrize("draws", [2, 5, 100])
def test_rare_hack_has_its_closed_forms(draws):
    loss, advantage = Fraction(1, 3), Fraction(1, 1000)
    problem = hacking.rare_hack(draws, loss, advantage)
    found = 1 - (1 - Fraction(1, draws)) ** draws
    assert bool(regret(problem.target, best_of_n(problem.base, problem.proxy, draws), problem.truth) == loss * found)
    assert bool(problem.squared_error() == (loss + advantage) ** 2 / draws)
    assert bool(problem.coverage() == Fraction(draws, draws - 1))


def test_rare_reward_and_lower_bound_worlds():
    problem = hacking.rare_reward(Fraction(3), Fraction(1, 4))
    assert bool(problem.coverage() <= 3) and bool(problem.squared_error() == 0)
    worlds = hacking.lower_bound_worlds(5, Fraction(1, 2), Fraction(1, 4))
    law = xp.exact(["1/10", "2/10", "3/10", "3/10", "1/10"])
    losses = [regret(world.target, law, world.truth) for world in worlds]
    assert bool(sum(losses[1:], losses[0]) == 5 * Fraction(1, 8))
    for world in worlds:
        assert bool(world.coverage() == 2) and bool(world.squared_error() == Fraction(1, 64))


def test_values_of_the_instance_on_which_kl_fails():
    """Regret of the chi-square policy at the strength of the theory: .1136, .0284, .0080, .0024."""
    for power, expected in ((2, 0.1136), (3, 0.0284), (4, 0.0080), (5, 0.0024)):
        problem = hacking.kl_failure(Fraction(1, 10**power))
        assert bool(problem.coverage() == 10) and bool(problem.squared_error() == Fraction(1, 10**power))
        base, truth, proxy, target = (np.array([float(xp.value(x)) for x in part]) for part in problem)
        strength = 10 ** (-power / 2) / 3
        assert target @ truth - pessimistic_policy(base, proxy, strength) @ truth == pytest.approx(expected, abs=5e-5)


def drawn(seed, n):
    rng = np.random.default_rng(seed)
    return rng, rng.dirichlet(np.ones(n)), rng.random(n)


@pytest.mark.parametrize("seed", range(20))
def test_proxies_have_the_error_that_was_asked_for(seed):
    rng, base, truth = drawn(seed, 5)
    proxy = hacking.proxy_of_error(base, truth, 0.2, rng)
    assert base @ (proxy - truth) ** 2 == pytest.approx(0.04, rel=NEAR)
    assert proxy.min() >= -NEAR and proxy.max() <= 1 + NEAR


def test_an_error_beyond_the_range_is_refused():
    with pytest.raises(ValueError, match="allows an error of"):
        hacking.proxy_of_error(np.array([0.5, 0.5]), np.array([0.0, 1.0]), 2.0, np.random.default_rng(0))


@pytest.mark.parametrize("seed", range(20))
def test_worst_truth_meets_the_optimality_conditions(seed):
    """A clipped multiple of the density difference that spends the error; no random competitor does better."""
    rng, base, proxy = drawn(seed, 4)
    target, law = rng.dirichlet(np.ones(4)), rng.dirichlet(np.ones(4))
    truth = hacking.worst_truth(base, proxy, target, law, 0.15)
    assert base @ (truth - proxy) ** 2 <= 0.15**2 * (1 + NEAR) and truth.min() >= -NEAR and truth.max() <= 1 + NEAR
    worst = (target - law) @ truth
    assert worst <= (target - law) @ proxy + 0.15 * np.sqrt(base @ ((target - law) / base) ** 2) + NEAR
    for _ in range(200):
        other = np.clip(proxy + rng.standard_normal(4) * 0.3, 0, 1)
        if base @ (other - proxy) ** 2 <= 0.15**2:
            assert (target - law) @ other <= worst + NEAR


def test_worst_truth_without_clipping_attains_the_transfer_bound():
    base, proxy = np.array([0.5, 0.3, 0.2]), np.array([0.5, 0.5, 0.5])
    target, law = np.array([0.2, 0.3, 0.5]), np.array([0.5, 0.3, 0.2])
    truth = hacking.worst_truth(base, proxy, target, law, 0.05)
    gap = (target - law) @ proxy + 0.05 * np.sqrt(l1_coverage(target - law, base))
    assert (target - law) @ truth == pytest.approx(gap, rel=NEAR)
    assert hacking.worst_truth(base, proxy, target, law, 2.0) == pytest.approx([0, 0.5, 1])


def test_where_the_laws_agree_the_proxy_stays():
    base, target = np.array([0.5, 0.25, 0.25]), np.array([0.75, 0.0, 0.25])
    assert hacking.worst_truth(base, np.full(3, 0.5), target, base, 2.0).tolist() == [1, 0, 0.5]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("target", "end"), [((0.9, 0.1, 0.0), 0.25), ((0.7, 0.1, 0.2), 1.0)])
def test_a_response_of_base_mass_zero_costs_no_error(target, end):
    """It stays where both laws agree on it and else goes to its end; the others are those of the problem without it."""
    base, proxy, law = np.array([0.5, 0.5, 0.0]), np.array([0.5, 0.5, 0.25]), np.array([0.5, 0.5, 0.0])
    truth = hacking.worst_truth(base, proxy, np.array(target), law, 0.1)
    assert truth[2] == end
    assert truth[:2] == pytest.approx(hacking.worst_truth(base[:2], proxy[:2], np.array(target[:2]), law[:2], 0.1), rel=NEAR)
    assert base @ (truth - proxy) ** 2 == pytest.approx(0.01, rel=NEAR)


@pytest.mark.parametrize("error", [0.1, 0.3])
def test_worst_proxy_against_a_grid(error):
    """All proxies on a grid within the error are no worse, and some come close."""
    base, truth, target = np.array([0.5, 0.3, 0.2]), np.array([0.0, 0.4, 1.0]), np.array([0.0, 0.0, 1.0])
    worst = hacking.worst_proxy(base, truth, target, 4, error)
    assert base @ (worst.proxy - truth) ** 2 <= error**2 * (1 + NEAR)
    grid = [np.array(point) / 20 for point in product(range(21), repeat=3)]
    losses = [target @ truth - best_of_n(base, proxy, 4) @ truth for proxy in grid if base @ (proxy - truth) ** 2 <= error**2]
    assert max(losses) <= worst.regret + NEAR
    assert hacking.worst_proxy(base, truth, target, 4, 0.0).regret == pytest.approx(
        target @ truth - best_of_n(base, truth, 4) @ truth
    )


@pytest.mark.parametrize(
    "call",
    [
        lambda: hacking.hacked_good_response(Fraction(1, 2), Fraction(1, 2), Fraction(0)),
        lambda: hacking.rare_hack(1, Fraction(0), Fraction(1, 2)),
        lambda: hacking.rare_hack(2, Fraction(1), Fraction(1, 2)),
        lambda: hacking.rare_hack(2, Fraction(0), Fraction(0)),
        lambda: hacking.rare_hack(2, Fraction(0), Fraction(-1, 2)),
        lambda: hacking.rare_hack(2, Fraction(-1, 2), Fraction(1, 2)),
        lambda: hacking.rare_reward(Fraction(1), Fraction(1, 2)),
        lambda: hacking.lower_bound_worlds(1, Fraction(0), Fraction(0)),
        lambda: hacking.kl_failure(Fraction(1)),
        lambda: hacking.worst_proxy(np.ones(9) / 9, np.ones(9), np.ones(9) / 9, 2, 0.1),
        lambda: hacking.worst_proxy(np.ones(2) / 2, np.ones(2), np.ones(2) / 2, 2, -0.1),
        lambda: hacking.worst_truth(np.ones(2) / 2, np.ones(2), np.array([1, 0]), np.ones(2) / 2, -0.1),
        lambda: hacking.proxy_of_error(np.ones(2) / 2, np.ones(2), np.inf, np.random.default_rng(0)),
    ],
)
def test_impossible_parameters_are_refused(call):
    with pytest.raises(ValueError):
        call()


@pytest.mark.parametrize(
    "call",
    [
        lambda: hacking.hacked_good_response(0.5, Fraction(1, 4), Fraction(0)),
        lambda: hacking.rare_hack(2, Fraction(0), 0.5),
        lambda: hacking.rare_reward(Fraction(3), 0.5),
        lambda: hacking.lower_bound_worlds(2, 0.5, Fraction(0)),
        lambda: hacking.kl_failure(0.5),
    ],
)
def test_parameters_that_are_floats_are_refused(call):
    with pytest.raises(TypeError, match=r"0\.5 is a float, .*; write Fraction\(1, 2\)"):
        call()


def test_a_rare_reward_has_a_coverage_from_two_on():
    least = hacking.rare_reward(Fraction(2), Fraction(1))
    assert least.base.fractions().tolist() == [1, 0]
    for coverage, share in ((Fraction(3, 2), Fraction(1)), (Fraction(2), Fraction(0)), (Fraction(2), Fraction(5, 4))):
        with pytest.raises(ValueError, match="the coverage is at least 2 and the share in"):
            hacking.rare_reward(coverage, share)


def test_instances_by_hand():
    """Base law, true rewards, proxy and comparator of each family."""
    h, third = Fraction(1, 2), Fraction(1, 3)
    for problem, wanted in (
        (
            hacking.hacked_good_response(Fraction(1, 4), Fraction(1, 8), third),
            ([Fraction(5, 8), Fraction(1, 4), Fraction(1, 8)], [0, 1, 0], [0, 1 - third, 1], [0, 1, 0]),
        ),
        (
            hacking.rare_hack(3, third, Fraction(1, 5)),
            ([1 - third, third], [Fraction(4, 5), Fraction(4, 5) - third], [Fraction(4, 5), 1], [1, 0]),
        ),
        (hacking.rare_reward(Fraction(3), h), ([Fraction(1, 8), Fraction(7, 8)], [1, 0], [1, 0], [h, h])),
        (
            hacking.kl_failure(Fraction(1, 5)),
            ([Fraction(7, 10), Fraction(1, 10), Fraction(1, 5)], [0, h, 0], [0, h, 1], [0, 1, 0]),
        ),
        (
            hacking.lower_bound_worlds(3, h, Fraction(1, 8))[1],
            ([third] * 3, [Fraction(7, 16), Fraction(5, 8), Fraction(7, 16)], [h] * 3, [h * third, 2 * third, h * third]),
        ),
    ):
        assert tuple(part.fractions().tolist() for part in problem) == tuple(list(part) for part in wanted)


@pytest.mark.parametrize(
    "call",
    [
        *(
            lambda good=good: hacking.hacked_good_response(good, Fraction(1, 4), Fraction(0))
            for good in (Fraction(0), Fraction(3, 4))
        ),
        lambda: hacking.hacked_good_response(Fraction(1, 4), Fraction(0), Fraction(0)),
        *(lambda h=h: hacking.hacked_good_response(Fraction(1, 4), Fraction(1, 4), h) for h in (Fraction(-1, 8), Fraction(9, 8))),
        *(lambda s=s: hacking.lower_bound_worlds(2, s, Fraction(0)) for s in (Fraction(-1, 8), Fraction(9, 8))),
        *(lambda s=s: hacking.lower_bound_worlds(2, Fraction(0), s) for s in (Fraction(-1, 8), Fraction(5, 8))),
        *(lambda q=q: hacking.kl_failure(q) for q in (Fraction(0), Fraction(9, 10))),
        lambda: hacking.rare_hack(2, Fraction(3, 4), Fraction(3, 8)),
    ],
)
def test_parameters_beyond_their_ends_are_refused(call):
    with pytest.raises(ValueError, match="got"):
        call()


def test_parameters_at_their_ends_are_allowed():
    for shortfall in (Fraction(0), Fraction(1)):
        assert hacking.hacked_good_response(Fraction(1, 4), Fraction(1, 4), shortfall).proxy.fractions()[1] == 1 - shortfall
    assert hacking.rare_hack(2, Fraction(3, 4), Fraction(1, 4)).truth.fractions().tolist() == [Fraction(3, 4), 0]
    assert hacking.rare_hack(2, Fraction(0), Fraction(1)).truth.fractions().tolist() == [0, 0]
    sure, none = (hacking.lower_bound_worlds(2, Fraction(s), Fraction(s, 2))[0] for s in (1, 0))
    assert sure.target.fractions().tolist() == sure.truth.fractions().tolist() == [1, 0]
    assert none.target.fractions().tolist() == none.truth.fractions().tolist() == [Fraction(1, 2)] * 2


def spent(base, start, direction, error, bound):
    """``start + t direction`` cut to the range, with the ``t`` that spends the error, by halving."""
    low, high = 0.0, 1e6
    for _ in range(200):
        middle = (low + high) / 2
        moved = np.clip(start + middle * direction, 0, bound)
        low, high = (middle, high) if base @ (moved - start) ** 2 <= error**2 else (low, middle)
    return np.clip(start + low * direction, 0, bound)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("bound", [1.0, 2.5])
def test_cut_directions_are_those_found_by_halving(seed, bound):
    rng, base, start = drawn(seed, 5)
    target, law = rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(5))
    law[0] = target[0]  # a response of equal mass under both stays where it is
    law[1:] *= (1 - law[0]) / law[1:].sum()
    direction = (target - law) / base
    for error in (0.01, 0.2, 0.45):
        if base @ (spent(base, start, direction, 9.0, bound) - start) ** 2 > error**2:
            wanted = spent(base, start, direction, error, bound)
            assert hacking.worst_truth(base, start, target, law, error, bound) == pytest.approx(wanted, abs=1e-9)
        lots = np.random.default_rng(seed).standard_normal(5)
        if base @ (spent(base, start, lots, 9.0, bound) - start) ** 2 > error**2:
            found = hacking.proxy_of_error(base, start, error, np.random.default_rng(seed), bound)
            assert found == pytest.approx(spent(base, start, lots, error, bound), abs=1e-9)


def nearest_of_order(values, weights):
    """Isotonic regression by its formula: the largest over starts of the smallest over ends of the mean between them."""

    def mean(a, b):
        return values[a:b] @ weights[a:b] / weights[a:b].sum()

    n = len(values)
    return np.array([max(min(mean(a, b) for b in range(i + 1, n + 1)) for a in range(i + 1)) for i in range(n)])


@pytest.mark.parametrize("seed", range(6))
def test_the_worst_proxy_is_the_worst_of_all_orders(seed):
    rng, base, truth = drawn(seed, 4)
    target, draws = rng.dirichlet(np.ones(4)), 3
    for error in (0.05, 0.2, 0.6):
        losses = {}
        for order in permutations(range(4)):
            ranked = list(order)
            fitted = nearest_of_order(truth[ranked], base[ranked])
            if base[ranked] @ (fitted - truth[ranked]) ** 2 <= error**2:
                ranks = np.empty(4)
                ranks[ranked] = np.arange(4.0)
                proxy = np.empty(4)
                proxy[ranked] = fitted
                losses[order] = float(target @ truth - best_of_n(base, ranks, draws) @ truth), proxy
        found = hacking.worst_proxy(base, truth, target, draws, error)
        assert found.regret == pytest.approx(max(loss for loss, _ in losses.values()), rel=1e-12)
        assert losses[found.order][0] == pytest.approx(found.regret, rel=1e-12)
        assert found.proxy == pytest.approx(losses[found.order][1], rel=1e-12)
