"""Estimation under log loss is one divergence of laws on histories.

Data from model ``M``, forecasts by the posterior mean: the chain rule of the Kullback-Leibler divergence sums
the conditional divergences to ``KL(P_M || sum_i prior_i P_i)`` on histories, whatever rule picks the
decisions, since its probabilities cancel.
"""

from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.divergences import kl


def models(size):
    """``size`` is (models, rounds); the rule is the chance of decision 0 at every history of (decision, outcome)."""
    nodes = sum(4**t for t in range(size[1]))
    return Space(
        prior=Simplex(size[0], positive=True),
        means=Table((size[0], 2), xp.ratio(1, 8), xp.ratio(7, 8)),
        rule=Table(nodes, 0, 1),
        derived=paths,
    )


def paths(i):
    """Likelihoods (N, histories) after every round, the rule's factors, and the start of the nodes of every round."""
    outcomes = np.array(list(product((0, 1), (0, 1))))
    letters = xp.stack([xp.where(outcomes[:, 1] == 1, f[outcomes[:, 0]], 1 - f[outcomes[:, 0]]) for f in i.means])
    likelihoods, choices, start = [xp.ones((i.means.shape[0], 1), like=i.means)], [xp.ones((1,), like=i.means)], 0
    rules = []
    for rounds in range(i.size[1]):
        nodes, rule = 4**rounds, i.rule[start : start + 4**rounds]
        rules.append(xp.stack([rule, 1 - rule]).T)
        chosen = rules[-1][:, outcomes[:, 0]]
        likelihoods.append((likelihoods[-1][:, :, None] * letters[:, None, :]).reshape(i.means.shape[0], 4 * nodes))
        choices.append((choices[-1][:, None] * chosen).reshape(4 * nodes))
        start += nodes
    return {"likelihoods": likelihoods, "choices": choices, "rules": rules}


def estimation(i):
    """``E sum_t KL(M(pi_t) || posterior mean)`` when the first model is true."""
    total = 0
    for likelihood, chosen, rule in zip(i.likelihoods, i.choices, i.rules, strict=False):
        joint = i.prior[:, None] * likelihood
        mean = xp.sum(joint[:, :, None] * i.means[:, None, :], axis=0) / xp.sum(joint, axis=0)[:, None]
        truth = i.means[0][None, :] + xp.zeros(mean.shape, like=mean)
        terms = xp.kl_term(truth, mean) + xp.kl_term(1 - truth, 1 - mean)
        total = total + xp.dot(chosen * likelihood[0], xp.sum(rule * terms, axis=1))
    return total


CLAIM = Claim(
    statement=r"\mathbb E_{M}\sum_{t\le T} \mathrm{KL}(M(\pi_t)\|\hat M_t(\pi_t))"
    r" = \mathrm{KL}\bigl(P_M^{1:T}\,\|\,\textstyle\sum_i \mathrm{prior}_i P_i^{1:T}\bigr)",
    source=Source("arXiv:2312.16730", "online estimation with log loss, chain rule", status="derived"),
    space=models,
    sizes=((2, 1), (2, 2)),
    relation="==",
    lhs=estimation,
    rhs=lambda i: kl(i.choices[-1] * i.likelihoods[-1][0], i.choices[-1] * xp.dot(i.prior, i.likelihoods[-1])),
)
