"""Instances on which samplers differ, at any horizon.

Each has a reference model, a reward and a verifier: biased by one letter, late by one letter, inflated after opening
brackets, blind until the last letter, or misleading on one level.

Main definitions
----------------
``Instance``       tree, steps, reward and guide, with what follows from them
``abc``            words without the third of three letters, values inflated after the first
``delayed``        fair bits, reward ``odds ** (number of ones)``, values one letter late
``open_biased``    balanced brackets, values inflated after inner opening brackets
``parity``         blocks that end in a parity bit, which the verifier cannot check in time
``needle``         one word in ``2**depth`` is better, and inner values do not tell which
``bottleneck``, ``attractor``   values too small on one level; too large below one prefix
``variable_length``  words ended by an end letter, values inflated after it

Conventions
-----------
Everything is exact; leaves have the reward as their score unless said otherwise. ``needle`` is a tree of classes of words:
those that leave the path to the good word after the same number of letters are one word here, with single children.

References
----------
D. Rohatgi et al., arXiv:2510.03149, Examples 3.1 and 3.2, Section 5 and Appendix D, as reconstructed here.

Tags
----
test instances, error amplification, lower bounds
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.decoding import verifiers
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rational
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree

__all__ = [
    "Instance",
    "abc",
    "attractor",
    "bottleneck",
    "delayed",
    "needle",
    "open_biased",
    "parity",
    "variable_length",
]

Rational = int | Fraction


@dataclass(frozen=True, eq=False)
class Instance:
    """A tree, reference steps (tree.size - 1,), a reward (n_leaves,) and a guide (tree.size - 1,), all exact."""

    tree: Tree
    steps: Array
    reward: Array
    guide: Array

    @cached_property
    def values(self) -> Array:
        """The exact values, shape (tree.size,)."""
        return laws.value(self.tree, self.steps, self.reward)

    @cached_property
    def target(self) -> Array:
        """The law proportional to reference times reward, in leaf order."""
        return laws.tilted(laws.leaf_law(self.tree, self.steps), self.reward)

    @cached_property
    def weights(self) -> Array:
        """The edge weights of the walk."""
        return walks.edge_weights(self.tree, self.steps, self.guide)

    @cached_property
    def conditioned(self) -> Instance:
        """The same walk, target and action-level sampler with reference steps that sum to 1 among the live children."""
        steps = laws.normalised(self.tree, self.steps)
        reach = laws.reach(self.tree, steps)[1:]
        return Instance(self.tree, steps, self.target * self.values[0] / reach[self.tree.leaves - 1], self.weights / reach)


def abc(depth: int, eps: Rational) -> Instance:
    """Uniform letters a, b, c, reward 1 without c; values times ``1 + eps`` after an inner a. Only live prefixes are nodes."""
    tree, factor = Tree.complete(2, depth), 1 + rational(eps, "the error")
    steps, ones = xp.exact([Fraction(1, 3)] * (tree.size - 1)), xp.exact([1] * len(tree.leaves))
    exact = laws.value(tree, steps, ones)
    return Instance(tree, steps, ones, verifiers.perturbed(tree, exact, verifiers.by_action(tree, {0: factor})))


def delayed(depth: int, odds: Array, late_leaf: bool = False) -> Instance:
    """Fair bits with reward ``odds ** ones``; the guide is the value without the last letter, at leaves too if ``late_leaf``."""
    tree = Tree.complete(2, depth)
    steps = xp.exact([Fraction(1, 2)] * (tree.size - 1))
    powers = [xp.ones((), like=odds)]
    for _ in range(depth):
        powers.append(powers[-1] * odds)
    ones = laws.path_sums(tree, xp.exact(tree.letter[1:]))[tree.leaves]
    reward = xp.stack([powers[int(xp.value(k).fraction)] for k in ones])
    guide = verifiers.delayed(tree, laws.value(tree, steps, reward))
    return Instance(tree, steps, reward, guide if late_leaf else verifiers.with_leaves(tree, guide, reward))


def open_biased(length: int, kappa: Rational) -> Instance:
    """Balanced brackets under fair bits; values times ``kappa`` after every inner opening bracket."""
    if length < 2 or length % 2:
        raise ValueError(f"balanced brackets have an even length of at least 2, got {length}")
    tree = Tree.dyck(length // 2)
    steps, ones = xp.exact([Fraction(1, 2)] * (tree.size - 1)), xp.exact([1] * len(tree.leaves))
    exact = laws.value(tree, steps, ones)
    return Instance(tree, steps, ones, verifiers.perturbed(tree, exact, verifiers.by_action(tree, {0: kappa})))


def parity(blocks: int, width: int, failed: Rational) -> Instance:
    """Fair bits in blocks of ``width``; reward ``failed ** (blocks whose last bit is not the parity of the others)``.

    At check positions the guide is the value one letter ago, elsewhere and at leaves it is exact. With ``failed = 0``
    failed prefixes are dead and have positive scores for one step.
    """
    tree = Tree.complete(2, blocks * width)
    steps = xp.exact([Fraction(1, 2)] * (tree.size - 1))
    words = [tree.words[leaf] for leaf in tree.leaves]
    wrong = [sum(sum(word[k : k + width]) % 2 for k in range(0, len(word), width)) for word in words]
    reward = xp.exact([rational(failed, "the reward of a failed block") ** k for k in wrong])
    exact = laws.value(tree, steps, reward)
    check = (tree.depths[1:] % width == 0).astype(int)
    guide = exact[1:] * (1 - check) + exact[tree.parent[1:]] * check
    return Instance(tree, steps, reward, verifiers.with_leaves(tree, guide, reward))


def needle(depth: int, c: Rational, visible: int | None = None) -> Instance:
    """Reward 1 for one word of ``2**depth`` bits and ``c / 2**depth`` for the others; inner scores ``c / 2**depth``.

    With ``visible`` the scores are exact at depths larger than that. Leaf 0 is the word, leaf ``k`` the class of the
    ``2**(k - 1)`` words that leave its path after ``depth - k`` letters.
    """
    path = (0,) * depth
    tree = Tree.from_words([path, *((0,) * (j - 1) + (1,) + (0,) * (depth - j) for j in range(1, depth + 1))])
    branching = tree.child_count[tree.parent[1:]] == 2
    steps = xp.exact([Fraction(1, 2) if two else Fraction(1) for two in branching])
    low = rational(c, "the factor c") / 2**depth
    reward = xp.exact([Fraction(1) if tree.words[leaf] == path else low for leaf in tree.leaves])
    exact = laws.value(tree, steps, reward)
    blind = [visible is None or depth_ <= visible for depth_ in tree.depths.tolist()]
    guide = xp.exact([low if hidden else xp.value(value).fraction for hidden, value in zip(blind, exact, strict=True)])
    return Instance(tree, steps, reward, verifiers.with_leaves(tree, guide[1:], reward))


def bottleneck(depth: int, level: int, score: Rational) -> Instance:
    """Fair bits, all words rewarded alike; the score of one level is ``score``, the others are exact."""
    factors = [rational(score, "the score") if h == level else Fraction(1) for h in range(1, depth + 1)]
    return _fair(depth, lambda tree: verifiers.by_level(tree, factors))


def attractor(depth: int, prefix: int, score: Rational) -> Instance:
    """Fair bits, all words rewarded alike; inner scores are ``score`` from the prefix of ``prefix`` zeros downwards."""

    def below(tree: Tree) -> verifiers.Factors:
        inside = [not any(word[:prefix]) and prefix <= len(word) < depth for word in tree.words[1:]]
        return np.array([rational(score, "the score") if found else Fraction(1) for found in inside], dtype=object)

    return _fair(depth, below)


def variable_length(longest: int, stop: Rational, kappa: Rational) -> Instance:
    """Fair bits, each followed by an end with probability ``stop``; all words rewarded alike, values times ``kappa`` after a 1.

    The tree is that of all words up to ``longest`` bits, closed by an end letter.
    """
    tree, share = Tree.with_end(2, longest), rational(stop, "the probability of an end")
    ended = tree.letter[1:] == 2
    steps = xp.exact([share if end else (1 - share) / 2 for end in ended])
    ones = xp.exact([1] * len(tree.leaves))
    factors = verifiers.by_action(tree, {1: kappa})
    return Instance(tree, steps, ones, verifiers.perturbed(tree, xp.exact([1] * tree.size), factors))


def _fair(depth: int, factors: Callable[[Tree], verifiers.Factors]) -> Instance:
    tree = Tree.complete(2, depth)
    steps, ones = xp.exact([Fraction(1, 2)] * (tree.size - 1)), xp.exact([1] * len(tree.leaves))
    return Instance(tree, steps, ones, verifiers.perturbed(tree, xp.exact([1] * tree.size), factors(tree)))
