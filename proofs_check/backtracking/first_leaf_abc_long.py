"""The bias of the first leaf saturates, that of action-level sampling grows, on the a/b/c instance.

Leaves exact. With the letter a inflated by ``1 + eps`` conductances depend on depth and last letter alone, so letters of the
first leaf are independent with chances that vary with the depth: ``eps = 1``: .080 to .095 from length 4 to 18, against .241 to
.514; ``eps = 3``: .134 to .162 against .396 to .823. The laws on ``2^(H-1)`` words are enclosed.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source


def chances(depth, eps):
    """The chance of the letter a at the depths 1 .. H - 1 in the first leaf."""
    below, found = Fraction(1), []  # the conductance to the leaves from a node of flow 1, one letter short
    for _ in range(depth - 1):
        through = [weight * below / (weight + below) for weight in (Fraction(1 + eps), Fraction(1))]
        found.append(through[0] / sum(through))
        below = sum(through) / 2
    return found


def distance(shares):
    """Total variation between independent letters with these chances and fair ones, as an interval."""
    law = xp.intervals([Fraction(1)])
    for share in shares:
        law = xp.outer(law, xp.intervals([2 * share, 2 * (1 - share)])).reshape(2 * law.size)
    return xp.sum(abs(law - 1)) / (2 * law.size)


def counted(depth, share):
    """The same for one chance, by the number of letters a."""
    number = depth - 1
    laws = [[xp.binomial(number, k) * p**k * (1 - p) ** (number - k) for k in range(depth)] for p in (share, Fraction(1, 2))]
    return sum(abs(a - b) for a, b in zip(*laws, strict=True)) / 2


def distances(size):
    """The distances of action-level sampling and of the first leaf."""
    depth, eps = size
    return counted(depth, Fraction(1 + eps, 2 + eps)), distance(chances(depth, eps))


CLAIM = Claim(
    statement=r"\mathrm{TV}_{\mathrm{step}} = .241 \to .514,\ \mathrm{TV}_{\mathrm{first}} = .080 \to .095 \ (\varepsilon = 1);"
    r" \ .396 \to .823,\ .134 \to .162 \ (\varepsilon = 3), \quad H = 4 \to 18",
    source=Source("arXiv:2510.03149", "first leaf on the ABC instance, long words", status="derived"),
    kind="value",
    value=distances,
    printed={(4, 1): (".241", ".080"), (18, 1): (".514", ".095"), (4, 3): (".396", ".134"), (18, 3): (".823", ".162")},
)
