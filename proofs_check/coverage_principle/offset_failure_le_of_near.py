"""The winner of an offset tournament on a sample, when some model is within a factor of the data.

With ``gamma`` the largest quotient between the data and the first model, no rival's offset score against that model
exceeds ``(9/8) L/n``, ``L = log(3 |Pi|/delta)``, on the samples where frequencies are near probabilities; the winner's
score is no larger. Then as for the population. Above level ``N gamma`` the first model covers everything, so that the
bound has no second term.
"""

import numpy as np

from proofs_check.coverage_principle._settings import offset_scores
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio

COUNT = 3


def space(draws: int) -> Space:
    """A law, a model near it and two other models on two outcomes; ``N = 8 gamma^2 stretch``."""
    names = [f"model{k}" for k in range(1, COUNT)]

    def near(i: Instance) -> dict[str, Array]:
        tilted = i.law * (1 + i.tilt)
        first = tilted / xp.sum(tilted)
        gamma = xp.max(xp.maximum(i.law / first, first / i.law))
        models = xp.stack([first, *(getattr(i, name) for name in names)])
        return {"models": models, "gamma": gamma, "level": 8 * gamma**2 * i.stretch}

    return Space(
        law=Simplex(2, positive=True), tilt=Table(2, 0, 1), stretch=Ratio(1, 3), excess=Ratio(ratio(1, 100), 1),
        delta=Ratio(ratio(1, 100), 1), **{name: Simplex(2) for name in names}, derived=near,
    )  # fmt: skip


def failures(i: Instance, counts: np.ndarray) -> Array:
    """1 for samples where some winner is worse than the bound; shape (m,)."""
    table = offset_scores(i, counts)
    winners = xp.at_least(xp.min(table, axis=0), table)
    reached = [coverage(i.law, model, i.level * i.gamma * (1 + i.excess)) for model in i.models]
    bad = xp.stack([xp.indicator(value > bound(i)) for value in reached])
    return xp.max(winners * bad[:, None], axis=0)


def bound(i: Instance) -> Array:
    """``8 log(3 |Pi|/delta)/n``."""
    return 8 * xp.log(3 * COUNT / i.delta) / i.size


CLAIM = Claim(
    statement=(
        r"N \ge 8 \gamma^2,\ \gamma' > \gamma,\ \exists \pi_1 \in \Pi: \tfrac1\gamma \le \tfrac{\pi_D}{\pi_1} \le \gamma \implies"
        r" P\Big[\mathrm{Cov}_{N \gamma'}(\hat\pi) > \frac{8 \log(3 |\Pi|/\delta)}{n}\Big] \le \delta"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.4, exact case", status="derived"),
    space=space,
    sizes=(40, 80),
    lhs=lambda i: xp.expect_over_types(i.law, i.size, lambda counts: failures(i, counts)),
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="the constant 8 leaves no sample of 80 draws on which a winner fails with a chance near delta",
)
