"""The potential of a value function counts its squared residuals.

Residuals are inner products of occupancies ``X_i`` with what the function gets wrong, ``W``; so
``W^T (sum_i X_i X_i^T) W = sum_i <X_i, W>^2``, and what was played bounds what is still to be feared.
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Table
from theory_lab.decisions.processes import mdps
from theory_lab.decisions.processes.bellman_ranks import residual_matrix, residuals_of


def derived(i):
    """Occupancies of the first-but-last step, the residuals of the function, and their expectations."""
    states, actions, steps, policies = i.size
    kernels, policy = mdps.stochastic(i.weights), mdps.stochastic(i.choices)
    visits = mdps.occupancies(kernels, i.initial, policy)[steps - 2].reshape(policies, states * actions)
    wrong = residuals_of(kernels, i.rewards, i.q, steps - 2).reshape(states * actions)
    expected = residual_matrix(kernels, i.rewards, i.initial, policy, i.q, steps - 2)
    return {"visits": visits, "wrong": wrong, "expected": expected}


CLAIM = Claim(
    statement=r"\|W_h(Q)\|^2_{\Sigma} = \sum_{i<k} \mathcal E_h(\pi_i, Q)^2, \quad \Sigma = \sum_{i<k}"
    r" X_h(\pi_i) X_h(\pi_i)^\top",
    source=Source("arXiv:2312.16730", "Lemma 30, potential", status="second-hand"),
    space=lambda size: processes(
        size,
        derived,
        rewards=pairs,
        choices=Table((size[2], size[3], *size[:2]), 0, 1),
        q=Table((size[2], 1, *size[:2]), 0, 1),
        initial=starts,
    ),
    sizes=((2, 2, 2, 1), (2, 2, 2, 3)),
    relation="==",
    lhs=lambda i: xp.dot(i.wrong, xp.dot(xp.dot(i.visits.T, i.visits), i.wrong)),
    rhs=lambda i: xp.sum(i.expected**2),
)
