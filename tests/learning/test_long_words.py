"""Long words: enclosures against plain loops, bounds against simulation-free means."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from theory_lab import numbers as xp
from theory_lab.learning.training import count_states, long_words, test_time, updates
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


@pytest.mark.parametrize(("rate", "tosses"), [(Fraction(0), 3), (Fraction(3, 2), 3), (Fraction(1, 2), 10**6)])
def test_coin_divergences_outside_their_range_are_refused(rate, tosses):
    with pytest.raises(ValueError, match=r"rate between 0 and 1|round too often"):
        long_words.coin_divergences(rate, tosses)


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
