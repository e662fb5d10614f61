"""The instances of guided decoding as they are written down: word by word, in dictionaries.

Each gives, for every prefix but the empty one, the chance of its last letter and its score, and for every word its reward.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

Word = tuple[int, ...]
Score = Callable[[Word], Fraction]


class Written(NamedTuple):
    """Chances of last letters, scores of prefixes, rewards of words."""

    chance: dict[Word, Fraction]
    guide: dict[Word, Fraction]
    reward: dict[Word, Fraction]

    def value(self, prefix: Word) -> Fraction:
        """The mean reward of a word that goes on from a prefix."""
        if prefix in self.reward:
            return self.reward[prefix]
        onward = [word for word in self.chance if len(word) == len(prefix) + 1 and word[:-1] == prefix]
        return sum((self.chance[word] * self.value(word) for word in onward), Fraction(0))

    def reached(self, prefix: Word) -> Fraction:
        """The chance that a word begins with a prefix."""
        mass = Fraction(1)
        for length in range(1, len(prefix) + 1):
            mass *= self.chance[prefix[:length]]
        return mass


def written(words: Sequence[Word], chance: Score, reward: Score, inner: Score) -> Written:
    """From what is said of a prefix; words are scored by their reward."""
    prefixes = {word[:length] for word in words for length in range(1, len(word) + 1)}
    rewards = {word: reward(word) for word in words}
    guide = {prefix: rewards[prefix] if prefix in rewards else inner(prefix) for prefix in prefixes}
    return Written({prefix: chance(prefix) for prefix in prefixes}, guide, rewards)


def bits(length: int) -> list[Word]:
    """All words of bits of a length."""
    return list(product((0, 1), repeat=length))


def half(_: Word) -> Fraction:
    """The chance of a fair bit."""
    return Fraction(1, 2)


def one(_: Word) -> Fraction:
    """A reward that all words have."""
    return Fraction(1)


def abc(depth: int, eps: Fraction) -> Written:
    """Letters of chance a third, of which two are live: a value is two thirds for each letter that is missing."""
    return written(
        bits(depth),
        lambda _: Fraction(1, 3),
        one,
        lambda word: Fraction(2, 3) ** (depth - len(word)) * (1 + eps if word[-1] == 0 else 1),
    )


def delayed(depth: int, odds: Fraction, late_leaf: bool) -> Written:
    """``odds`` for each 1, and half of ``1 + odds`` for each bit that is missing, the last one among them."""

    def late(word: Word) -> Fraction:
        return odds ** word[:-1].count(1) * ((1 + odds) / 2) ** (depth - len(word) + 1)

    found = written(bits(depth), half, lambda word: odds ** word.count(1), late)
    return found._replace(guide={word: late(word) for word in found.guide}) if late_leaf else found


def brackets(length: int) -> list[Word]:
    """Balanced words of opening (0) and closing (1) brackets."""

    def balanced(word: Word) -> bool:
        heights = [word[:k].count(0) - word[:k].count(1) for k in range(length + 1)]
        return min(heights) >= 0 and heights[-1] == 0

    return [word for word in bits(length) if balanced(word)]


def open_biased(length: int, kappa: Fraction) -> Written:
    """Of ``2**m`` ways to go on those that balance, ``kappa`` times as many after an opening bracket."""
    words = brackets(length)

    def score(prefix: Word) -> Fraction:
        found = sum(word[: len(prefix)] == prefix for word in words)
        return Fraction(found, 2 ** (length - len(prefix))) * (kappa if prefix[-1] == 0 else 1)

    return written(words, half, one, score)


def parity(blocks: int, width: int, failed: Fraction) -> Written:
    """``failed`` for each whole block of odd sum, half of ``1 + failed`` for each other one; at a check one bit late."""

    def value(word: Word) -> Fraction:
        whole = len(word) // width
        odd = sum(sum(word[k * width : (k + 1) * width]) % 2 for k in range(whole))
        return failed**odd * ((1 + failed) / 2) ** (blocks - whole)

    return written(bits(blocks * width), half, value, lambda word: value(word if len(word) % width else word[:-1]))


def needle(depth: int, c: Fraction, visible: int | None) -> Written:
    """The path of zeros and, for each of its prefixes, one word that leaves it there and goes on without a choice."""
    path, low = (0,) * depth, c / 2**depth
    words = [path] + [path[:k] + (1,) + path[k + 1 :] for k in range(depth)]

    def value(prefix: Word) -> Fraction:
        if any(prefix):
            return low
        others = 2 ** (depth - len(prefix)) - 1
        return (1 + others * low) / (others + 1)

    return written(
        words,
        lambda word: Fraction(1) if any(word[:-1]) else Fraction(1, 2),
        value,
        lambda prefix: low if visible is None or len(prefix) <= visible else value(prefix),
    )


def bottleneck(depth: int, level: int, score: Fraction) -> Written:
    """Fair bits of value 1, scored otherwise at one length."""
    return written(bits(depth), half, one, lambda word: score if len(word) == level else Fraction(1))


def attractor(depth: int, prefix: int, score: Fraction) -> Written:
    """Fair bits of value 1, scored otherwise from a prefix of zeros on."""

    def inner(word: Word) -> Fraction:
        return score if len(word) >= prefix and word[:prefix] == (0,) * prefix else Fraction(1)

    return written(bits(depth), half, one, inner)


def variable_length(longest: int, stop: Fraction, kappa: Fraction) -> Written:
    """Words of fewer than ``longest`` bits with an end, and those of as many, which end by themselves."""
    words = bits(longest) + [(*word, 2) for length in range(longest) for word in bits(length)]
    return written(
        words,
        lambda word: stop if word[-1] == 2 else (1 - stop) / 2,
        one,
        lambda word: kappa if word[-1] == 1 else Fraction(1),
    )
