"""Maximum likelihood in a log-linear class: the mean coverage against Theorem 4.2 with constant 1, at any horizon.

Prompts ``1 .. d`` of probability ``x/n`` each, words of ``H`` letters ``y = 1, -1``, features ``f y e_i``, parameters in the
box ``[-1/sqrt d, 1/sqrt d]^d``, the truth at its upper corner, and unseen prompts at the lower one (ties are broken for the
worse). The inherent variance is that of ``d x/n`` words, so that ``sqrt(sigma^2/(n log N)) + B^2/n`` is below the trivial
bound 1. The mean is exact over all samples by counts. Sizes are ``(n, d, H, 100 x, 10 N, scaled)``; where scaled, ``f^2 = 10
log N/H`` keeps what a word tells the same at every horizon: from 8 to 128 letters the mean stays between .0071 and .0083. The
constants that the proof gives (``640000 B^2`` and more) are above 1 up to a million samples.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.coin_words import mean_coverage
from theory_lab.numbers import Array, ratio

MOST = 12  # visits to one prompt, whose mean is below 1
MEANS = {
    (200, 16, 24, 50, 163, 0): (".0143553", ".0452064"),
    (400, 32, 64, 70, 163, 0): (".0201307", ".0582841"),
    (1000, 8, 1, 95, 20, 0): (".0027622", ".0041146"),
    (400, 16, 4, 50, 163, 1): (".00478899", ".0356820"),
    (400, 16, 8, 50, 163, 1): (".00739717", ".0288486"),
    (400, 16, 32, 50, 163, 1): (".00826993", ".0242647"),
    (400, 16, 64, 50, 163, 1): (".00715015", ".0245594"),
    (400, 16, 128, 50, 163, 1): (".00787923", ".0247092"),
}


def numbers(size: tuple[int, int, int, int, int, int]) -> tuple[Array, Array, Array]:
    """Both ends of ``E Cov_N``, and ``sqrt(sigma^2/(n log N)) + B^2/n``."""
    samples, prompts, horizon, visits, tenths, scaled = size
    level, share = xp.exact(ratio(tenths, 10)), xp.exact(ratio(visits, 100 * samples))
    scale2 = 10 * xp.log(level) / horizon if scaled else xp.exact(1)
    exponent = 2 * xp.sqrt(scale2 / prompts)
    chance = 1 / (1 + xp.exp(-exponent))
    variance = prompts * share * horizon * scale2 * 4 * chance * (1 - chance)
    bound = xp.sqrt(variance / (samples * xp.log(level))) + xp.maximum(scale2, 1) / samples
    return *mean_coverage(prompts, samples, horizon, share, exponent, level, MOST), bound


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) = .0143553,\ .0201307 \le"
        r" \sqrt{\frac{\sigma_*^2}{n \log N}} + \frac{B^2}{n} = .0452064,\ .0582841 \quad (H = 24, 64)"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.2 in numbers, at horizons from 1 to 128", status="derived"),
    kind="value",
    value=numbers,
    printed={size: (mean, mean, bound) for size, (mean, bound) in MEANS.items()},
)
