"""Maximum likelihood is not better than the fine rate: a rare prompt outvoted by coins.

``d`` fair coins and a prompt of probability ``u = d/(10 n log N)``; the class holds the data law and, for every sign vector, the
rival that bends the coins by ``e = sqrt(d/n)/2`` and has ``1/N`` on the rare prompt. On the sample the best rival gains about
``e^2 n/2`` and loses ``log N`` per rare visit, so it is likelier with the probability below, exact over all samples by a
dynamic program over counts; then ``Cov_N(MLE) >= u``, of order ``d/(n log N)``, with probability far above 0.1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.coin_prompts import departure_chance
from theory_lab.numbers import Array, ratio

CHANCES = {(20, 200, 16): 88186, (20, 200, 1000): 77357, (50, 500, 100): 93179}  # in units of 10^-5


def chance(size: tuple[int, int, int]) -> tuple[Array, Array]:
    """Bounds of the probability that some rival is strictly likelier than the data law."""
    prompts, samples, level = size
    share = xp.exact(ratio(prompts, samples))
    return departure_chance(prompts, samples, level, share / (10 * xp.log(xp.exact(level))), xp.sqrt(share) / 2)


CLAIM = Claim(
    statement=(
        r"\tfrac1{10} \le c - 10^{-5} \le \mathrm{P}\big(\mathrm{Cov}_N(\hat\pi) \ge u\big) \le c + 10^{-5},"
        r" \quad u = \frac{d}{10\, n \log N},\ c = .88186, .77357, .93179"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Proposition 4.1, fine rate, at larger constants",
        status="derived",
        reading="bend sqrt(d/n)/2, rare prompt d/(10 n log N), where the proof has a hundredth of the bend",
    ),
    sizes=tuple(CHANCES),
    kind="value",
    value=lambda size: (ratio(1, 10), ratio(CHANCES[size] - 1, 10**5), *chance(size), ratio(CHANCES[size] + 1, 10**5)),
    notes="sums of nonnegative floats, widened by more than their rounding errors",
)
