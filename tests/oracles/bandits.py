"""Bandit algorithms as programs, plans by enumeration of histories, and exclusion patterns by trying them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations
from math import log, sqrt
from typing import Any

from theory_lab.decisions.coefficients.constrained import pattern_value
from theory_lab.sequences.laws import law_of

History = tuple[tuple[int, int], ...]
Means = Sequence[Fraction]


def regret(choose: Callable[[Any, History], int], means: Means, horizon: int) -> Fraction:
    """The expected regret of a program ``choose(draw, history)`` under Bernoulli arms, over all of its runs."""

    def program(draw: Any) -> Fraction:
        history: History = ()
        for _ in range(horizon):
            arm = choose(draw, history)
            history = (*history, (arm, draw([1 - means[arm], means[arm]])))
        return sum((max(means) - means[arm] for arm, _ in history), Fraction(0))

    return sum((value * mass for value, mass in law_of(program).items()), Fraction(0))


def rewards(history: History, arm: int) -> list[int]:
    """What an arm has paid."""
    return [reward for played, reward in history if played == arm]


def mean(values: Sequence[int]) -> Fraction:
    """The empirical mean, 0 of nothing."""
    return Fraction(sum(values), max(len(values), 1))


def explore_then_commit(pulls: int, arms: int) -> Callable[[Any, History], int]:
    """Arms in turn, then one of the best arms of the exploration."""

    def choose(draw: Any, history: History) -> int:
        if len(history) < pulls * arms:
            return len(history) % arms
        if len(history) > pulls * arms:
            return history[-1][0]
        means = [mean(rewards(history, arm)) for arm in range(arms)]
        return draw([int(value == max(means)) for value in means])

    return choose


def epsilon_greedy(epsilon: Fraction, arms: int) -> Callable[[Any, History], int]:
    """A coin decides between the empirical best arm and any."""

    def choose(draw: Any, history: History) -> int:
        if draw([1 - epsilon, epsilon]):
            return draw([1] * arms)
        means = [mean(rewards(history, arm)) for arm in range(arms)]
        return means.index(max(means))

    return choose


def upper_confidence(square: float, arms: int) -> Callable[[Any, History], int]:
    """Unsampled arms first, then the largest index in floats."""

    def choose(draw: Any, history: History) -> int:
        paid = [rewards(history, arm) for arm in range(arms)]
        indices = [float(mean(p)) + sqrt(square / len(p)) if p else float("inf") for p in paid]
        return indices.index(max(indices))

    return choose


def posterior_sampling(models: Sequence[Means], prior: Sequence[Fraction]) -> Callable[[Any, History], int]:
    """Draw a model by its weight, play its first best arm."""

    def choose(draw: Any, history: History) -> int:
        weights = list(prior)
        for arm, reward in history:
            weights = [w * (f[arm] if reward else 1 - f[arm]) for w, f in zip(weights, models, strict=True)]
        model = models[draw(weights)]
        return list(model).index(max(model))

    return choose


def bayes_regret(models: Sequence[Means], prior: Sequence[Fraction], horizon: int) -> Fraction:
    """The least expected regret of a prior, by recursion over histories."""
    if not horizon:
        return Fraction(0)
    options = []
    for arm in range(len(models[0])):
        paid = sum((w * (max(f) - f[arm]) for w, f in zip(prior, models, strict=True)), Fraction(0))
        for reward in (0, 1):
            after = [w * (f[arm] if reward else 1 - f[arm]) for w, f in zip(prior, models, strict=True)]
            paid += bayes_regret(models, after, horizon - 1)
        options.append(paid)
    return min(options)


def plain_upper_confidence(means: tuple[float, float], horizon: int, failure: float) -> tuple[float, int]:
    """Regret of UCB with two arms by a dictionary of count states, and how many (state, round) pairs it visits."""
    square, visited, paid = 2 * log(4 * horizon**2 / failure), 0, 0.0
    law = {(0, 0, 0, 0): 1.0}
    for _ in range(horizon):
        following: dict[tuple[int, int, int, int], float] = {}
        for (n, k, m, j), mass in law.items():
            visited += 1
            first = k / n + sqrt(square / n) if n else float("inf")
            second = j / m + sqrt(square / m) if m else float("inf")
            arm = 0 if first >= second else 1
            paid += mass * (max(means) - means[arm])
            for reward, chance in ((1, means[arm]), (0, 1 - means[arm])):
                state = (n + 1, k + reward, m, j) if arm == 0 else (n, k, m + 1, j + reward)
                following[state] = following.get(state, 0.0) + mass * chance
        law = following
    return paid, visited


def constrained_value(gaps: Any, divergences: Any, radius: Fraction) -> Fraction:
    """The least pattern value over all sets of models that may be excluded."""
    models = range(len(gaps))
    solved = (
        pattern_value(gaps, divergences, radius, excluded)
        for size in range(len(gaps) + 1)
        for excluded in combinations(models, size)
    )
    return min(result[0] for result in solved if result is not None)
