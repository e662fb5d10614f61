"""Bellman residuals as a matrix of policies and value functions.

``E^pi[Q_h - r_h - max Q_{h+1}]`` is an inner product of where the policy goes and what the function gets wrong, so
the matrix over all policies and functions has small rank where either side lies in few dimensions.

Main definitions
----------------
``residual_matrix``    expected residuals of one step, for policies (rows) and value functions (columns)
``exact_rank``         the rank of a table of fractions
``linear_process``     kernels and rewards that are linear in given features
``eliminations``       which functions BiLinUCB follows when it may take expectations exactly

Conventions
-----------
Policies are (H, N, S, A), value functions (H, M, S, A); both as in ``mdps``, with ``Q_{H+1} = 0``.

References
----------
N. Jiang et al., Contextual Decision Processes with Low Bellman Rank are PAC-Learnable, 2017; arXiv:2312.16730, chapter 7.

Tags
----
Bellman rank, linear MDP, function approximation
"""

from __future__ import annotations

from typing import Any

from flint import fmpq, fmpq_mat

from theory_lab import numbers as xp
from theory_lab.decisions.processes.mdps import greedy, occupancies, require_step
from theory_lab.numbers import Array
from theory_lab.numbers.whole.rationals import rationals

__all__ = ["eliminations", "exact_rank", "linear_process", "residual_matrix", "residuals_of"]


@xp.formula
def residuals_of(kernels: Array, rewards: Array, q: Array, step: int) -> Array:
    """``Q_h - r_h - P max Q_{h+1}`` of value functions (H, M, S, A), shape (M, S, A); ``ValueError`` for another step."""
    require_step(step, len(rewards))
    own = q[step] - rewards[step]
    if step + 1 == len(rewards):
        return own
    later = xp.max(q[step + 1], axis=-1)
    return own - xp.sum(kernels[step] * later[:, None, None, :], axis=-1)


@xp.formula
def residual_matrix(kernels: Array, rewards: Array, initial: Array, policies: Any, q: Array, step: int) -> Array:
    """``E^pi[Q_h - r_h - max Q_{h+1}]`` for all policies (H, N, S, A) and functions (H, M, S, A), shape (N, M)."""
    wrong = residuals_of(kernels, rewards, q, step)
    visits = occupancies(kernels, initial, policies)[step]
    cells = wrong.shape[1] * wrong.shape[2]
    return xp.dot(visits.reshape(len(visits), cells), wrong.reshape(len(wrong), cells).T)


def exact_rank(table: Any) -> int:
    """The rank over the rationals of a table (m, n) of whole numbers or fractions.

    Raises ``TypeError`` on floats and ``ValueError`` for what is no table.
    """
    rows = rationals(table, "the entry")
    if rows.ndim != 2:
        raise ValueError(f"a rank is that of a table (m, n), not of shape {rows.shape}")
    entries = [fmpq(entry.numerator, entry.denominator) for entry in rows.ravel()]
    return fmpq_mat(rows.shape[0], rows.shape[1], entries).rank()


@xp.formula
def linear_process(features: Array, measures: Array, weights: Array) -> tuple[Array, Array]:
    """Kernels ``sum_j phi_j(s, a) mu_j(s')`` (H - 1, S, A, S) and rewards ``<phi, theta_h>`` (H, S, A).

    ``features`` (S, A, d) are laws on the dimensions, ``measures`` (H - 1, d, S) laws on states, ``weights`` (H, d).
    """
    states, actions, dimension = features.shape
    flat = features.reshape(states * actions, dimension)
    kernels = [xp.dot(flat, measure).reshape(states, actions, states) for measure in measures]
    rewards = [xp.dot(flat, weight).reshape(states, actions) for weight in weights]
    return xp.stack(kernels), xp.stack(rewards)


def eliminations(kernels: Array, rewards: Array, initial: Array, q: Array) -> list[int]:
    """The columns of exact value functions (H, M, S, A) that BiLinUCB follows, one an iteration, with expectations for samples.

    It follows the greedy policy of the function of largest first value among those left, the first at ties, and drops
    all functions with a residual along it; it stops at a function without one. Raises ``ValueError`` when none is
    left: ``Q*`` was not in the class.
    """
    values = _fractions(xp.dot(xp.max(q[0], axis=-1), initial))
    left, followed = list(range(len(values))), []
    while left:
        chosen = max(left, key=lambda column: values[column])
        followed.append(chosen)
        policy = greedy(q[:, chosen])[:, None]
        wrong = [_fractions(residual_matrix(kernels, rewards, initial, policy, q, step)[0]) for step in range(len(rewards))]
        kept = [column for column in left if not any(row[column] for row in wrong)]
        if chosen in kept:
            return followed
        left = kept
    raise ValueError(f"all {len(values)} functions have residuals: the optimal one is not among them")


def _fractions(array: Array) -> list[Any]:
    return array.fractions().tolist()
