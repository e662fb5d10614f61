"""Where cross-entropy is finite, maximum likelihood learns it at rate 1/n and no faster.

Laws on two outcomes with masses from 1/64, so that no divergence exceeds ``log 64``; the maximiser is ``k/n``, raised to
the floor where it falls below. Its mean divergence over all samples is about ``1/(2n)`` at every truth away from the
floor, the parametric rate, while ``mle_coverage_falls_faster`` shows that the mean coverage falls exponentially.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.likelihood.maximisers import floored_divergences, mean
from theory_lab.numbers import Array, ratio

FLOOR = Fraction(1, 64)


def mean_divergence(i: Instance) -> Array:
    """``E KL(p || q)`` at the maximiser, over all samples."""
    law = xp.stack([1 - i.p, i.p])
    return mean(law, i.size, floored_divergences(law, i.size, FLOOR))


CLAIM = Claim(
    statement=(
        r"\frac{2}{5n} \le \mathrm{E}\,\mathrm{KL}(\mathrm{Ber}(p) \| \hat q), \quad"
        r" \hat q \text{ the likeliest of } \mathrm{Ber}(q),\ \tfrac1{64} \le q \le \tfrac{63}{64},\ p \in [\tfrac14, \tfrac34]"
    ),
    source=Source("arXiv:2510.15020", "rate of cross-entropy where it is finite, for comparison with coverage", status="derived"),
    space=lambda n: Space(p=Ratio(ratio(1, 4), ratio(3, 4))),
    sizes=(4, 8, 16, 32, 64),
    lhs=lambda i: ratio(2, 5 * i.size),
    rhs=mean_divergence,
    sharpened=lambda i: ratio(3, 4) * mean_divergence(i),
)
