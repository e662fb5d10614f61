"""The winner of an offset tournament on a sample.

As for the population, with frequencies within a factor 2 and ``8 L/n`` of probabilities, ``L = log(4 |Pi|/delta)``. The
probability is over all samples, by their counts; every winner must do well. If some model is within ``gamma`` of the
data everywhere, the first term is 0.
"""

import numpy as np

from proofs_check.coverage_principle._settings import candidates, offset_scores
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source
from theory_lab.measures.divergences import hockey_stick
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio

COUNT = 3


def failures(i: Instance, counts: np.ndarray) -> Array:
    """1 for samples where some winner is worse than the bound; shape (m,)."""
    table = offset_scores(i, counts)
    winners = xp.at_least(xp.min(table, axis=0), table)
    reached = [coverage(i.law, model, 2 * i.level * i.gamma) for model in i.models]
    bad = xp.stack([xp.indicator(value > bound(i)) for value in reached])
    return xp.max(winners * bad[:, None], axis=0)


def bound(i: Instance) -> Array:
    """``20 min E_gamma + 18.2 log(4 |Pi|/delta)/n``."""
    pairs = [xp.maximum(hockey_stick(i.law, q, i.gamma), hockey_stick(q, i.law, i.gamma)) for q in i.models]
    return 20 * xp.min(xp.stack(pairs)) + ratio(91, 5) * xp.log(4 * COUNT / i.delta) / i.size


CLAIM = Claim(
    statement=(
        r"N \ge 8 \gamma^2 \implies P\Big[\mathrm{Cov}_{2 N \gamma}(\hat\pi) > 20 \min_{\pi \in \Pi} E_\gamma(\pi_D \| \pi)"
        r" + \frac{18.2 \log(4 |\Pi|/\delta)}{n}\Big] \le \delta"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.4", status="derived"),
    space=lambda draws: candidates(
        COUNT,
        2,
        lambda i: {"level": 8 * i.gamma**2 * i.stretch},
        law=Simplex(2),
        gamma=Ratio(1, 2),
        stretch=Ratio(1, 3),
        delta=Ratio(ratio(1, 100), 1),
    ),
    sizes=(60, 100),
    lhs=lambda i: xp.expect_over_types(i.law, i.size, lambda counts: failures(i, counts)),
    rhs=lambda i: i.delta,
    trivial="probability",
    weak="the event has probability 0 or below a millionth of the bound; offset_trap_eq and offset_constant have strength",
    loose="the constants 20 and 18.2 leave no sample of 100 draws on which a winner fails with a chance near delta",
)
