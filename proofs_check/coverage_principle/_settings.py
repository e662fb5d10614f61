"""The hypotheses on laws, words, classes of models and samples, as spaces of instances, and what several claims say of them.

The notation is that of the folder; log-linear models are in ``_settings_loglinear``. The space of a claim is one of these with
the fields and the derived objects that the claim adds.

Main definitions: `models`, `conditioned_on_success`, `candidates`, `proper_answers`; `binary_kl`, `fair_against`, `negative_log`,
`psi`; `truncation_weights`, `offset_scores`, `worst_failure`, `rare_count_mean`, `guessing_mean_coverage`, `figure_two_laws`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Count, Instance, Ratio, Simplex, Space, Steps, Table
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage_under
from theory_lab.numbers import Array, Truth
from theory_lab.sequences.trees import Tree


def models(size: tuple[int, int], **fields: Any) -> Space:
    """Data ``p`` and a model ``q`` on the words over ``size[0]`` letters of length ``size[1]``, by their conditional laws."""
    tree = Tree.complete(*size)
    return Space(p=Steps(tree), q=Steps(tree), **fields, derived=lambda i: {"tree": tree})


def conditioned_on_success(n: int, **fields: Any) -> Space:
    """A law on ``n`` responses of which the first ones succeed, ``target`` given success, and the probability of ``success``."""

    def derived(i: Instance) -> dict[str, Array]:
        successful = i.p * (np.arange(len(i.p)) < i.successes).astype(int)
        return {"success": xp.sum(successful), "target": successful / xp.sum(successful)}

    return Space(p=Simplex(n, positive=True), **fields, successes=Count(1, n), derived=derived)


def candidates(
    count: int, outcomes: int, derived: Callable[[Instance], Mapping[str, Any]] = lambda i: {}, **fields: Any
) -> Space:
    """A class ``models`` of ``count`` models on so many outcomes, which the learner selects from."""
    names = [f"model{k}" for k in range(count)]

    def gathered(i: Instance) -> dict[str, Any]:
        return {"models": xp.stack([getattr(i, name) for name in names]), **derived(i)}

    return Space(**fields, **{name: Simplex(outcomes) for name in names}, derived=gathered)


def proper_answers(least: Fraction, most: Fraction) -> Space:
    """Proposition 3.2: a learner's three probabilities ``guesses`` in ``[1 - s, s]``, and how it mixes them."""
    return Space(
        s=Ratio(least, most),
        places=Table(3, 0, 1),
        mix=Simplex(3),
        derived=lambda i: {"guesses": 1 - i.s + (2 * i.s - 1) * i.places},
    )


def worst_failure(i: Instance, far: Callable[[Array], Truth]) -> Array:
    """The larger of the two probabilities of no visit and an answer too far from the truth."""
    unseen = (1 - xp.ratio(1, 2 * i.size)) ** i.size
    masses = [xp.dot(i.mix, xp.indicator(far(truth))) for truth in (i.s, 1 - i.s)]
    return unseen * xp.maximum(*masses)


def binary_kl(a: Any, b: Any) -> Array:
    """``kl(a || b)``, elementwise in ``b``."""
    return xp.kl_term(a, b) + xp.kl_term(1 - a, 1 - b)


def fair_against(u: Array) -> Array:
    """``KL(Ber(1/2) || Ber((1 - u)/2))``."""
    return kl(xp.exact([xp.ratio(1, 2)] * 2), xp.stack([1 - u, 1 + u]) / 2)


def negative_log(p: Array, q: Array) -> Array:
    """``E_p max(log(q/p), 0)``, atom by atom."""
    return xp.sum(p * xp.log(xp.maximum(q / xp.where(p > 0, p, 1), 1)))


def psi(level: Array) -> Array:
    """``1 - (1 + log N)/N``."""
    return 1 - (1 + xp.log(level)) / level


def truncation_weights(a: Array, level: Array) -> Array:
    """``alpha_h = clip((A - sum_{j<h} a_j) / a_h)`` to [0, 1], shape (n,), for ``a >= 0`` and a level ``A >= 0``."""
    ends = xp.cumsum(a)
    share = (level - ends + a) / xp.where(a > 0, a, 1)
    return xp.where(ends <= level, 1, xp.maximum(xp.where(a > 0, share, 0), 0))


def offset_scores(i: Instance, counts: np.ndarray) -> Array:
    """Offset scores on samples with these counts (m, 2); shape (models, m)."""
    rows = []
    for model in i.models:
        gains = []
        for rival in i.models:
            event = xp.indicator(xp.ratio_at_least(rival, model, i.level))
            gains.append(xp.sum(counts * event, axis=1) / i.size - 2 * i.gamma * coverage_under(model, rival, model, i.level))
        rows.append(xp.max(xp.stack(gains), axis=0))
    return xp.stack(rows)


def rare_count_mean(p: Array, draws: int, level: Array) -> Array:
    """``sum_y p_y P(Bin(n, p_y) <= n p_y / N)``, the mean coverage of the empirical law."""
    terms = []
    for mass in p:
        law, bar = xp.stack([1 - mass, mass]), draws * mass
        rare = xp.expect_over_types(law, draws, lambda counts, bar=bar: counts[:, 1] * level <= bar)
        terms.append(mass * rare)
    return xp.sum(xp.stack(terms))


def guessing_mean_coverage(i: Instance) -> Array:
    """``E Cov_N`` at ``log N = K - 1`` of a maximiser that guesses wrongly on unseen prompts, each worth ``(1 - e^-K)/(2n)``."""
    unseen = (1 - xp.ratio(1, 2 * i.size)) ** i.size
    return i.d * unseen / (2 * i.size) * (1 - xp.exp(-i.exponent))


def figure_two_laws(i: Instance) -> tuple[Array, Array]:
    """Data and model on pairs of class and response: the path, the rule's path and all others, 16 paths."""
    choices = 2 ** (i.size // 2)
    first, second, third = i.classes
    spread = np.ones(16, dtype=np.int64) * third[None] / 16
    data = xp.concatenate([xp.stack([first, second, 0]), spread])
    model = xp.concatenate([xp.stack([first, second / choices, second * (choices - 1) / choices]), spread])
    return data, model
