"""Worst reward models with responses of no mass, and what laws of responses cannot be asked for."""

from itertools import permutations

import numpy as np
import pytest

from theory_lab.decoding.responses import candidates, hacking

NONE = float("nan")
HALF, TRUTH, PROXY, TARGET = np.array([0.5, 0.5]), np.array([0.2, 0.7]), np.array([0.1, 0.9]), np.array([1.0, 0.0])


def least_error(truth, base):
    """The least squared error of a proxy that does not fall: over all ways to cut the order into blocks of one value."""
    n, least = len(truth), np.inf
    for cuts in range(1 << (n - 1)):
        ends = [k + 1 for k in range(n - 1) if cuts >> k & 1]
        blocks = [slice(a, b) for a, b in zip([0, *ends], [*ends, n], strict=True) if base[a:b].sum() > 0]
        means = [base[block] @ truth[block] / base[block].sum() for block in blocks]
        if all(a <= b + 1e-12 for a, b in zip(means, means[1:], strict=False)):
            least = min(least, sum(base[b] @ (truth[b] - mean) ** 2 for b, mean in zip(blocks, means, strict=True)))
    return least


@pytest.mark.parametrize("error", [0.0, 0.2, 0.5])
@pytest.mark.parametrize("seed", range(4))
def test_responses_without_mass_do_not_make_every_order_possible(seed, error):
    """Two neighbours without mass were pooled to nan, whose error exceeded nothing."""
    rng = np.random.default_rng(seed)
    base, truth, target = np.array([0.0, 0.0, 0.25, 0.75]), rng.integers(0, 9, 4) / 8, rng.dirichlet(np.ones(4))
    truth[:2] = [0.875, 0.125]
    regrets = []
    for order in map(list, permutations(range(4))):
        if least_error(truth[order], base[order]) <= error**2 + 1e-12:
            regrets.append(target @ truth - np.diff(np.cumsum(base[order]) ** 3, prepend=0) @ truth[order])
    found = hacking.worst_proxy(base, truth, target, 3, error)
    assert found.regret == pytest.approx(max(regrets), abs=1e-12)
    assert np.isfinite(found.proxy).all() and base @ (found.proxy - truth) ** 2 <= error**2 + 1e-12


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (lambda: hacking.worst_proxy(HALF, TRUTH, TARGET, 0, 0.1), "at least once, got N = 0"),
        (lambda: hacking.worst_proxy(HALF, TRUTH, TARGET, 2.5, 0.1), "whole number of times, at least once, got N = 2.5"),
        (lambda: hacking.worst_proxy(HALF, TRUTH, TARGET, NONE, 0.1), "got N = nan"),
        (lambda: hacking.worst_proxy(HALF, TRUTH, np.ones(1), 3, 0.1), r"target \(1,\)"),
        (lambda: hacking.worst_proxy(np.zeros(0), np.zeros(0), np.zeros(0), 3, 0.1), r"base \(0,\)"),
        (lambda: hacking.worst_proxy(HALF, np.array([NONE, 1]), TARGET, 3, 0.1), "the truth has finite entries, got nan"),
        (lambda: hacking.worst_proxy(np.array([-0.5, 1.5]), TRUTH, TARGET, 3, 0.1), "of total 1, not .-0.5, 1.5"),
        (lambda: hacking.worst_truth(HALF, PROXY, TARGET, np.ones(1), 0.1), r"law \(1,\)"),
        (lambda: hacking.worst_truth(HALF, PROXY, TARGET, HALF, -0.1), "at least 0, not -0.1"),
        (lambda: hacking.worst_truth(HALF, PROXY, TARGET, HALF, 0.1, 0.5), "the proxy lies .* got 0.1 to 0.9 for 0.5"),
        (lambda: hacking.worst_truth(HALF, PROXY, TARGET, HALF, 0.1, NONE), "for nan"),
        (lambda: hacking.proxy_of_error(HALF, TRUTH[:1], 0.1, np.random.default_rng(0)), r"truth \(1,\)"),
        (lambda: hacking.proxy_of_error(HALF, TRUTH, 0.1, np.random.default_rng(0), 0.5), "the truth lies .* for 0.5"),
        (lambda: candidates.top_k_law(HALF, TRUTH, 2**70, 1), r"at most 2\^53"),
        (lambda: candidates.soft_best_of_n_law(HALF, TRUTH, 2**70, 1.0), r"at most 2\^53"),
    ],
)
def test_what_makes_no_sense_is_refused(request_, message):
    with pytest.raises(ValueError, match=message):
        request_()
