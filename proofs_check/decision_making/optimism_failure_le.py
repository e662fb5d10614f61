"""How often optimistic value iteration fails, over all counts of transitions.

Every (state, action) of the first of two steps is tried ``n`` times. The plan is below ``V*`` in a state only if all its actions
look too poor, and an action looks too poor only if the mean of ``n`` backups is off by more than the bonus, a tail of
Hoeffding's inequality. Each step is a claim. All probabilities are sums over the counts.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Source, Space, Table
from theory_lab.decisions.processes import mdps


def derived(i):
    """For each (state, action) of the first step: law of the number of moves to state 0, and which numbers fail."""
    kernels = xp.stack([i.chances, 1 - i.chances]).T.reshape(1, 2, 2, 2)
    values = mdps.optimal_values(kernels, i.rewards)[1]
    planned = xp.minimum(xp.max(i.rewards[1], axis=-1) + i.bonus, 1)
    count = np.arange(i.n + 1)
    share = count * xp.ratio(1, i.n)
    looks = xp.minimum(i.rewards[0][:, :, None] + planned[1] + share * (planned[0] - planned[1]) + i.bonus, 1)
    off = abs(share - kernels[0, :, :, 0][..., None]) * abs(values[1, 0] - values[1, 1])
    chance = kernels[0, :, :, 0][..., None]
    powers = [xp.stack([x**k for k in range(i.n + 1)]) for x in (chance[..., 0], 1 - chance[..., 0])]
    law = [xp.binomial(i.n, k) * powers[0][k] * powers[1][i.n - k] for k in range(i.n + 1)]
    law = xp.stack([part.T for part in law]).T
    poor = xp.sum(law * (1 - xp.at_least(looks, values[0][:, None, None])), axis=-1)
    wrong = xp.sum(law * (1 - xp.at_least(i.bonus, off)), axis=-1)
    return {"poor": poor, "wrong": wrong}


def learned(tries, largest, bonus):
    """Two steps, two states and two actions, rewards of one step up to ``largest``, so many tries of each pair."""
    return Space(
        chances=Table((2, 2), xp.ratio(1, 8), xp.ratio(7, 8)),
        rewards=Table((2, 2, 2), 0, largest),
        bonus=bonus,
        n=tries,
        derived=derived,
    )


CLAIMS = {
    "values": Claim(
        statement=r"P(\exists s: \hat V_1(s) < V^*_1(s)) \le P(\exists s, a: |(\hat P - P)V^*_2| > b)",
        source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI), optimism fails with the estimate", status="derived"),
        space=learned(Count(1, 6), xp.ratio(1, 2), Ratio(0, xp.ratio(1, 2))),
        lhs=lambda i: 1 - xp.prod(1 - xp.prod(i.poor, axis=-1)),
        rhs=lambda i: 1 - xp.prod(1 - i.wrong),
        trivial="probability",
    ),
    "estimate": Claim(
        statement=r"P(\exists s, a: |(\hat P - P)V^*_2| > b) \le 2SA\,e^{-2nb^2}",
        source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI), concentration event", status="derived"),
        space=learned(Choice(12, 24), 1, Ratio(xp.ratio(3, 10), xp.ratio(3, 5))),
        lhs=lambda i: 1 - xp.prod(1 - i.wrong),
        rhs=lambda i: 8 * xp.exp(-2 * i.n * i.bonus**2),
        trivial="probability",
        loose="a binomial tail of 12 draws is at most .27 of Hoeffding's bound, and four of them are added",
    ),
}
