"""The winner of an offset tournament on a sample, when some model is within a factor of the data.

As in ``offset_failure_le_any_level``, with ``gamma`` the largest quotient between the data and the first model and ``E = 0``: no
rival gains more than ``(9/8) L/n`` against that model, and for the winner, ``C = {pi_1 / pick >= N}``, ``phat(C) <= (9/8) L/n +
(2 gamma^2/N) P(C)``, ``L = log(2 (|Pi| - 1)/delta)``; with ``P(C) <= phat(C) + sqrt(2 P(C) L/n)`` and ``N >= 8 gamma^2`` that is
``P(C) <= (4/9) (sqrt 2 + sqrt(43/8))^2 L/n``, below ``6.2 L/n``. Above level ``N gamma`` the first model covers everything, so
that nothing is added.
"""

import numpy as np

from proofs_check.coverage_principle._settings import offset_scores
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio

COUNT = 3


def space(draws: int) -> Space:
    """A mass ``12 mean/n`` and the rest, a model near the law and two in odds to it; ``N = 8 gamma^2 stretch``."""
    names = [f"odds{k}" for k in range(1, COUNT)]

    def near(i: Instance) -> dict[str, Array]:
        mass = xp.minimum(12 * i.mean / draws, ratio(9, 10))
        law = xp.stack([mass, 1 - mass])
        weights = [law * (1 + i.tilt), *(law * getattr(i, name) ** 2 for name in names)]
        models = xp.stack([row / xp.sum(row) for row in weights])
        gamma = xp.max(xp.maximum(law / models[0], models[0] / law))
        return {"law": law, "models": models, "gamma": gamma, "level": 8 * gamma**2 * i.stretch, "delta": xp.exp(-i.nats / 16)}

    return Space(
        mean=Ratio(ratio(1, 8), 8), tilt=Table(2, 0, 1), stretch=Ratio(1, 3), excess=Ratio(ratio(1, 100), 1),
        nats=Ratio(ratio(1, 8), 64), **{name: Simplex(2) for name in names}, derived=near,
    )  # fmt: skip


def failures(i: Instance, counts: np.ndarray) -> Array:
    """1 for samples where some winner is worse than the bound; shape (m,)."""
    table = offset_scores(i, counts)
    winners = xp.at_least(xp.min(table, axis=0), table)
    reached = [coverage(i.law, model, i.level * i.gamma * (1 + i.excess)) for model in i.models]
    bad = xp.stack([xp.indicator(value > bound(i)) for value in reached])
    return xp.max(winners * bad[:, None], axis=0)


def bound(i: Instance) -> Array:
    """``6.2 log(2 (|Pi| - 1)/delta)/n``."""
    return ratio(31, 5) * (xp.log(2 * (COUNT - 1)) + i.nats / 16) / i.size


CLAIM = Claim(
    statement=(
        r"N \ge 8 \gamma^2,\ \gamma' > \gamma,\ \exists \pi_1 \in \Pi: \tfrac1\gamma \le \tfrac{\pi_D}{\pi_1} \le \gamma \implies"
        r" P\Big[\mathrm{Cov}_{N \gamma'}(\hat\pi) > \frac{6.2}{n} \log\tfrac{2 (|\Pi| - 1)}{\delta}\Big] \le \delta"
    ),
    source=Source("arXiv:2510.15020", "explicit form of Theorem 6.4, exact case", status="derived"),
    space=space,
    sizes=(80, 160),
    lhs=lambda i: xp.expect_over_types(i.law, i.size, lambda counts: failures(i, counts)),
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="a factor of 2 between frequencies and probabilities, and Chernoff bounds",
)
