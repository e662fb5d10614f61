"""What training draws: words of a tree, responses by their counts, letters one at a time.

A source is a static value that says how a sample is drawn from a problem and what a step does with it; the problem itself,
features and laws, is an argument of compiled code, so that one compilation serves all problems of a size.

Main definitions
----------------
``WordProblem``, ``Words``         mini-batches of words on a tree
``LetterProblem``, ``Responses``   mini-batches of responses of independent letters, by counts, at any horizon
``Tokens``, ``Letters``            token-level training: one update after every letter of one word, or of one response
``TeacherProblem``, ``Distilled``  mini-batches of words, with gradients truncated by the teacher's laws

Conventions
-----------
A batch of ``FULL`` (at most ``FULL`` responses) is the data law. Features are (tree.size - 1, d), or (prompts, letters, d);
laws on words are in leaf order. A step of ``Tokens`` and ``Letters`` is a pass over one word.

References
----------
F. Chen et al., *The Coverage Principle*, arXiv:2510.15020, Sections 5 and 6.

Tags
----
stochastic gradients, count states, token-level training, distillation
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Protocol

import jax
import jax.numpy as jnp
import numpy as np

from theory_lab.compiled import draws, loglinear, trees
from theory_lab.compiled.optimisers import Optimiser
from theory_lab.compiled.trees import Floats
from theory_lab.learning.training import distillation
from theory_lab.learning.training.dynamics import Algorithm, State
from theory_lab.measures.divergences import token_kl
from theory_lab.sequences.loglinear import mean_features, steps
from theory_lab.sequences.trees import Tree

__all__ = [
    "FULL",
    "Distilled",
    "LetterProblem",
    "Letters",
    "Responses",
    "Source",
    "TeacherProblem",
    "Tokens",
    "WordProblem",
    "Words",
]

FULL = 0


class Source(Protocol):
    """Hashable; ``draw`` gives a sample, ``algorithm`` what an optimiser makes of samples."""

    def draw(self, problem: Any, key: Floats) -> Any: ...

    def algorithm(self, problem: Any, optimiser: Optimiser, rate: Any) -> Algorithm: ...


class WordProblem(NamedTuple):
    """Features (tree.size - 1, d) and the data law on words (n_leaves,)."""

    features: Floats
    law: Floats


class TeacherProblem(NamedTuple):
    """Features, the data law on words, the teacher's branch probabilities (tree.size - 1,), and the level of truncation."""

    features: Floats
    law: Floats
    teacher: Floats
    level: Floats


class LetterProblem(NamedTuple):
    """Features (prompts, letters, d), the law of prompts, the data's laws (prompts, letters), horizon and batch, both traced."""

    features: Floats
    prompts: Floats
    laws: Floats
    horizon: Any
    batch: Any = 1


@dataclass(frozen=True)
class Words:
    """Mini-batches of ``batch`` words."""

    tree: Tree
    batch: int = 1

    def draw(self, problem: Any, key: Floats) -> Floats:
        if self.batch == FULL:
            return problem.law
        words = _drawn(key, problem.law, self.batch)
        return jnp.zeros(len(self.tree.leaves)).at[words].add(1 / self.batch)

    def algorithm(self, problem: Any, optimiser: Optimiser, rate: Any) -> Algorithm:
        return optimiser(lambda theta, sample: loglinear.gradient(self.tree, problem.features, theta, sample), rate)


@dataclass(frozen=True)
class Responses:
    """Mini-batches of ``problem.batch`` responses, as counts of letters; ``most`` (static) bounds the batch."""

    most: int = 1

    def draw(self, problem: LetterProblem, key: Floats) -> Floats:
        if self.most == FULL:
            return problem.horizon * problem.prompts[:, None] * problem.laws
        drawn = (jnp.arange(self.most) < problem.batch).astype(float)
        prompts = jnp.zeros(len(problem.prompts)).at[draws.places(key, problem.prompts, self.most)].add(drawn)
        return draws.multinomial(key, prompts * problem.horizon, problem.laws, stream=1) / problem.batch

    def algorithm(self, problem: LetterProblem, optimiser: Optimiser, rate: Any) -> Algorithm:
        return optimiser(partial(loglinear.letter_gradient, problem.features), rate)


@dataclass(frozen=True)
class Distilled:
    """Mini-batches of words; the score of a letter counts while the divergence of the teacher's laws along the word is small."""

    tree: Tree
    batch: int = 1

    def draw(self, problem: TeacherProblem, key: Floats) -> Floats:
        return Words(self.tree, self.batch).draw(problem, key)

    def algorithm(self, problem: TeacherProblem, optimiser: Optimiser, rate: Any) -> Algorithm:
        return optimiser(lambda theta, sample: _truncated(self.tree, problem, theta, sample), rate)


@dataclass(frozen=True)
class Tokens:
    """Token-level training on the words of a tree."""

    tree: Tree

    def draw(self, problem: WordProblem, key: Floats) -> Floats:
        return jnp.asarray(_paths(self.tree))[_drawn(key, problem.law, 1)[0]]

    def algorithm(self, problem: WordProblem, optimiser: Optimiser, rate: Any) -> Algorithm:
        families, there = trees.siblings(self.tree)

        def score(theta: Floats, edge: Floats) -> Floats:
            rows = problem.features[jnp.asarray(families)[edge]]
            law = jax.nn.softmax(jnp.where(jnp.asarray(there)[edge], rows @ theta, -jnp.inf))
            return problem.features[edge] - law @ rows

        return _letter_by_letter(optimiser(score, rate), lambda edge: edge >= 0)


@dataclass(frozen=True)
class Letters:
    """Token-level training on responses of ``length`` independent letters."""

    length: int

    def draw(self, problem: LetterProblem, key: Floats) -> Floats:
        first, second = jax.random.split(key)
        prompt = _drawn(first, problem.prompts, 1)[0]
        letters = _drawn(second, problem.laws[prompt], self.length)
        return jnp.stack([jnp.broadcast_to(prompt, (self.length,)), letters], axis=1)

    def algorithm(self, problem: LetterProblem, optimiser: Optimiser, rate: Any) -> Algorithm:
        def score(theta: Floats, letter: Floats) -> Floats:
            rows = problem.features[letter[0]]
            return rows[letter[1]] - jax.nn.softmax(rows @ theta) @ rows

        return _letter_by_letter(optimiser(score, rate), lambda letter: True)


def _letter_by_letter(algorithm: Algorithm, real: Any) -> Algorithm:
    """One step for every letter of a sample; padding leaves the state as it is."""

    def onward(state: State, letter: Floats) -> tuple[State, None]:
        following = algorithm.step(state, letter)
        return jax.tree.map(lambda new, old: jnp.where(real(letter), new, old), following, state), None

    return Algorithm(algorithm.init, lambda state, sample: jax.lax.scan(onward, state, sample)[0])


def _truncated(tree: Tree, problem: TeacherProblem, theta: Floats, sample: Floats) -> Floats:
    """``sum_y sample(y)`` times the truncated score of ``y`` (``learning.training.distillation``)."""
    branch = steps(tree, problem.features, theta)
    increments = token_kl(tree, problem.teacher, branch)
    before = trees.path_sums(tree, increments[tree.parent[1:]])
    kept = distillation.shares(before, increments, problem.level)[tree.parent[1:]]
    centred = problem.features - mean_features(tree, problem.features, branch)[tree.parent[1:]]
    return (trees.visits(tree, sample)[1:] * kept) @ centred


def _drawn(key: Floats, law: Floats, count: int) -> Floats:
    """``count`` independent draws from a law (k,), by their place in its running sums."""
    sums = jnp.cumsum(law)
    return jnp.searchsorted(sums, jax.random.uniform(key, (count,), dtype=float) * sums[-1], side="right")


def _paths(tree: Tree) -> np.ndarray:
    """The edges along every word, padded by -1; shape (n_leaves, tree.depth)."""
    columns, here = [], tree.leaves
    for h in range(tree.depth, 0, -1):
        deep = tree.depths[here] >= h
        columns.append(np.where(deep, here - 1, -1))
        here = np.where(deep, tree.parent[here], here)
    return np.stack(columns[::-1], axis=1) if columns else np.zeros((1, 0), np.int64)
