"""One iteration of BiLinUCB in a tabular class: its regret in the covariance of what was played.

An optimistic value function loses at most the sum of its residuals along its greedy policy
(``optimistic_regret_le_residuals``); each is an inner product ``<X_h(pi_Q), W_h(Q)>`` of the occupancy and what the function
gets wrong, and at most the product of their norms in ``Sigma_h^{-1}`` and ``Sigma_h = lambda I + sum_{i<k} X_h(pi_i)
X_h(pi_i)^T``, where the second is the potential (``residual_potential_eq``). BiLinUCB keeps functions whose potential is small,
and the first norms add up to little (``elliptic_potential_le``).
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Table
from theory_lab.decisions.dimensions.designs import potential
from theory_lab.decisions.processes import mdps
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """Regret of the greedy policy of an optimistic function, and the sum of the products of norms."""
    states, actions, steps, _ = i.size
    kernels = mdps.stochastic(i.weights)
    best, values = mdps.optimal_values(kernels, i.rewards)
    q = best + i.excess
    policy = mdps.greedy(q)
    wrong = q - mdps.backup(kernels, i.rewards, xp.max(q, axis=-1))
    visits = mdps.occupancies(kernels, i.initial, policy)
    past = mdps.occupancies(kernels, i.initial, mdps.stochastic(i.choices))
    products = []
    for step in range(steps):
        earlier, now, lost = (table[step].reshape(-1, states * actions) for table in (past, visits, wrong))
        inverse = potential(earlier, i.ridge)[2]
        seen = i.ridge * xp.sum(lost**2) + xp.sum(xp.dot(earlier, lost[0]) ** 2)
        products.append(xp.sqrt(xp.dot(now[0], xp.dot(inverse, now[0])) * seen))
    own = mdps.policy_values(kernels, i.rewards, policy)[1]
    return {"regret": xp.dot(i.initial, values[0] - own[0]), "bound": xp.sum(xp.stack(products))}


CLAIM = Claim(
    statement=r"f^*(\pi^*) - f^*(\pi_Q) \le \sum_h \|X_h(\pi_Q)\|_{\Sigma_h^{-1}}"
    r" \Bigl(\lambda \|W_h(Q)\|^2 + \sum_{i<k} \mathcal E_h(\pi_i, Q)^2\Bigr)^{1/2} \text{ if } Q \ge Q^*,"
    r" \quad \Sigma_h = \lambda I + \sum_{i<k} X_h(\pi_i) X_h(\pi_i)^\top",
    source=Source("arXiv:2312.16730", "Lemma 29 (BiLinUCB), one iteration, for tables", status="derived"),
    space=lambda size: processes(
        size,
        derived,
        rewards=pairs,
        excess=pairs,
        choices=Table((size[2], size[3], *size[:2]), 0, 1),
        initial=starts,
        ridge=Ratio(xp.ratio(1, 64), 4),
    ),
    sizes=((1, 2, 2, 1), (1, 2, 2, 3), (2, 2, 2, 1)),
    lhs=lambda i: i.regret,
    rhs=lambda i: i.bound,
    trivial=(0, lambda i: i.size[2]),
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
)
