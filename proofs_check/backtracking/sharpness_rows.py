"""How sharp the order ``kappa^2 H^2`` is: relaxation times of the worst errors by level, to the digits stated.

Length 32, all inner levels ``kappa`` too large but one ``kappa`` too small: the largest relaxation time over the place of
that level, divided by ``kappa^2 H^2``, is 1.62 at ``kappa = 1`` and .76, .47, .20, .14 at 3/2, 2, 4, 8 (the first level
is the worst). It is that of the walk on the depths killed at the root, which two equal branches show as their gap; gaps
are enclosed by counting eigenvalues.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains.spectrum import spectral_gap
from theory_lab.claims import Claim, Source
from theory_lab.sequences.trees import Tree

DEPTH = 32
TREE = Tree.from_words([(letter,) + (0,) * (DEPTH - 1) for letter in (0, 1)])


def slowest(name):
    """Both ends of the largest relaxation time over ``kappa^2 H^2``."""
    kappa, low, high = Fraction(name), Fraction(0), Fraction(0)
    for small in (1, 2, 16, 31):
        levels = [Fraction(1) if h == DEPTH else 1 / kappa if h == small else kappa for h in range(1, DEPTH + 1)]
        weights = xp.exact([levels[h - 1] for h in TREE.depths[1:].tolist()])
        ends = spectral_gap(TREE, weights, Fraction(1, 1 << 24))
        low, high = max(low, 1 / ends[1]), max(high, 1 / ends[0])
    return [end / (kappa * DEPTH) ** 2 for end in (low, high)]


CLAIM = Claim(
    statement=r"\max \frac{t_{\mathrm{rel}}}{\kappa^2H^2} = 1.62, .76, .47, .20, .14 \text{ at } \kappa = 1, \tfrac32, 2,"
    r" 4, 8,\ H = 32",
    source=Source("arXiv:2510.03149", "sharpness of the time, errors by level", status="derived"),
    kind="value",
    value=slowest,
    printed={"1": "1.62", "3/2": ".76", "2": ".47", "4": ".20", "8": ".14"},
)
