"""Near twins of the truth: how often maximum likelihood leaves it, at hundreds of samples.

The class of ``fine_mle_leaves_truth``: ``d`` fair coins and a rare prompt of probability ``u``; the ``2^d`` twins bend every
coin by ``e`` to one side and have ``1/N`` on the rare prompt, so that ``Cov_N`` of a likelier twin is ``u``. At one fixed truth
the probability falls exponentially with ``n``, from .37 at a hundred samples to .0002 at eight hundred. The table has a size
``(d, n, N, 1000 e, 1000 u)``; both ends of the enclosure round to it. All are probabilities: the trivial bound is 1.
"""

from theory_lab.claims import Claim, Source
from theory_lab.learning.coin_prompts import departure_chance
from theory_lab.numbers import Array, exact, ratio

# The most tosses of one prompt and the largest imbalance that count, six standard deviations away; the usual ones where none.
REACH = {(6, 100): (100, 100), (6, 200): (100, 160), (6, 400): (130, 220), (6, 800): (200, 300)}
CHANCES = {
    (20, 200, 64, 250, 10): ".4070569",
    (64, 1000, 1024, 200, 5): ".188056",
    (6, 100, 64, 150, 10): ".3679185",
    (6, 200, 64, 150, 10): ".140893",
    (6, 400, 64, 150, 10): ".018084",
    (6, 800, 64, 150, 10): ".00022149",
}


def chance(size: tuple[int, int, int, int, int]) -> tuple[Array, Array]:
    """Bounds of the probability that some twin is strictly likelier than the data law."""
    prompts, samples, level, bend, rare = size
    most, reach = REACH.get((prompts, samples), (50, None))
    thousandths = (exact(ratio(rare, 1000)), exact(ratio(bend, 1000)))
    return departure_chance(prompts, samples, level, *thousandths, most, reach)


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\big(\mathrm{Cov}_N(\hat\pi) \ge u\big) = .3679185,\ .140893,\ .018084,\ .00022149 \quad"
        r" (d = 6,\ N = 64,\ e = .15,\ u = .01,\ n = 100, 200, 400, 800)"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1, a class of near twins in numbers", status="derived"),
    kind="value",
    value=chance,
    printed={size: (number, number) for size, number in CHANCES.items()},
    notes="sums of nonnegative floats, widened by more than their rounding errors",
)
