"""Proposition 3.2 as exact numbers: proper estimators pay for the length of the answer, improper ones do not.

A prompt of probability ``1/(2n)`` with ``H`` tosses of a coin of chance 3/4 or 1/4, ``n = 8`` samples. By symmetry the uniform
prior is least favourable: a proper estimator answers with a coin, best with the posterior mean; an improper one mixes the two
laws of words, and its risk is the information of one more visit, never above ``log 2/(2n)``. The proper risk grows with ``H``
as long as a prompt without a visit does.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array
from theory_lab.numbers.whole.types import binomial

SAMPLES, CHANCE = 8, Fraction(3, 4)
RISKS = {  # length: proper, improper
    1: (".0072632", ".0072632"),
    4: (".0241803", ".0175161"),
    16: (".080097", ".0250645"),
    64: (".312237", ".0258505"),
}


def heads(tosses: int) -> Array:
    """The law of the number of heads of the coin of chance 3/4."""
    return xp.intervals([binomial(tosses, k) * CHANCE**k * (1 - CHANCE) ** (tosses - k) for k in range(tosses + 1)])


def odds(tosses: int) -> list[Fraction]:
    """The posterior weight of the other coin over that of the true one, for every number of heads."""
    return [((1 - CHANCE) / CHANCE) ** (2 * k - tosses) for k in range(tosses + 1)]


def proper_loss(tosses: int) -> Array:
    """``E kl(3/4 || posterior mean)`` after so many tosses."""
    means = xp.intervals([(CHANCE + other * (1 - CHANCE)) / (1 + other) for other in odds(tosses)])
    return xp.dot(heads(tosses), xp.kl_term(xp.exact(CHANCE), means) + xp.kl_term(xp.exact(1 - CHANCE), 1 - means))


def information(tosses: int) -> Array:
    """Mutual information of the coin and so many tosses."""
    return xp.dot(heads(tosses), xp.log(xp.intervals([2 / (1 + other) for other in odds(tosses)])))


def risks(length: int) -> tuple[Array, Array]:
    """The minimax risk of proper and of all estimators."""
    rare = Fraction(1, 2 * SAMPLES)
    visits = [binomial(SAMPLES, m) * rare**m * (1 - rare) ** (SAMPLES - m) for m in range(SAMPLES + 1)]
    known = [information(m * length) for m in range(SAMPLES + 2)]
    none = xp.zeros((), like=known[0])
    proper = sum((chance * proper_loss(m * length) for m, chance in enumerate(visits)), none)
    improper = sum((chance * (known[m + 1] - known[m]) for m, chance in enumerate(visits)), none)
    return rare * length * proper, rare * improper


CLAIM = Claim(
    statement=(
        r"\min_{\hat\pi} \max_\pi \mathbb E\, \mathrm{KL}(\pi \| \hat\pi) = .0242, .0801, .3122 \text{ in the class, }"
        r" .0175, .0251, .0259 \text{ over all laws} \quad (H = 4, 16, 64)"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2, proper against improper divergence in numbers", status="derived"),
    kind="value",
    value=risks,
    printed=RISKS,
)
