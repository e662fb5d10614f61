"""The exact minimax regret of a finite class of bandits.

How much must a learner pay who knows the class and the horizon? Randomised learners are realisation weights on
count states, a polytope on which the regret of every model is linear, so the answer is one linear program. Its
multipliers are the least favourable prior; the Bayes-optimal dynamic program at that prior gives the value again.

Main definitions
----------------
``minimax_regret``, ``MinimaxRegret``   the exact value at a small horizon, with the prior
``minimax_enclosure``, ``Enclosure``    certified lower and upper ends by playing best responses, at larger horizons
``program_value``                       the value by HiGHS in floats, slower and less exact than the former
``bayes_plan``, ``BayesPlan``           the optimal learner of a prior and its regret
``bayes_regret``                        the latter as a formula of means and prior

Conventions
-----------
Contexts are drawn from the law of the class. The program itself is in ``sequence_programs``.

References
----------
D. Koller, N. Megiddo, B. von Stengel, 1994 (sequence form); H. B. McMahan, G. Gordon, A. Blum, 2003 (best responses);
arXiv:2312.16730, chapter 2.

Tags
----
bandits, minimax regret, linear programming, least favourable prior
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from scipy import sparse

from theory_lab import numbers as xp
from theory_lab.decisions.classes import ModelClass
from theory_lab.decisions.float_games import near_solution
from theory_lab.decisions.play.exact_regret import states_of
from theory_lab.decisions.play.sequence_programs import folded, minimax_program
from theory_lab.numbers import Array
from theory_lab.numbers.whole.programs import solve_program

__all__ = [
    "NUMBERS", "BayesPlan", "Enclosure", "MinimaxRegret", "bayes_plan", "bayes_regret", "layer_likelihoods", "minimax_enclosure",
    "minimax_program", "minimax_regret", "plan_regrets", "program_value",
]  # fmt: skip

NUMBERS = 1 << 27  # floats of all tables together: a gibibyte


def _check_size(numbers: int, horizon: int, what: str) -> None:
    if numbers > NUMBERS:
        raise ValueError(
            f"a horizon of {horizon} needs {what}: {numbers:,} numbers ({numbers >> 17:,} MB), beyond the limit of {NUMBERS:,}"
        )


@dataclass(frozen=True)
class BayesPlan:
    """The least expected regret of a prior, and a best decision in every state: whole numbers (X, size(t)) per round."""

    value: Any
    decisions: tuple[np.ndarray, ...]


@dataclass(frozen=True)
class MinimaxRegret:
    """The exact value and a least favourable prior (N,)."""

    value: Fraction
    prior: tuple[Fraction, ...]


@dataclass(frozen=True)
class Enclosure:
    """``lower <= minimax regret <= upper``, up to float rounding: a prior with its Bayes regret, and a mixture of plans."""

    lower: float
    upper: float
    prior: np.ndarray
    plans: int


def layer_likelihoods(models: ModelClass, horizon: int) -> list[np.ndarray]:
    """Likelihoods (N, size(t)) of all states before the last round, and of those after it; ``ValueError`` beyond ``NUMBERS``."""
    states = states_of(models.shape, horizon)
    total = sum(states.size(t) for t in range(horizon + 1))
    _check_size(len(models) * total, horizon, f"the likelihoods of {len(models)} models in {total:,} states")
    return [models.likelihoods(states.counts(t).reshape(*models.shape, -1)) for t in range(horizon + 1)]


def bayes_plan(models: ModelClass, prior: np.ndarray, horizon: int, likelihoods: list[np.ndarray] | None = None) -> BayesPlan:
    """Backward induction on unnormalised posteriors: no division, so exact classes and priors give an exact value.

    Raises ``ValueError`` for a prior (N,) on another number of models.
    """
    if prior.shape != (len(models),):
        raise ValueError(f"a prior on {len(models)} models is needed, not one of shape {prior.shape}")
    states = states_of(models.shape, horizon)
    likelihoods = layer_likelihoods(models, horizon) if likelihoods is None else likelihoods
    contexts, decisions, outcomes = models.shape
    cost = (models.contexts[:, None] * models.gaps * prior[:, None, None]).reshape(len(models), -1).T
    future, chosen = np.zeros(likelihoods[-1].shape[1], dtype=cost.dtype), []
    for rounds in reversed(range(horizon)):
        totals = cost @ likelihoods[rounds] + states.pulled(future, rounds, outcomes)
        totals = totals.reshape(contexts, decisions, -1)
        chosen.append(totals.argmin(axis=1).astype(np.int16))
        future = totals.min(axis=1).sum(axis=0)
    return BayesPlan(future[0], tuple(reversed(chosen)))


def plan_regrets(models: ModelClass, plan: BayesPlan, horizon: int, likelihoods: list[np.ndarray]) -> np.ndarray:
    """The expected regret of a plan under every model, shape (N,)."""
    states = states_of(models.shape, horizon)
    contexts, decisions, outcomes = models.shape
    costs = (models.contexts[:, None] * models.gaps).reshape(len(models), -1)
    weights, total = np.ones(1), np.zeros(len(models))
    for rounds, chosen in enumerate(plan.decisions):
        law = np.arange(decisions)[:, None] == chosen[:, None]
        plays = (weights * law).reshape(contexts * decisions, -1)
        total += (costs * (likelihoods[rounds] @ plays.T)).sum(axis=1)
        weights = states.pushed(plays, rounds, outcomes)
    return total


@xp.formula
def bayes_regret(means: Array, prior: Array, horizon: int) -> Array:
    """The least expected regret of a prior (N,) on Bernoulli models (N, A), as a formula; shape ()."""
    arms = means.shape[1]
    states = states_of((1, arms, 2), horizon)
    powers = [xp.stack([x**k for k in range(horizon + 1)]) for x in (1 - means, means)]
    gaps = prior[:, None] * (xp.max(means, axis=1)[:, None] - means)
    future = xp.zeros((states.size(horizon),), like=means)
    for rounds in reversed(range(horizon)):
        counts = states.counts(rounds).reshape(arms, 2, -1)
        likely = xp.ones((), like=means)
        for arm in range(arms):
            likely = likely * powers[0][counts[arm, 0], :, arm] * powers[1][counts[arm, 1], :, arm]
        after = [future[child[: counts.shape[2]]] for child in states.child]
        totals = [xp.dot(likely, gaps[:, arm]) + after[2 * arm] + after[2 * arm + 1] for arm in range(arms)]
        future = xp.min(xp.stack(totals), axis=0)
    return future[0]


def program_value(models: ModelClass, horizon: int, symmetric: bool = False) -> float:
    """The value by HiGHS in floats, to about 1e-7; raises ``ValueError`` where it stops short.

    A second opinion on ``minimax_enclosure``, which is closer and faster: 20 times at a horizon of 20.
    ``symmetric`` solves the smaller program in which symmetries of the class are counted once.
    """
    from scipy.optimize import linprog

    models = models.floats()
    states = states_of(models.shape, horizon)
    variables = models.shape[0] * models.shape[1] * sum(states.size(t) for t in range(horizon))
    _check_size(len(models) * variables, horizon, f"a program of {variables:,} variables and {len(models)} models")
    program = minimax_program(models, horizon)
    program = folded(program, models, horizon) if symmetric else program
    n, m = program.variables, int(program.regret[0].max(initial=0)) + 1
    row, column, entry = program.regret
    upper = sparse.csr_array(
        (np.r_[entry, -np.ones(m)], (np.r_[row, np.arange(m)], np.r_[column, np.full(m, n)])), shape=(m, n + 1)
    )
    row, column, entry = program.flow
    equal = sparse.csr_array((entry, (row, column)), shape=(program.rows, n + 1))
    right = np.zeros(program.rows)
    right[: models.shape[0]] = 1
    found = linprog(np.r_[np.zeros(n), 1], upper, np.zeros(m), equal, right, method="highs")
    if found.status != 0:
        raise ValueError(f"HiGHS stopped without a solution: {found.message}")
    return found.fun


def minimax_regret(models: ModelClass, horizon: int) -> MinimaxRegret:
    """The exact minimax regret of an exact class: every number of the program and of its certificate is rational."""
    if not models.is_exact:
        raise TypeError("the exact program needs a class of fractions; minimax_enclosure takes floats")
    states = states_of(models.shape, horizon)
    flows = models.shape[0] * sum(states.size(t) for t in range(horizon))
    variables = flows * models.shape[1]
    _check_size(8 * variables * flows, horizon, f"an exact program of {variables:,} variables and {flows:,} flows")
    program = minimax_program(models, horizon)
    n, m = program.variables, len(models)
    upper, equal = np.zeros((m, n + 1), dtype=object), np.zeros((program.rows, n + 1), dtype=object)
    upper[:, n] = -1
    for table, (row, column, entry) in ((upper, program.regret), (equal, program.flow)):
        np.add.at(table, (row, column), entry)
    right = [1] * models.shape[0] + [0] * (program.rows - models.shape[0])
    found = solve_program([0] * n + [1], upper, [0] * m, equal, right, free=[n])
    return MinimaxRegret(found.value, found.y)


def minimax_enclosure(models: ModelClass, horizon: int, width: float = 1e-6, rounds: int = 2000) -> Enclosure:
    """Alternate between the Bayes-optimal plan of a prior and the worst prior for all plans so far.

    It stops when the ends are ``width`` apart; a prior and a mixture of plans prove them. Raises ``ValueError`` when
    ``rounds`` plans do not suffice, telling the ends.
    """
    models = models.floats()
    likelihoods = layer_likelihoods(models, horizon)
    prior = best = np.full(len(models), 1 / len(models))
    paid: list[np.ndarray] = []
    lower, upper = -np.inf, np.inf
    while len(paid) < rounds:
        plan = bayes_plan(models, prior, horizon, likelihoods)
        if plan.value > lower:
            lower, best = float(plan.value), prior
        paid.append(plan_regrets(models, plan, horizon, likelihoods))
        upper, worst, _ = near_solution(np.array(paid).T)
        if upper - lower <= width:
            return Enclosure(lower, upper, best, len(paid))
        prior = worst
    raise ValueError(f"after {rounds} plans the minimax regret lies between {lower} and {upper}")
