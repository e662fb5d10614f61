"""How far the strength that a sample finds is from the one that was asked for.

``E_p(rhat - lambda_hat)_+ = b kappa``. If ``kappa < 1/2`` the sample mean of ``relu((rhat - l)/b)`` exceeds 1 where
its mean is 1/2; if ``kappa > 2`` it is below 1 where the mean is 2. With the largest and the least of the summands Hoeffding's
bound by a relative entropy is attained in the limit by one draw of a coin. Summands are at most ``M = R/b + 1/2`` (or ``R/b +
2``), and ``kl(1/M || 1/(2M)) >= .193/M`` (``kl(1/M || 2/M) >= .306/M``) gives the form with ``R`` and ``b`` alone.
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


def chernoff(i, mean):
    """``exp(-N kl(1 || mean))``, with 1 and the mean as places between the least and the largest summand."""
    level = normalising_constant(i.base, i.reward, mean * i.strength)
    summands = xp.maximum(i.reward - level, 0) / i.strength
    least, width = xp.min(summands), xp.max(summands) - xp.min(summands)
    within = (width > 0) & (least <= 1) & (xp.max(summands) >= 1)
    place = xp.where(within, (1 - least) / xp.where(within, width, 1), 0)
    centre = xp.where(within, (mean - least) / xp.where(within, width, 1), 0)
    return xp.where(within, xp.exp(-i.draws * (xp.kl_term(place, centre) + xp.kl_term(1 - place, 1 - centre))), 0)


def sampled(n):
    """Ten draws of two responses, or five of more; ``R = 1``."""
    return responses(n, strength=Ratio(xp.ratio(1, 8), 2), draws=Count(1, 10 if n == 2 else 5))


CLAIMS = {
    "low": Claim(
        statement=r"P[\kappa < \tfrac12] \le e^{-N\,\mathrm{kl}\left(\frac{1 - a}{M - a} \middle\| \frac{1/2 - a}{M - a}\right)}"
        r" \;\bigl(\le e^{-0.193\,N/(R/b+1/2)}\bigr), \quad a \le \mathrm{relu}((r - \ell)/b) \le M \text{ of mean } \tfrac12",
        source=Source("arXiv:2503.21878", "estimate of the normalising constant in Theorem 4.1, low", status="derived"),
        space=sampled,
        sizes=(2, 3),
        lhs=lambda i: tail(i, lambda strengths: 2 * strengths < i.strength),
        rhs=lambda i: chernoff(i, xp.ratio(1, 2)),
        trivial="probability",
        tight_at=lambda k: {"base": [2**k + 1, 2**k - 1], "reward": [1, 0, 1], "strength": [1, 2], "draws": 1},
        rate="1 - ratio of order k 2^(-k)",
        sharpened=lambda i: xp.ratio(99, 100) * chernoff(i, xp.ratio(1, 2)),
        notes="R = 1; exact over all samples.",
    ),
    "high": Claim(
        statement=r"P[\kappa > 2] \le e^{-N\,\mathrm{kl}\left(\frac{1 - a}{M - a} \middle\| \frac{2 - a}{M - a}\right)}"
        r" \;\bigl(\le e^{-0.306\,N/(R/b+2)}\bigr), \quad a \le \mathrm{relu}((r - \ell)/b) \le M \text{ of mean } 2",
        source=Source("arXiv:2503.21878", "estimate of the normalising constant in Theorem 4.1, high", status="derived"),
        space=sampled,
        sizes=(2, 3),
        lhs=lambda i: tail(i, lambda strengths: strengths > 2 * i.strength),
        rhs=lambda i: chernoff(i, xp.ratio(2, 1)),
        trivial="probability",
        tight_at=lambda k: {"base": [2**k - 1, 2**k + 1], "reward": [1, 0, 1], "strength": [1, 2], "draws": 1},
        rate="1 - ratio of order k 2^(-k)",
        sharpened=lambda i: xp.ratio(99, 100) * chernoff(i, xp.ratio(2, 1)),
        notes="R = 1; exact over all samples.",
    ),
}
