"""Slow and obvious laws: fractions, dictionaries, enumeration of words, samples and subsets."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

Word = tuple[int, ...]
Law = dict[Word, Fraction]


def leaves(words: Sequence[Word]) -> list[Word]:
    """The words that are no proper prefix of another one, in the given order."""
    proper = {word[:h] for word in words for h in range(len(word))}
    return [word for word in words if word not in proper]


def reach(branches: Law) -> Law:
    """The probability of every prefix from the branch probabilities ``P(last letter | rest)``."""
    return {(): Fraction(1)} | {
        word: math.prod((branches[word[: h + 1]] for h in range(len(word))), start=Fraction(1)) for word in branches
    }


def prefix_masses(law: Law) -> Law:
    """The probability that a word of the law starts with each prefix."""
    masses: Law = defaultdict(Fraction)
    for word, mass in law.items():
        for h in range(len(word) + 1):
            masses[word[:h]] += mass
    return dict(masses)


def disintegration(law: Law) -> Law:
    """Branch probabilities of a law on words: uniform on the children of a prefix of mass 0."""
    masses = prefix_masses(law)
    siblings = Counter(word[:-1] for word in masses if word)
    return {
        word: mass / masses[word[:-1]] if masses[word[:-1]] else Fraction(1, siblings[word[:-1]])
        for word, mass in masses.items()
        if word
    }


def values(branches: Law, reward: Law) -> Law:
    """The expected reward from every prefix: a sum over the words below it."""
    result: Law = defaultdict(Fraction)
    for word, gain in reward.items():
        for h in range(len(word) + 1):
            path = (branches[word[: j + 1]] for j in range(h, len(word)))
            result[word[:h]] += gain * math.prod(path, start=Fraction(1))
    return dict(result)


def balanced_words(semilength: int) -> list[Word]:
    """All balanced bracket words, by filtering all words."""

    def is_balanced(word: Word) -> bool:
        heights = [sum(1 if bracket == 0 else -1 for bracket in word[:h]) for h in range(len(word) + 1)]
        return min(heights) >= 0 and heights[-1] == 0

    return [word for word in product((0, 1), repeat=2 * semilength) if is_balanced(word)]


def sample_law(law: Sequence[Fraction], draws: int, statistic: Callable[[Word], Any]) -> dict[Any, Fraction]:
    """The law of a statistic of the counts, over all sequences of draws."""
    result: dict[Any, Fraction] = defaultdict(Fraction)
    for sample in product(range(len(law)), repeat=draws):
        counts = tuple(sample.count(outcome) for outcome in range(len(law)))
        result[statistic(counts)] += math.prod((law[outcome] for outcome in sample), start=Fraction(1))
    return {value: mass for value, mass in result.items() if mass}


def mean(law: dict[Any, Fraction]) -> Fraction:
    """The mean of a law on numbers."""
    return sum((value * mass for value, mass in law.items()), start=Fraction(0))


def probability(weights: Sequence[int]) -> list[Fraction]:
    """The law proportional to whole weights."""
    return [Fraction(weight, sum(weights)) for weight in weights]


def coverage(p: Sequence[Fraction], q: Sequence[Fraction], level: Fraction) -> Fraction:
    """``P_p(p/q >= level)`` with ``0/0 = 0`` and ``a/0 = inf``."""
    return sum((a for a, b in zip(p, q, strict=True) if a and (b == 0 or a / b >= level)), start=Fraction(0))


def total_variation(p: Sequence[Fraction], q: Sequence[Fraction]) -> Fraction:
    """The largest difference of probabilities over all events, by enumerating the events."""
    differences = [a - b for a, b in zip(p, q, strict=True)]
    return max(sum(d for d, chosen in zip(differences, event, strict=True) if chosen) for event in product((0, 1), repeat=len(p)))


def hockey_stick(p: Sequence[Fraction], q: Sequence[Fraction], gamma: Fraction) -> Fraction:
    """``max_S p(S) - gamma q(S)`` over all events ``S``."""
    gains = [a - gamma * b for a, b in zip(p, q, strict=True)]
    return max(sum(g for g, chosen in zip(gains, event, strict=True) if chosen) for event in product((0, 1), repeat=len(p)))
