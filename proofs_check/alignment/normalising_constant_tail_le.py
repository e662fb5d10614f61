"""How far the strength that a sample finds is from the one that was asked for.

``E_p(rhat - lambda_hat)_+ = b kappa``. If ``kappa < 1/2`` the sample mean of ``relu((rhat - l)/b)`` exceeds 1 where
its mean is 1/2, with summands at most ``R/b + 1/2``; if ``kappa > 2`` it is below 1 where the mean is 2, with
summands at most ``R/b + 2``. Chernoff bounds with a factor 2 give both.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import normalising_constant


def tail(i):
    """The probability over all samples that the found strength is below half of, or above twice, the wanted one."""

    def far(counts):
        found = []
        for row in counts:
            constant = normalising_constant(xp.exact(row) / i.draws, i.reward, i.strength)
            found.append(xp.dot(i.base, xp.maximum(i.reward - constant, 0)))
        strengths = xp.stack(found)
        return 2 * strengths < i.strength if i.side == "low" else strengths > 2 * i.strength

    return xp.expect_over_types(i.base, i.draws, far)


def chernoff(i):
    """``exp(-0.193 N/(1/b + 1/2))`` or ``exp(-0.306 N/(1/b + 2))``."""
    if i.side == "low":
        return xp.exp(-xp.ratio(193, 1000) * i.draws / (1 / i.strength + xp.ratio(1, 2)))
    return xp.exp(-xp.ratio(306, 1000) * i.draws / (1 / i.strength + 2))


CLAIM = Claim(
    statement=r"P[\kappa < \tfrac12] \le e^{-0.193\,N/(R/b+1/2)}, \quad P[\kappa > 2] \le e^{-0.306\,N/(R/b+2)}",
    source=Source("arXiv:2503.21878", "estimate of the normalising constant in Theorem 4.1", status="derived"),
    space=lambda n: responses(
        n, strength=Ratio(xp.ratio(1, 8), 2), draws=Count(1, 10 if n == 2 else 5), side=Choice("low", "high")
    ),
    sizes=(2, 3),
    lhs=tail,
    rhs=chernoff,
    trivial="probability",
    loose="Chernoff bounds with the crudest range of the summands",
    notes="R = 1; exact over all samples.",
)  # fmt: skip
