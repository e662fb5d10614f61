"""How far the strength that a sample finds is from the one that was asked for.

``E_p(rhat - lambda_hat)_+ = b kappa``. If ``kappa < 1/2`` the sample mean of ``relu((rhat - l)/b)`` exceeds 1 where
its mean is 1/2, with summands at most ``R/b + 1/2``; if ``kappa > 2`` it is below 1 where the mean is 2, with
summands at most ``R/b + 2``. Chernoff bounds with a factor 2 give both, each a claim.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import normalising_constant


def tail(i, is_far):
    """The probability over all samples that the strengths found are far from the wanted one."""

    def far(counts):
        found = []
        for row in counts:
            constant = normalising_constant(xp.exact(row) / i.draws, i.reward, i.strength)
            found.append(xp.dot(i.base, xp.maximum(i.reward - constant, 0)))
        return is_far(xp.stack(found))

    return xp.expect_over_types(i.base, i.draws, far)


def sampled(n):
    """Ten draws of two responses, or five of more; ``R = 1``."""
    return responses(n, strength=Ratio(xp.ratio(1, 8), 2), draws=Count(1, 10 if n == 2 else 5))


CLAIMS = {
    "low": Claim(
        statement=r"P[\kappa < \tfrac12] \le e^{-0.193\,N/(R/b+1/2)}",
        source=Source("arXiv:2503.21878", "estimate of the normalising constant in Theorem 4.1, low", status="derived"),
        space=sampled,
        sizes=(2, 3),
        lhs=lambda i: tail(i, lambda strengths: 2 * strengths < i.strength),
        rhs=lambda i: xp.exp(-xp.ratio(193, 1000) * i.draws / (1 / i.strength + xp.ratio(1, 2))),
        trivial="probability",
        loose="Chernoff bounds with the crudest range of the summands",
        notes="R = 1; exact over all samples.",
    ),
    "high": Claim(
        statement=r"P[\kappa > 2] \le e^{-0.306\,N/(R/b+2)}",
        source=Source("arXiv:2503.21878", "estimate of the normalising constant in Theorem 4.1, high", status="derived"),
        space=sampled,
        sizes=(2, 3),
        lhs=lambda i: tail(i, lambda strengths: strengths > 2 * i.strength),
        rhs=lambda i: xp.exp(-xp.ratio(306, 1000) * i.draws / (1 / i.strength + 2)),
        trivial="probability",
        loose="Chernoff bounds with the crudest range of the summands",
        notes="R = 1; exact over all samples.",
    ),
}
