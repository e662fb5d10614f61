"""Long words: enclosures against plain loops, bounds against simulation-free means."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.learning.training import count_states, long_words, test_time, updates
from theory_lab.learning.training.decoder_coverage import Setting, training_mean
from theory_lab.learning.training.dynamics import reached
from theory_lab.learning.training.layered import Task, checkpoints
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def plain_pass(x, horizon):
    loss = 0.0
    for _ in range(horizon):
        u = math.exp(-x)
        loss += math.log1p(u + u * u)
        x += 0.5 * (u + 2 * u * u) / (1 + u + u * u)
    return loss, x


@pytest.mark.parametrize(("horizon", "fineness"), [(50, 400), (3000, 400), (3000, 50), (20_000, 100)])
def test_pass_over_a_flat_prompt_is_enclosed(horizon, fineness):
    x = xp.log(xp.exact(Fraction(horizon, 16))) - 1
    found = long_words.flat_decoder((x, x), Fraction(1, 2), horizon, fineness)
    loss, end = plain_pass(math.log(horizon / 16) - 1, horizon)
    for pair, value in ((found.loss, loss), (found.exponent, end)):
        low, high = (float(xp.value(v)) for v in pair)
        assert low - 1e-9 <= value <= high + 1e-9
        assert high - low <= 12 / fineness


def test_flat_pull_and_loss_are_those_of_the_features():
    features = count_states.flat_prompts(xp.exact(3))
    theta = xp.exact(["1/4", "1/2"])
    law = count_states.letter_laws(features, theta)
    gradient = count_states.count_gradient(features)(theta, xp.exact(count_states.modal_counts(7, 0, 2, (2, 3)).tolist()))
    exponent = 3 * theta[0]
    assert bool(abs(gradient[0] - 7 * 3 * count_states.flat_pull(exponent)) < Fraction(1, 10**15))
    assert bool(abs(xp.log(law[0, 2]) + count_states.flat_loss(exponent)) < Fraction(1, 10**15))
    assert bool(gradient[1] == 0)


def test_updates_needed_counts_moves():
    moves = iter(range(100))
    start = xp.exact(0)

    def move(x):
        next(moves)
        return x + 1

    needed = count_states.updates_needed(start, 1000, 4, move)
    assert needed == next(moves) == 6  # 1000 log(1 + e^-x + e^-2x) < 4 from x = 6 on
    with pytest.raises(ValueError, match="not covered after 3 updates"):
        count_states.updates_needed(start, 1000, 4, lambda x: x, most=3)


def test_coin_divergences_bound_the_mean_over_all_tosses():
    chance, rate, tosses = 1 / (1 + math.exp(-2.0)), Fraction(2, 5), 8
    low, high = long_words.coin_divergences(rate, tosses)
    for n in range(tosses):
        mean = 0.0
        for signs in itertools.product((1, -1), repeat=n):
            w, mass = 0.0, 1.0
            for y in signs:
                mass *= chance if y == 1 else 1 - chance
                w = min(max(w + 0.4 * (y - math.tanh(w)), -1.0), 1.0)
            q = (1 + math.tanh(w)) / 2
            mean += mass * (chance * math.log(chance / q) + (1 - chance) * math.log((1 - chance) / (1 - q)))
        assert low[n] <= mean <= high[n]
        assert high[n] - low[n] < 0.004


@pytest.mark.parametrize(("rate", "tosses"), [(Fraction(0), 3), (Fraction(3, 2), 3), (Fraction(1, 2), 133_684)])
def test_coin_divergences_outside_their_range_are_refused(rate, tosses):
    with pytest.raises(ValueError, match=r"rate between 0 and 1|round too often"):
        long_words.coin_divergences(rate, tosses)


@pytest.mark.parametrize(("tosses", "cells"), [(3, 3), (3, 0), (-1, 4)])
def test_bounds_start_at_an_end_of_cells(tosses, cells):
    """With 3 cells the walk would start at 1/3, where the divergence is 0.13 and not 0.33."""
    with pytest.raises(ValueError, match=f"an even number of cells and at least 0 tosses, not {cells} and {tosses}"):
        long_words.coin_divergences(Fraction(1, 2), tosses, cells)


@pytest.mark.parametrize("rate", [Fraction(0), Fraction(-1), Fraction(2)])
def test_blocks_need_a_move_that_increases(rate):
    with pytest.raises(ValueError, match=f"above 0 and at most 1, got {rate}"):
        long_words.flat_decoder((xp.exact(0), xp.exact(0)), rate, 5)


@pytest.mark.parametrize("wrong", [{"choice": -1}, {"forced": -1}, {"width": 1}, {"majority": Fraction(2)}])
def test_tasks_that_are_none_are_refused(wrong):
    with pytest.raises(ValueError, match=r"at least 2 nodes and a share of the majority in \[0, 1\], not Task"):
        Task(**wrong)


def test_means_over_no_training_are_refused():
    with pytest.raises(ValueError, match="at least one sample, not 0"):
        long_words.visit_means(2, 0, Fraction(1, 2))
    with pytest.raises(ValueError, match="at least one step, not 0"):
        training_mean(Setting(Fraction(1, 2), 2, 1.0, 100, 10), Fraction(1, 4), 0, 2)
    with pytest.raises(ValueError, match="at least one step, not 0"):
        checkpoints(0)
    start = xp.exact([0])
    with pytest.raises(ValueError, match="at least one step, not 0"):
        reached(lambda theta: theta[:, None], xp.exact([1]), start, 0)


def test_visit_means_reproduce_the_numbers():
    """Decoder .09, .17, .35; proper iterates .54, 2.1, 8.4."""
    for horizon, decoder, proper in ((64, 0.0915, 0.538), (256, 0.175, 2.12), (1024, 0.351, 8.42)):
        variance = horizon / (math.cosh(1.0) ** 2 * 32)
        found = long_words.visit_means(horizon, 16, Fraction(min(0.5, math.sqrt(2 / (variance * 16)))))
        assert found.decoder[0] <= decoder <= found.decoder[1]
        assert found.proper[0] <= proper * 1.001 and proper * 0.999 <= found.proper[1]


@pytest.mark.parametrize("samples", [3, 4, 5, 6, 7, 9])
def test_visit_means_lie_around_exact_sums_over_visits(samples):
    """Of the divergences of tosses as bounded, with no more visits than are looked at."""
    rate, mu = Fraction(1, 2), Fraction(1, 2 * samples)
    found = long_words.visit_means(2, samples, rate)
    for end, table in zip((0, 1), long_words.coin_divergences(rate, 14), strict=True):
        passes = [Fraction(table[2 * k]) + Fraction(table[2 * k + 1]) for k in range(7)]
        starts = [2 * Fraction(table[2 * k]) for k in range(7)]
        worst = Fraction(4 if end else 0)
        for ends, values in ((found.decoder, passes), (found.proper, starts)):
            law = [math.comb(t, k) * mu**k * (1 - mu) ** (t - k) for t in range(samples) for k in range(t + 1)]
            of = [values[k] if k < 7 else worst for t in range(samples) for k in range(t + 1)]
            exact = mu * sum(m * v for m, v in zip(law, of, strict=True)) / samples
            assert Fraction(ends[0]) < exact if end == 0 else exact < Fraction(ends[1])


def test_log_ratios_of_the_sharp_prompt():
    """226.4 at effective step 8, 264.1 in the limit, against H B / 8 = 66.03."""
    horizon, steps = 16, 30
    scale = 4 * math.log(8 * steps * horizon)
    assert round(horizon * scale / 8, 2) == 66.03
    for step, wanted in ((8.0, 226.4), (1e9, 264.1)):
        features = count_states.sharp_prompt(np.array(scale), np.array(step))
        data = count_states.letter_laws(features, np.array([1.0, 0.0]))
        model = count_states.letter_laws(features, features[0, 2] / scale)
        mode = count_states.modal_counts(horizon, 0, 1, (1, 3)).astype(float)
        assert round(float(count_states.log_ratio(data, model, mode)), 1) == wanted


def test_decoder_covers_more_of_a_flat_prompt_by_enumeration():
    """Words of six letters: the decoder's profile lies below the model's at every level from 4 to 60."""
    from theory_lab.measures.profiles import coverage

    tree, scale = Tree.complete(3, 6), 8.0
    features = (tree.letter[1:, None] - 1.0) * scale
    data = laws.leaf_law(tree, test_time.decoder_steps(tree, features, np.array([0.5]), 0.0))
    start, rate = np.array([0.02]), 1 / (2 * scale**2)
    decoder = laws.leaf_law(tree, test_time.decoder_steps(tree, features, start, rate, updates.ball()))
    model = laws.leaf_law(tree, test_time.decoder_steps(tree, features, start, 0.0))
    for level in (4, 8, 16, 32, 60):
        assert coverage(data, decoder, level) <= coverage(data, model, level)
    assert coverage(data, decoder, 60) < 0.5 < coverage(data, model, 60)


def test_the_first_letters_of_a_flat_pass_by_hand():
    """A block of two letters moves twice as far as its first one at most, and at least twice as far as from there."""
    x, rate = 1.0, Fraction(1, 2)

    def pull(at):
        u = math.exp(-at)
        return (u + 2 * u * u) / (1 + u + u * u)

    def loss(at):
        return math.log(1 + math.exp(-at) + math.exp(-2 * at))

    start = xp.exact(1)
    one = long_words.flat_decoder((start, start), rate, 1, 1)
    assert [float(xp.value(end)) for end in one.loss] == pytest.approx([loss(x)] * 2, rel=1e-12)
    assert [float(xp.value(end)) for end in one.exponent] == pytest.approx([x + pull(x) / 2] * 2, rel=1e-12)
    two = long_words.flat_decoder((start, start), rate, 2, 1)
    far = x + pull(x)
    assert [float(xp.value(end)) for end in two.exponent] == pytest.approx([x + pull(far), far], rel=1e-12)
    assert [float(xp.value(end)) for end in two.loss] == pytest.approx([2 * loss(far), 2 * loss(x)], rel=1e-12)
    assert x + pull(far) < plain_pass(x, 2)[1] < far and 2 * loss(far) < plain_pass(x, 2)[0] < 2 * loss(x)


def test_bounds_of_coins_are_wider_than_roundings():
    """Before the first toss the parameter is 0, a point of the grid: ``log 2`` less the entropy of the coin."""
    chance = 1 / (1 + math.exp(-2.0))
    exact = math.log(2) + chance * math.log(chance) + (1 - chance) * math.log(1 - chance)
    low, high = long_words.coin_divergences(Fraction(2, 5), 1)
    assert low[0] == pytest.approx(exact * (1 - 2.0**-24) - 2.0**-24, rel=1e-10)
    assert high[0] == pytest.approx(exact * (1 + 2.0**-24) + 2.0**-24, rel=1e-10)


def test_columns_of_parameters_are_one_after_the_other_in_count_states():
    features = xp.exact(np.random.default_rng(3).integers(-4, 5, (2, 3, 2)).tolist()) / 3
    columns = xp.exact([["1/3", "0", "-1"], ["-1/4", "1", "1/2"]])
    common = xp.exact([[3, 1, 0], [0, 2, 2]])
    own = xp.exact(np.random.default_rng(4).integers(0, 5, (2, 3, 3)).tolist())
    gradient = count_states.count_gradient(features)
    together, laws_ = gradient(columns, common), count_states.letter_laws(features, columns)
    apart = gradient(columns, own)
    ratios = count_states.log_ratio(laws_[..., 0], laws_, common)
    for k in range(3):
        theta = columns[:, k]
        law = count_states.letter_laws(features, theta)
        assert bool(xp.all(abs(laws_[..., k] - law) < Fraction(1, 10**15)))
        assert bool(xp.all(abs(together[:, k] - gradient(theta, common)) < Fraction(1, 10**15)))
        assert bool(xp.all(abs(apart[:, k] - gradient(theta, own[..., k])) < Fraction(1, 10**15)))
        assert bool(abs(ratios[k] - count_states.log_ratio(laws_[..., 0], law, common)) < Fraction(1, 10**15))
    for x in range(2):  # by the weights of the letters
        weights = [math.exp(sum(float(xp.value(features[x, a, i] * columns[i, 1])) for i in range(2))) for a in range(3)]
        found = [float(xp.value(mass)) for mass in laws_[x, :, 1]]
        assert found == pytest.approx([weight / sum(weights) for weight in weights], rel=1e-12)


def test_a_response_is_uncovered_at_the_level_itself():
    """Two letters, each of probability 1/3 at exponent 0, where the data has probability 1: ``2 log 3``."""
    exponent, level = xp.exact(0), xp.log(xp.exact(9))
    assert bool(count_states.flat_uncovered(exponent, 2, level) == 1)
    assert bool(count_states.flat_uncovered(exponent, 2, level + Fraction(1, 10**9)) == 0)
    # Where the data has 1/(1 + 1/2 + 1/4) = 4/7: the ratio is (12/7)^2.
    target = xp.log(xp.exact(2))
    for shift, wanted in ((-1, 1), (1, 0)):
        log_level = 2 * math.log(12 / 7) + shift * 1e-9
        assert bool(count_states.flat_uncovered(exponent, 2, Fraction(log_level), target) == wanted)
    assert bool(count_states.flat_uncovered(target, 2, Fraction(1, 10**9), target) == 0)


def test_as_many_updates_as_are_needed_are_enough():
    def onward(x):
        return x + 1

    start = xp.exact(0)
    assert count_states.updates_needed(start, 1000, 4, onward, most=6) == 6
    with pytest.raises(ValueError, match="after 5 updates at horizon 1000"):
        count_states.updates_needed(start, 1000, 4, onward, most=5)
    # With data of exponent 6 the level is reached earlier: 1000 (loss(5) - loss(6)) = 4.27, and at 5.1 it is 3.6.
    assert count_states.updates_needed(xp.exact(0), 1000, 4, onward, target=xp.exact(6)) == 6
    assert count_states.updates_needed(xp.exact("1/10"), 1000, 4, onward, target=xp.exact(6)) == 5
    assert count_states.updates_needed(xp.exact(6), 1000, 4, onward) == 0


@pytest.mark.parametrize("most", [0, 1, 2])
def test_visits_that_are_not_looked_at_count_two_nats_a_toss(most):
    """The divergence of a toss is ``2 tanh 1 = 1.52`` at most, at the parameter -1; two of them a word, below four nats."""
    samples, mu = 4, 1 / 8
    found = long_words.visit_means(2, samples, Fraction(1, 2), most)
    assert 2 * math.tanh(1) < 2
    for end, beyond in ((0, 0.0), (1, 4.0)):
        table = long_words.coin_divergences(Fraction(1, 2), (most + 1) * 2)[end]
        decoder = proper = 0.0
        for t in range(samples):
            for visits in range(t + 1):
                mass = math.comb(t, visits) * mu**visits * (1 - mu) ** (t - visits)
                known = visits <= most
                decoder += mass * (table[2 * visits] + table[2 * visits + 1] if known else beyond)
                proper += mass * (2 * table[2 * visits] if known else beyond)
        sign = 1 + (2 * end - 1) * long_words.WIDENING
        assert found.decoder[end] == pytest.approx(mu * decoder / samples * sign, rel=1e-12)
        assert found.proper[end] == pytest.approx(mu * proper / samples * sign, rel=1e-12)
