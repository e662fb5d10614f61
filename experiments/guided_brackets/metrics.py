"""What drawn words say: whether they are balanced, whether their law is the target, and what they cost.

The probability of every drawn word under the target is known, exactly for the generator as reference; for a network up to the
probability of a balanced word, which many words of the network estimate.

Main definitions
----------------
``Target``                          log-probabilities of words, entropy, laws of two statistics
``generator_target``, ``network_target``   the exact one; the one of balanced words of a network
``row``                             the quantities of one sampler
``value_errors``                    the exact error of a value network, by the number of letters

Conventions
-----------
Costs are per balanced word: a word that is not balanced, or not finished, is charged to the others.  ``surprise`` is the mean of
minus the target's log-probability over balanced words, less its entropy: 0 for the target, negative for a law that prefers likely
words; ``spread`` is its standard error.  ``returns`` and ``kinds`` are distances (total variation) between the frequencies of the
statistics of balanced words and their laws under the target, ``noise`` the mean of the larger one when the words come from the
target itself.  ``alike`` is the share of pairs of balanced words whose first eight letters agree: small when words are diverse.
``divergence`` is the KL divergence of the sampler's law given balance from the target, where that law is known word by word, with
standard error ``error`` (that of the share of balanced words, which is needed too, left out).

References
----------
D. Rohatgi et al., arXiv:2510.03149, Assumption 4.2 (known second-hand) for the two mean errors of a verifier.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_softmax

from experiments.guided_brackets import task
from experiments.guided_brackets.reading import all_outputs
from experiments.layered_paths.metrics import Row
from experiments.layered_paths.transformer import Transformer

__all__ = ["Target", "generator_target", "law_logs", "network_target", "row", "value_errors"]

Whole = NDArray[np.int64]
Floats = NDArray[np.float64]
BEGINNING = 8


class Target(NamedTuple):
    """The law that a sampler should have, with what is known about it."""

    logs: Callable[[Whole], Floats]
    entropy: float
    returns: Floats
    kinds: Floats


def generator_target(length: int) -> Target:
    """The generator given balance: all of it exact."""
    return Target(task.target_logs, task.target_entropy(length), task.target_returns(length), task.target_kinds(length))


def network_target(model: Transformer, balanced: Whole, mass: float) -> Target:
    """The network given balance, from independent balanced words of it and the share ``mass`` of them."""

    def logs(words: Whole) -> Floats:
        return np.where(task.balanced(np, words), law_logs(model, words) - np.log(mass), -np.inf)

    returns, kinds = (_frequencies(counts, balanced.shape[1] // 2 + 1) for counts in _statistics(balanced))
    return Target(logs, -float(logs(balanced).mean()), returns, kinds)


def law_logs(model: Transformer, words: Whole) -> Floats:
    """Log-probabilities of words under a network, (n,)."""
    return np.take_along_axis(log_softmax(all_outputs(model, words), axis=2), words[..., None], axis=2)[..., 0].sum(axis=1)


def row(target: Target, words: Whole, finished: NDArray[np.bool_], costs: dict[str, int], logs: Floats | None = None) -> Row:
    """All quantities of the words of one sampler; ``logs`` are their log-probabilities under its law, where they are known.

    What cannot be said is left out: everything but the costs when no word is balanced, a standard error of one word.
    """
    fine = finished & task.balanced(np, words)
    good, count = words[fine], int(fine.sum())
    found = {"words": str(len(words)), "balanced": _text(fine.mean())}
    found |= {name: _text(cost / max(count, 1)) for name, cost in costs.items()}
    if count < 2:
        return found | dict.fromkeys(("surprise", "spread", "returns", "kinds", "noise", "alike", "divergence", "error"), "")
    known = target.logs(good)
    found |= dict(zip(("surprise", "spread"), _mean(-known - target.entropy), strict=True))
    noises = []
    for name, law, counts in zip(("returns", "kinds"), target[2:], _statistics(good), strict=True):
        found[name] = _text(0.5 * np.abs(_frequencies(counts, len(law)) - law).sum())
        noises.append(np.sqrt(law * (1 - law) / (2 * np.pi * count)).sum())
    found["noise"] = _text(max(noises))
    _, shared = np.unique(good[:, :BEGINNING], axis=0, return_counts=True)
    found["alike"] = _text((shared * (shared - 1)).sum() / (count * (count - 1)))
    divergence = ("", "") if logs is None else _mean(logs[fine] - known - np.log(fine.mean()))
    return found | dict(zip(("divergence", "error"), divergence, strict=True))


def value_errors(value: Transformer, rng: np.random.Generator, count: int = 2048) -> list[tuple[int, float, float, float]]:
    """For each length of a prefix: mean of guide/value, of value/guide, and mean square of their logarithm, under the target.

    The reference is the generator, whose values are exact; prefixes are those of ``count`` words of the target.
    """
    length = len(value.places)
    words = task.draw_targets(rng, count, length)
    guides = expit(np.take_along_axis(all_outputs(value, words), words[..., None], axis=2)[..., 0])
    exact = task.values(length)[np.arange(length - 1, -1, -1), task.heights(np, words)]
    ratio = (guides / exact)[:, :-1]
    means = ratio.mean(axis=0), (1 / ratio).mean(axis=0), (np.log(ratio) ** 2).mean(axis=0)
    over, under, square = (mean.tolist() for mean in means)
    return list(zip(range(1, length), over, under, square, strict=True))


def _statistics(words: Whole) -> tuple[Whole, Whole]:
    """Returns and opened brackets of kind 0 of balanced words."""
    return (task.heights(np, words) == 0).sum(axis=1), (words == 0).sum(axis=1)


def _frequencies(counts: Whole, size: int) -> Floats:
    return np.bincount(counts, minlength=size) / max(len(counts), 1)


def _mean(values: Floats) -> tuple[str, str]:
    """A mean with its standard error."""
    return _text(values.mean()), _text(values.std() / np.sqrt(len(values)))


def _text(number: float) -> str:
    return f"{number:.6g}"
