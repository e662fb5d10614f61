"""Independent tokens with a small error each: coverage degrades with the length.

``Ber(1/2)`` per token against ``Ber(2/5)``: the divergence is ``H kl(1/2 || 2/5)``, 0.0204 nats a token, and ``Cov_16``
is a binomial tail. It is 0, .025 and .949 at ``H = 8, 32, 512``, and 1 up to rounding at a million tokens: a small
cross-entropy per token is not enough for coverage.
"""

from fractions import Fraction

from theory_lab.claims import Claim, Source
from theory_lab.measures.count_profiles import coin_coverage_bounds, count_coverage

DATA, MODEL, LEVEL = Fraction(1, 2), Fraction(2, 5), Fraction(16)


def bounds(length: int) -> tuple[Fraction, Fraction]:
    """Bounds of the coverage; equal, and exact, up to some thousand tokens."""
    if length <= 1000:
        exact = count_coverage([(Fraction(1), DATA)], [(Fraction(1), MODEL)], length, LEVEL)
        return exact, exact
    low, high = coin_coverage_bounds(DATA, MODEL, length, LEVEL)
    return Fraction(low), Fraction(high)


CLAIM = Claim(
    statement=(
        r"\big|\mathrm{Cov}_{16}\big(\mathrm{Ber}(\tfrac12)^H \| \mathrm{Ber}(\tfrac25)^H\big) - c\big| \le 5 \cdot 10^{-4},"
        r" \quad c = 0, .025, .949, 1, 1 \text{ at } H = 2^3, 2^5, 2^9, 2^{13}, 10^6"
    ),
    source=Source("arXiv:2510.15020", "discussion after Proposition D.7, exact example", status="derived"),
    kind="value",
    value=bounds,
    printed={8: ".000", 32: ".025", 512: ".949", 8192: "1.000", 10**6: "1.000"},
)
