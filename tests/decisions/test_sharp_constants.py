"""Sharp constants, and numbers that go with the general divergences, to the digits known."""

from itertools import product
from math import log, sqrt

import numpy as np
import pytest

from theory_lab.decisions import classes
from theory_lab.decisions.coefficients import references
from theory_lab.decisions.play import estimation, exact_regret

NINE, UNIFORM = classes.grid([0.2, 0.5, 0.8]), np.full(9, 1 / 9)


def test_single_arm_widths_approach_two():
    """(1 + sum_{j<m} j^-1/2) / sqrt m: 1.804 at 10, 1.995 at 10^4, 1.9995 at 10^6."""
    ratios = [(1 + (1 / np.sqrt(np.arange(1, m))).sum()) / sqrt(m) for m in (10, 10**4, 10**6)]
    assert [f"{ratios[0]:.3f}", f"{ratios[1]:.3f}", f"{ratios[2]:.4f}"] == ["1.804", "1.995", "1.9995"]


def test_kl_over_hellinger_at_bounded_ratio():
    """C(V) = (V log V - V + 1)/(sqrt V - 1)^2: 2.99990 at 10, 8.377 at 10^4; (2 + log V)/C(V) is at most 1.4864."""

    def constant(v):
        return (v * np.log(v) - v + 1) / (np.sqrt(v) - 1) ** 2

    assert f"{constant(10):.5f}" == "2.99990" and f"{constant(1e4):.3f}" == "8.377"
    values = np.exp(np.linspace(0.01, 12, 20_000))
    assert f"{((2 + np.log(values)) / constant(values)).max():.4f}" == "1.4864"
    p, q = np.array([1e-6, 1 - 1e-6]), np.array([1e-7, 1 - 1e-7])
    assert f"{(p * np.log(p / q)).sum() / ((np.sqrt(p) - np.sqrt(q)) ** 2).sum():.4f}" == "2.9999"


def test_constants_of_the_chain_rule():
    """2, 8/3, 3.048 by doubling, 3.46275 in the limit; 1 + 1/sqrt 2 = 1.70711 is the best for two steps."""
    products = np.cumprod([1 / (1 - 2.0**-i) for i in range(1, 60)])
    assert [f"{x:.3f}" for x in products[:3]] == ["2.000", "2.667", "3.048"] and f"{products[-1]:.5f}" == "3.46275"
    s, h = 1 + sqrt(2), 2
    assert f"{((1 - s) ** 2 + s * h) / ((1 - s) ** 2 + h):.5f}" == "1.70711"


def test_hard_family_at_ten_arms():
    """A = 10, offset 200: .010119 at D = .02247, below (A - 1)/(4 offset) = .01125; the paper's constant gives .00078."""
    shifts = np.linspace(0.001, 0.1, 200_000)
    far = 2 - np.sqrt(1 + 2 * shifts) - np.sqrt(1 - 2 * shifts)
    values = shifts * 0.9 - 200 * far / 10
    assert f"{values.max():.6f}" == "0.010119" and f"{shifts[values.argmax()]:.5f}" == "0.02247"
    assert f"{9 / 800:.5f}" == "0.01125" and f"{10 / 200 / 64:.5f}" == "0.00078"


def test_density_estimation_with_five_experts():
    """P(Est_H > Reg_KL + 2 log(1/d)) / d over d < 1 and all truths, T = 12: .2340."""
    experts, paths = np.array([0.1, 0.3, 0.5, 0.7, 0.9]), np.array(list(product((0, 1), repeat=12)))
    ones, worst = np.concatenate([np.zeros((len(paths), 1), dtype=int), paths.cumsum(axis=1)], axis=1), 0.0
    for truth in experts:
        excess, chance = np.zeros(len(paths)), np.ones(len(paths))
        for t in range(12):
            likely = experts ** ones[:, t, None] * (1 - experts) ** (t - ones[:, t, None])
            q, seen = likely @ experts / likely.sum(axis=1), paths[:, t] == 1
            excess += (sqrt(truth) - np.sqrt(q)) ** 2 + (sqrt(1 - truth) - np.sqrt(1 - q)) ** 2
            excess -= np.log(np.where(seen, truth / q, (1 - truth) / (1 - q)))
            chance *= np.where(seen, truth, 1 - truth)
        levels = np.unique(np.exp(-excess / 2))
        worst = max(worst, *(chance[np.exp(-excess / 2) <= d * (1 + 1e-12)].sum() / d for d in levels if d < 1))
    assert f"{worst:.4f}" == "0.2340"


@pytest.mark.parametrize(("offset", "known"), [(2.0, ("1.593", "1.318", "2.950")), (4.0, ("1.631", "1.333", "4.880"))])
def test_e2d_at_larger_offsets(offset, known):
    """Nine models, T = 12, Kullback-Leibler: worst regret, estimation error and certificate.

    Ties of the linear programs matter: other optimal laws give 1.597 and 1.665, and 4.881.
    """
    learner = estimation.estimation_to_decisions(NINE, UNIFORM, offset, estimation.kullback_leibler)

    def coefficients(counts, law, rounds):
        payoffs = estimation.offset_payoffs(NINE, UNIFORM, counts, offset, estimation.kullback_leibler)
        return estimation.round_coefficients(payoffs, law).sum(axis=0)

    paid = exact_regret.regrets(learner, NINE, 12).max()
    errors = estimation.estimation_errors(learner, NINE, UNIFORM, 12, estimation.kullback_leibler)
    spent = exact_regret.expected_sums(learner, NINE, 12, coefficients)
    assert tuple(f"{x:.3f}" for x in (paid, errors.max(), (spent + offset * errors).max())) == known


def test_guarantee_before_the_first_round():
    """``T sup dec + offset log N`` at offset 4/5 for nine models, T = 12: 3.507 by ascent; uniform play pays 3.6."""
    rng, starts = np.random.default_rng(0), []
    for _ in range(25):
        reference = np.tensordot(rng.dirichlet(np.full(9, 0.5)), NINE.laws[:, 0], axes=1)
        starts.append(references.ascend_laws(NINE, reference, 0.8, estimation.kullback_leibler, references.mean_laws)[0][-1])
    best, gaps = max(starts), NINE.gaps[:, 0]
    assert f"{12 * best + 0.8 * log(9):.3f}" == "3.507"
    assert f"{12 * gaps.mean(axis=1).max():.1f}" == "3.6"
