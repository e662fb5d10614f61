"""Training and selection by the book, with loops, floats and fractions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from theory_lab.sequences.trees import Tree


def next_letters(tree: Tree, features: np.ndarray, theta: Sequence[float], node: int) -> dict[int, float]:
    """``pi_theta(. | node)``: child -> probability."""
    children = [v for v in range(1, tree.size) if tree.parent[v] == node]
    weights = [math.exp(sum(t * f for t, f in zip(theta, features[v - 1], strict=True))) for v in children]
    return {v: w / sum(weights) for v, w in zip(children, weights, strict=True)}


def path(tree: Tree, leaf: int) -> list[int]:
    """The nodes below the root on the way to a leaf."""
    nodes = []
    while leaf > 0:
        nodes.append(leaf)
        leaf = int(tree.parent[leaf])
    return nodes[::-1]


def letter_score(tree: Tree, features: np.ndarray, theta: Sequence[float], node: int) -> list[float]:
    """``phi(node) - E phi`` among the siblings of a node."""
    law = next_letters(tree, features, theta, int(tree.parent[node]))
    return [features[node - 1][i] - sum(p * features[v - 1][i] for v, p in law.items()) for i in range(len(theta))]


def onto_ball(theta: Sequence[float]) -> list[float]:
    """The nearest point of the unit ball."""
    size = max(1.0, math.sqrt(sum(t * t for t in theta)))
    return [t / size for t in theta]


def onto_box(theta: Sequence[float]) -> list[float]:
    """The nearest point of the box [-1, 1]^d."""
    return [min(max(t, -1.0), 1.0) for t in theta]


def word_update(
    tree: Tree, features: np.ndarray, theta: Sequence[float], leaf: int, rate: float, project: Callable[..., list[float]]
) -> list[float]:
    """One sequence-level step on one word."""
    scores = [letter_score(tree, features, theta, v) for v in path(tree, leaf)]
    return project([t + rate * sum(s[i] for s in scores) for i, t in enumerate(theta)])


def letter_updates(
    tree: Tree, features: np.ndarray, theta: Sequence[float], leaf: int, rate: float, project: Callable[..., list[float]]
) -> list[float]:
    """Token-level steps along one word."""
    for v in path(tree, leaf):
        theta = project([t + rate * s for t, s in zip(theta, letter_score(tree, features, theta, v), strict=True)])
    return list(theta)


def word_kl(tree: Tree, p: Sequence[float], features: np.ndarray, theta: Sequence[float]) -> float:
    """``KL(p || pi_theta)`` word by word."""
    total = 0.0
    for mass, leaf in zip(p, tree.leaves.tolist(), strict=True):
        model = math.prod(next_letters(tree, features, theta, int(tree.parent[v]))[v] for v in path(tree, leaf))
        total += mass * math.log(mass / model) if mass else 0.0
    return total


def truncation(increments: Sequence[Fraction], level: Fraction) -> list[Fraction]:
    """The weights of Lemma I.4, case by case."""
    weights = []
    for h, a in enumerate(increments):
        before = sum(increments[:h], start=Fraction(0))
        if before + a <= level:
            weights.append(Fraction(1))
        else:
            weights.append(Fraction(0) if before > level else (level - before) / a)
    return weights


def tournament(law: Sequence[Fraction], models: Sequence[Sequence[Fraction]], level: Fraction) -> list[Fraction]:
    """``max_rival P_law[rival / model >= level]`` for each model."""
    return [max(_mass(law, rival, model, level) for rival in models) for model in models]


def offset_tournament(
    law: Sequence[Fraction], models: Sequence[Sequence[Fraction]], level: Fraction, gamma: Fraction
) -> list[Fraction]:
    """The same with ``2 gamma`` times the model's own mass of the event subtracted."""
    return [
        max(_mass(law, rival, model, level) - 2 * gamma * _mass(model, rival, model, level) for rival in models)
        for model in models
    ]


def _mass(law: Sequence[Fraction], p: Sequence[Fraction], q: Sequence[Fraction], level: Fraction) -> Fraction:
    found = Fraction(0)
    for mass, a, b in zip(law, p, q, strict=True):
        if a > 0 and (b == 0 or a / b >= level):
            found += mass
    return found
