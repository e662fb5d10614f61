"""Maximum likelihood is not better than the coarse rate: symbols that were not seen.

Tabular softmax on ``d`` symbols with logits in ``[-B, B]``, ``B = log(5 n)``; one symbol has almost all the
mass, ``4n/(d - 1 + 4n)``, the others are equal. At least ``(d - 1)/2`` of them are unseen with probability
1/2; the maximiser puts their logits at ``-B`` while some logit is ``B``, so that their ratios are at least
``e^B``. Such a box of logits is no ball of Assumption 2.2, as in print. The maximiser is ``clip(counts/n,
e^(-B)/Z, e^B/Z)`` with the ``Z`` that makes it a law (bisection).
"""

import numpy as np

from theory_lab.claims import Claim, Source
from theory_lab.numbers import ratio

RUNS = 2_000


def fitted(frequencies: np.ndarray, reach: float) -> np.ndarray:
    """The maximisers for frequencies (runs, d), the logits bounded by ``log(reach)``."""
    low, high = np.zeros(len(frequencies)), np.full(len(frequencies), np.log(frequencies.shape[1] * reach))
    for _ in range(60):
        middle = np.exp((low + high) / 2)[:, None]
        heavy = np.clip(frequencies, 1 / (reach * middle), reach / middle).sum(axis=1) > 1
        low, high = np.where(heavy, (low + high) / 2, low), np.where(heavy, high, (low + high) / 2)
    scale = np.exp((low + high) / 2)[:, None]
    return np.clip(frequencies, 1 / (reach * scale), reach / scale)


def covered_too_well(size: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """For each run, 1 if the maximiser's coverage at ``N = e^B`` is below ``(d - 1)/(10 n)``."""
    symbols, draws = size
    truth = np.array([4 * draws] + [1] * (symbols - 1)) / (symbols - 1 + 4 * draws)
    models = fitted(rng.multinomial(draws, truth, RUNS) / draws, 5.0 * draws)
    coverage = (truth * (truth >= models * 5 * draws * (1 - 2.0**-30))).sum(axis=1)
    return (coverage < (symbols - 1) / (10 * draws)).astype(float)


CLAIM = Claim(
    kind="simulated",
    statement=(
        r"\mathrm{P}\Big(\mathrm{Cov}_N(\hat q) < \frac{d-1}{10 n}\Big) \le \frac12"
        r" \quad \text{at } N = e^B,\ n \ge d \ge 2,\ B = \log(5n)"
    ),
    source=Source("arXiv:2510.15020", "Proposition 4.1, coarse rate"),
    sizes=((5, 20), (10, 20), (20, 50), (50, 50)),
    simulate=covered_too_well,
    rhs=lambda size: ratio(1, 2),
    seed=20,
    runs=RUNS,
)
