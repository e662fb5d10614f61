"""Expected pulls of a coin against the enumeration of all its outcomes, with learners that know nothing of it."""

import math
from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.decisions.play.coin_pulls import expected_pulls, process_leads, ucb_leads
from theory_lab.decisions.play.exact_regret import final_weights
from theory_lab.decisions.play.learners import upper_confidence
from theory_lab.decisions.processes.optimistic_values import UcbVi

START, GOOD, POOR = 0, 1, 2


def greedy(values):
    """The last action of the largest value."""
    return len(values) - 1 - int(np.argmax(values[::-1]))


def enumerated(mean, fixed, episodes, square):
    """``E`` of the episodes in which UCB-VI tosses the coin, the planner being that of the library."""
    rewards = np.zeros((2, 3, 2))
    rewards[0, START, 0], rewards[1, GOOD] = fixed, 1.0
    learner = UcbVi(episodes, 2 * 3 * 2 * 2 * episodes / math.exp(square / 4), np.ones(2))

    def after(moves, visits, left):
        if not left:
            return 0.0
        q = learner.plan(rewards, moves, visits)
        action = greedy(q[0, START])
        outcomes = ((GOOD, mean), (POOR, 1 - mean)) if action else ((POOR, 1.0),)
        total = float(action)
        for state, chance in outcomes:
            now_moves, now_visits = moves.copy(), visits.copy()
            now_moves[0, START, action, state] += 1
            now_visits[0, START, action] += 1
            now_visits[1, state, greedy(q[1, state])] += 1
            total += chance * after(now_moves, now_visits, left - 1)
        return total

    return after(np.zeros((1, 3, 2, 3)), np.zeros((2, 3, 2)), episodes)


@pytest.mark.parametrize(("mean", "fixed"), [(0.3, 0.5), (0.1, 0.75), (0.6, 0.3)])
@pytest.mark.parametrize("square", [0.05, 0.4, 3.0])
def test_ucb_vi_against_its_planner(mean, fixed, square):
    leads = process_leads(Fraction(fixed), xp.exact(Fraction(square)), 10)
    low, high = expected_pulls(Fraction(mean), 10, 1, leads)
    value = enumerated(mean, fixed, 10, square)
    assert low - 1e-12 <= value <= high + 1e-12
    assert high - low < 1e-11


def test_ucb_against_count_states():
    """A fixed arm is an arm that always wins, at a reward of 1."""
    square = xp.exact(Fraction(1, 3))
    low, high = expected_pulls(Fraction(1, 4), 9, 2, ucb_leads(Fraction(1), square))
    counts, weights = final_weights(upper_confidence(9, square), (1, 2, 2), 9)
    chances = np.array([[0.75, 0.25], [0.0, 1.0]])[None, :, :, None]
    likely = np.prod(chances**counts, axis=(0, 1, 2)) * weights
    value = float((likely * counts[0, 0].sum(axis=0)).sum())
    assert low - 1e-12 <= value <= high + 1e-12


def test_leads_that_are_no_ties_and_too_close_are_refused():
    def close(pulls, wins, other):
        return np.zeros(np.broadcast_shapes(pulls.shape, wins.shape)) + 1e-13, np.zeros((1, 1), dtype=bool)

    with pytest.raises(xp.Undecided, match="round 2"):
        expected_pulls(Fraction(1, 2), 4, 2, close)


@pytest.mark.parametrize("leads", [ucb_leads, lambda fixed, square: process_leads(fixed, square, 3)])
def test_a_bonus_so_large_that_floats_hardly_tell_indices_apart_is_refused(leads):
    leads(Fraction(1, 2), xp.exact(10**6))
    with pytest.raises(ValueError, match="at most 1,000,000 here, not 1,000,001"):
        leads(Fraction(1, 2), xp.exact(10**6 + 1))


@pytest.mark.parametrize(("off", "told"), [(1e-12, False), (-1e-12, False), (1e-10, True), (-1e-10, True)])
def test_values_that_floats_hardly_tell_from_the_clip_are_no_lead_and_no_tie(off, told):
    """The fixed arm's value is so far from 1, and the coin's is .604."""
    square, pulls, wins, other = Fraction(1, 4), np.array([[4]]), np.array([[0]]), np.array([[1]])
    value = 1 / 2 + math.sqrt(1 / 8)  # bonuses of its one visit, and of the two visits that an action of the poor state has had
    lead, tie = process_leads(Fraction(1 + off - value), xp.exact(square), 10)(pulls, wins, other)
    assert not tie.any()
    assert (lead.item() < -0.39) if told else (lead.item() == 0)
