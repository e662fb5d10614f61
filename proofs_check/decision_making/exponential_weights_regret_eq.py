"""The regret of exponential weights under log loss is an identity.

The mixture predicts ``qhat_t = sum_i w_i q_i`` with ``w`` proportional to prior times likelihood; the
product over rounds telescopes to the posterior. Exponentiated:
``prod_t q_i / qhat_t = posterior_i / prior_i``, so the regret to expert ``i`` is
``log(1/prior_i) + log posterior_i``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table


def mixture_ratio(i):
    """``prod_t q_0(y_t) / qhat_t(y_t)`` along the rounds, for the first expert."""
    weights, product = i.prior, 1
    for assigned in i.likelihoods:
        mixed = xp.dot(weights, assigned)
        product = product * assigned[0] / mixed
        weights = weights * assigned / mixed
    return product


CLAIM = Claim(
    statement=r"\sum_t \log\frac{1}{\hat q_t(y_t)} - \sum_t \log\frac{1}{q_{i,t}(y_t)}"
    r" = \log\frac{1}{\mathrm{prior}_i} + \log \mathrm{posterior}_i \text{ (both sides exponentiated)}",
    source=Source("arXiv:2312.16730", "exponential weights under log loss", status="second-hand"),
    space=lambda size: Space(prior=Simplex(size[0], positive=True), likelihoods=Table((size[1], size[0]), xp.ratio(1, 16), 1)),
    sizes=((2, 2), (3, 3), (6, 8)),
    relation="==",
    lhs=mixture_ratio,
    rhs=lambda i: xp.prod(i.likelihoods, axis=0)[0] / xp.dot(i.prior, xp.prod(i.likelihoods, axis=0)),
    notes="Stated for the first expert; the experts may be renumbered.",
)
