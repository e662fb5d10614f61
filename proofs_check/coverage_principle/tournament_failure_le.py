"""The winner of a tournament on a sample.

Frequencies are within a factor 2 and ``8 log(2 |Pi| / delta) / n`` of probabilities, for one event per model
in either direction; then as for the population. The probability is over all samples, by their counts, and
every winner must do well.
"""

import numpy as np

from proofs_check.coverage_principle._settings import candidates
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array

COUNT = 3


def scores(i: Instance, counts: np.ndarray) -> Array:
    """Scores on samples with these counts (m, 2); shape (models, m)."""
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
    """``5 min Cov_{N'} + 4 N'/N + 8 log(2 |Pi| / delta) / n``."""
    best = xp.min(xp.stack([coverage(i.law, model, i.inner) for model in i.models]))
    return 5 * best + 4 * i.inner / i.level + 8 * xp.log(2 * COUNT / i.delta) / i.size


CLAIM = Claim(
    statement=(
        r"P\Big[\mathrm{Cov}_{N N'}(\hat\pi) > 5 \min_{\pi \in \Pi} \mathrm{Cov}_{N'}(\pi) + 4 \frac{N'}{N}"
        r" + \frac{8 \log(2 |\Pi| / \delta)}{n}\Big] \le \delta"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.3", status="derived"),
    space=lambda draws: candidates(
        COUNT, 2, law=Simplex(2), level=Ratio(1, 20), inner=Ratio(1, 4), delta=Ratio(xp.ratio(1, 100), 1)
    ),
    sizes=(10, 40, 160),
    lhs=lambda i: xp.expect_over_types(i.law, i.size, lambda counts: failures(i, counts)),
    rhs=lambda i: i.delta,
    trivial="probability",
    weak="the event has probability below a millionth of the bound; tournament_trap_eq and tournament_constant have strength",
    loose=("the constants 5, 4 and 8 leave no sample of up to 160 draws on which a winner fails with a chance near delta"),
)
