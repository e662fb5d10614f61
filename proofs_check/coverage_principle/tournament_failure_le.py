"""The winner of a tournament on a sample.

With ``pi_1`` the best model at level ``N'`` and ``c`` its coverage, a rival certifies against it at most ``c + N'/N`` of the
data, and of the sample ``2 (c + N'/N) + (9/8) L/n``; the winner's score is no larger, so ``pi_1`` certifies against the winner
at most twice that, or ``8 L/n``. That is one event for each other model in either direction, ``L = log(2 (|Pi| - 1)/delta)``
(``frequency_tail_le``, ``probability_tail_le``). The bound is at most ``5 c + 4 N'/N + 8 log(2 |Pi|/delta)/n``. The probability
is over all samples, by their counts; every winner must do well. The sets of mass ``12 mean/n`` and ``seen/n`` are those of
``_settings_selection``, seen less often than they should be. The last display of the printed proof loses the factor 4 of
``N'/N``, which changes no rate.
"""

import numpy as np

from proofs_check.coverage_principle._settings_odds import tilted_models
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array

COUNT = 3


def law(i: Instance) -> Array:
    """A set of mass ``12 mean/n``, one of mass ``seen/n``, and the others; masses are cut off at 9/10 and half of the rest."""
    mass = xp.minimum(12 * i.mean / i.size, xp.ratio(9, 10))
    second = xp.minimum(i.seen / i.size, (1 - mass) / 2)
    return xp.stack([mass, second, 1 - mass - second])


def derived(i: Instance) -> dict[str, Array]:
    """``N`` in units of ``n``, ``N'``, ``delta = e^(-x/16)`` and ``L``."""
    delta = xp.exp(-i.excess / 16)
    return {
        "level": xp.maximum(i.size * i.scale, 1),
        "inner": 1 + i.beyond / 8,
        "delta": delta,
        "log_odds": xp.log(2 * (COUNT - 1)) + i.excess / 16,
    }


def scores(i: Instance, counts: np.ndarray) -> Array:
    """Scores on samples with these counts (m, 3); shape (models, m)."""
    certified = [[xp.indicator(xp.ratio_at_least(rival, model, i.level)) for rival in i.models] for model in i.models]
    shares = xp.stack([xp.stack([xp.sum(counts * event, axis=1) for event in row]) for row in certified])
    return xp.max(shares, axis=1) / i.size


def failures(i: Instance, counts: np.ndarray) -> Array:
    """1 for samples where some winner is worse than the bound; shape (m,)."""
    table = scores(i, counts)
    winners = xp.at_least(xp.min(table, axis=0), table)
    bad = xp.stack([xp.indicator(coverage(i.law, model, i.level * i.inner) > bound(i)) for model in i.models])
    return xp.max(winners * bad[:, None], axis=0)


def bound(i: Instance) -> Array:
    """``c + max(4 (c + N'/N) + (9/4) L/n, 8 L/n)``."""
    best = xp.min(xp.stack([coverage(i.law, model, i.inner) for model in i.models]))
    slack = i.log_odds / i.size
    return best + xp.maximum(4 * (best + i.inner / i.level) + xp.ratio(9, 4) * slack, 8 * slack)


CLAIM = Claim(
    statement=(
        r"P\Big[\mathrm{Cov}_{N N'}(\hat\pi) > c + \max\Big\{4 c + 4 \frac{N'}{N} + \frac{9 L}{4 n}, \frac{8 L}{n}\Big\}\Big]"
        r" \le \delta, \quad c = \min_{\pi \in \Pi} \mathrm{Cov}_{N'}(\pi),\ L = \log\frac{2 (|\Pi| - 1)}{\delta}"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.3", status="derived"),
    space=lambda draws: tilted_models(
        COUNT,
        3,
        law,
        derived,
        mean=Ratio(xp.ratio(1, 8), 8),
        seen=Ratio(xp.ratio(1, 8), 8),
        scale=Ratio(xp.ratio(1, 8), 8),
        beyond=Ratio(xp.ratio(1, 8), 24),
        excess=Ratio(xp.ratio(1, 8), 64),
    ),
    sizes=(20,),
    lhs=lambda i: xp.expect_over_types(i.law, i.size, lambda counts: failures(i, counts)),
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="the 4 and 8 of the bound are at most 1.185 at its worst classes (tournament_constant)",
)
