"""Near twins of the truth: the exact probability that maximum likelihood leaves it.

Fair coins on ``d`` prompts and a rare prompt of probability ``u``; each of ``2^d`` twins bends the coins by ``e``, one side for
each, and has ``1/N`` on the rare prompt, so that its ``Cov_N`` is ``u``. Fields ``level``, ``bend`` up to 1/2 and ``rare``,
levels from 8 on, size ``(d, n)``. Beyond ``n log(1 + e)/(log N + log(1 + e))`` visits to the rare prompt no twin is likelier.

Main definitions: `twins` (the space), `chance`.
"""

import functools

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Ratio, Space
from theory_lab.learning.coin_prompts import imbalance_counts
from theory_lab.numbers import Array, ratio

SHARE = ratio(1, 6)  # of the samples may be visits: log(3/2)/(log 8 + log(3/2)) is below it


@functools.lru_cache
def laws(prompts: int, samples: int) -> tuple[np.ndarray, np.ndarray]:
    """Visits times imbalances (m, s): the weight ``binomial(n, m) P(s | n - m)``, and the imbalances (m, s) of its entries."""
    most = int(samples * SHARE)
    rows = [imbalance_counts(prompts, samples)[samples - m] for m in range(most + 1)]
    weights = np.zeros((most + 1, samples + 1), dtype=object)
    for m, row in enumerate(rows):
        for s, ways in enumerate(row):
            weights[m, s] = ratio(ways * int(xp.binomial(samples, m)), (2 * prompts) ** (samples - m))
    kept = np.flatnonzero(weights.any(axis=0))
    return weights[:, kept], kept


def chance(i: Instance) -> Array:
    """The probability that some twin is at least as likely as the data law."""
    prompts, samples = i.size
    weights, imbalances = laws(prompts, samples)
    visits = np.arange(len(weights))
    gain, price = xp.log((1 + i.bend) / (1 - i.bend)) / 2, -xp.log(1 - i.bend**2) / 2
    needed = visits * xp.log(i.level) + (samples - visits) * price
    likelier = xp.indicator(xp.at_least(imbalances[None] * gain, needed[:, None]) > 0)
    masses = xp.stack([i.rare**m * (1 - i.rare) ** (samples - m) for m in visits.tolist()])
    return xp.sum(masses * xp.sum(weights * likelier, axis=1))


def twins(size: tuple[int, int]) -> Space:
    """Truths and their near twins."""
    return Space(level=Ratio(8, 1000), bend=Ratio(ratio(1, 50), ratio(1, 2)), rare=Ratio(ratio(1, 1000), ratio(1, 4)))
