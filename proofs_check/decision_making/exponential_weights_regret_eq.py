"""The regret of exponential weights under log loss is an identity.

The mixture predicts ``qhat_t = sum_i w_i q_i`` with ``w`` proportional to prior times likelihood; the
product over rounds telescopes to the posterior. Exponentiated:
``prod_t q_i / qhat_t = posterior_i / prior_i``, so the regret to expert ``i`` is
``log(1/prior_i) + log posterior_i``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table


def mixture_ratio(i):
    """``prod_t q_i(y_t) / qhat_t(y_t)`` along the rounds, in the mean over the experts ``i`` that one competes with."""
    likelihood, product = xp.ones(i.prior.shape, like=i.prior), xp.ones(i.prior.shape, like=i.prior)
    for assigned in i.likelihoods:
        weights = i.prior * likelihood / xp.dot(i.prior, likelihood)
        product = product * assigned / xp.dot(weights, assigned)
        likelihood = likelihood * assigned
    return xp.dot(i.rivals, product)


def posterior_ratio(i):
    """``posterior_i / prior_i`` in the same mean."""
    likelihood = xp.prod(i.likelihoods, axis=0)
    return xp.dot(i.rivals, likelihood) / xp.dot(i.prior, likelihood)


CLAIM = Claim(
    statement=r"\sum_t \log\frac{1}{\hat q_t(y_t)} - \sum_t \log\frac{1}{q_{i,t}(y_t)}"
    r" = \log\frac{1}{\mathrm{prior}_i} + \log \mathrm{posterior}_i \text{ (both sides exponentiated)}",
    source=Source("arXiv:2312.16730", "exponential weights under log loss", status="second-hand"),
    space=lambda size: Space(
        prior=Simplex(size[1], positive=True), rivals=Simplex(size[1]), likelihoods=Table(size, xp.ratio(1, 16), 1)
    ),
    sizes=((2, 2), (3, 3), (8, 6)),
    relation="==",
    lhs=mixture_ratio,
    rhs=posterior_ratio,
    notes="In the mean over a law of experts; a sure one is the statement for one expert. A size is (rounds, experts).",
)
