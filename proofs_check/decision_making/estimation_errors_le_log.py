"""Estimation errors of the posterior mean are at most the log of the class.

For Bernoulli rewards ``2 (p - q)^2 <= KL``, so the squared errors sum to half the divergence. That is ``KL(P_M || sum_i
prior_i P_i) <= -log sum_i prior_i exp(-KL(P_M || P_i))``, as the logarithm of a sum of exponentials is convex: at most ``log(1 /
prior_M)``, and an equality in the limit of a prior on one other model. The usual statement has four times the squared errors.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decisions.play.exact_regret import states_of


def errors(i):
    """Expected sums of squared, Hellinger and Kullback-Leibler errors: the first model is true, arms are pulled alike."""
    horizon = i.size[1]
    states, total = states_of((1, 2, 2), horizon), [0] * 3
    weights = xp.ones((1,), like=i.prior)
    for rounds in range(horizon):
        lost0, won0, lost1, won1 = states.counts(rounds)
        powers = [xp.stack([x**k for k in range(horizon + 1)]) for x in (1 - i.means, i.means)]
        likely = powers[0][lost0, :, 0] * powers[1][won0, :, 0] * powers[0][lost1, :, 1] * powers[1][won1, :, 1]
        joint = likely * i.prior
        mean = xp.sum(joint[:, :, None] * i.means[None], axis=1) / xp.sum(joint, axis=1)[:, None]
        truth = i.means[0][None, :] + xp.zeros(mean.shape, like=mean)
        terms = (
            2 * (truth - mean) ** 2,
            (xp.sqrt(truth) - xp.sqrt(mean)) ** 2 + (xp.sqrt(1 - truth) - xp.sqrt(1 - mean)) ** 2,
            xp.kl_term(truth, mean) + xp.kl_term(1 - truth, 1 - mean),
        )
        mass = weights * likely[:, 0]
        total = [t + xp.dot(mass, xp.sum(term, axis=1)) / 2 for t, term in zip(total, terms, strict=True)]
        following = xp.zeros((states.size(rounds + 1),), like=i.prior)
        for child in states.child:
            following = following + xp.segment_sum(weights / 2, child[: states.size(rounds)], states.size(rounds + 1))
        weights = following
    return {"squared": total[0], "hellinger": total[1], "divergence": total[2]}


def bound(i):
    """``-log sum_i prior_i exp(-KL(P_M || P_i))``, divergences of all rounds, half of them for each arm."""
    truth = i.means[0][None, :] + xp.zeros(i.means.shape, like=i.means)
    apart = xp.sum(xp.kl_term(truth, i.means) + xp.kl_term(1 - truth, 1 - i.means), axis=1) * xp.ratio(i.size[1], 2)
    return -xp.log(xp.sum(i.prior * xp.exp(-apart)))


def estimated(size):
    """Any prior with positive weights on so many models of two arms, and so many rounds."""
    return Space(
        prior=Simplex(size[0], positive=True), means=Table((size[0], 2), xp.ratio(1, 16), xp.ratio(15, 16)), derived=errors
    )


CLAIMS = {
    "squared": Claim(
        statement=r"2\,\mathbb E\,\mathrm{Est}_{Sq} \le \mathbb E\,\mathrm{Est}_{KL}",
        source=Source("arXiv:2312.16730", "online estimation with log loss, squared errors", status="second-hand"),
        space=estimated,
        sizes=((2, 1), (2, 2)),
        lhs=lambda i: i.squared,
        rhs=lambda i: i.divergence,
        sharpened=lambda i: xp.ratio(9, 10) * i.divergence,
    ),
    "hellinger": Claim(
        statement=r"\mathbb E\,\mathrm{Est}_H \le \mathbb E\,\mathrm{Est}_{KL}",
        source=Source("arXiv:2312.16730", "online estimation with log loss, Hellinger errors", status="second-hand"),
        space=estimated,
        sizes=((2, 1), (2, 2)),
        lhs=lambda i: i.hellinger,
        rhs=lambda i: i.divergence,
        loose="half for near models; equality needs rewards that are all but certain, and means stay within [1/16, 15/16] here",
    ),
    "divergence": Claim(
        statement=r"\mathbb E\,\mathrm{Est}_{KL} \le -\log\textstyle\sum_i \mathrm{prior}_i\, e^{-\mathrm{KL}(P_M \| P_i)}"
        r" \;\bigl(\le \log(1/\mathrm{prior}_M)\bigr)",
        source=Source("arXiv:2312.16730", "online estimation with log loss", status="second-hand"),
        space=estimated,
        sizes=((2, 1), (2, 2)),
        lhs=lambda i: i.divergence,
        rhs=bound,
        tight_at=lambda k: {"prior": [1, 2**k], "means": [4, 1, 1, 3, 3]},
        rate="1 - ratio of order 2^(-k)",
        sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    ),
}
