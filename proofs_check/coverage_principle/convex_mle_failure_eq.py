"""Maximum likelihood over a convex class: the bound of Theorem E.1 against what happens at four hundred samples.

``Ber(q)`` with ``q`` between ``10^-4`` and 1/2, the truth ``u = 1/200``, ``N = 16``, ``n = 400``. The maximiser is the frequency,
moved into the class, and ``Cov_N = u`` if and only if it is at most ``u/16``, which means that no success was seen. At ``delta``
equal to that probability the explicit theorem with a maximum (see ``mixture_mle_coverage_tail_le``; ``N' = 1`` in the limit,
cover radii ``1/n`` and ``log(5000)/10`` at which five models cover the class) bounds ``u`` by .086: 17 times too much, below the
trivial bound 1.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.likelihood.maximisers import tail
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array
from theory_lab.numbers.whole.types import count_vectors

DRAWS, LEVEL, FLOOR, TRUTH = 400, 16, Fraction(1, 10**4), Fraction(1, 200)
COVER = 5  # models whose logarithms are log(5000)/5 apart


def coverages() -> Array:
    """``Cov_N`` of the maximiser for every number of successes."""
    fits = [min(max(Fraction(k, DRAWS), FLOOR), Fraction(1, 2)) for k in count_vectors(DRAWS, 2)[:, 1].tolist()]
    data = xp.exact([1 - TRUTH, TRUTH])
    return xp.stack([coverage(data, xp.exact([1 - fit, fit]), LEVEL) for fit in fits])


def numbers(draws: int) -> tuple[Array, Array]:
    """The probability that the coverage is ``u``, and the bound that holds with the probability of the opposite."""
    data = xp.exact([1 - TRUTH, TRUTH])
    chance = tail(data, draws, coverages(), TRUTH / 2)
    log_range = xp.log(xp.exact(1 / (2 * FLOOR)))
    inner = LEVEL * xp.exp(-log_range / COVER)
    fine = (xp.log(log_range * draws / 2 + 1) + xp.log(2 / chance) + 2) / draws
    coarse = 8 * xp.log(2 * COVER / chance) / draws
    return chance, xp.maximum(2 * fine / (inner - xp.log(inner) - 1), coarse)


CLAIM = Claim(
    statement=r"\mathrm{P}(\mathrm{Cov}_N(\hat\pi) \ge u) = .13465804, \quad u = .005 \le .086152 \quad (n = 400,\ N = 16)",
    source=Source("arXiv:2510.15020", "Theorem E.1 with constants, a Bernoulli class in numbers", status="derived"),
    kind="value",
    value=numbers,
    printed={DRAWS: (".13465804", ".086152")},
)
