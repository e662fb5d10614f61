"""A time of order ``H^2`` is necessary, even with exact values.

With two live first letters the gap is ``(1 - cos(pi/(2H)))/2``, between ``.6168 (1 - 1/H^2)/H^2`` and ``.61686/H^2``
(``pi^2/16 = .61685...``). Decided by counting eigenvalues of ``I - P`` below the two ends: exactly one and at least two.
The tree is two paths; a larger tree with exact values has the same gap.
"""

from theory_lab import numbers as xp
from theory_lab.chains.spectrum import eigenvalues_below
from theory_lab.claims import Claim, Source
from theory_lab.sequences.trees import Tree


def counts(depth):
    """The number of eigenvalues below the lower end, and below the upper end."""
    tree = Tree.from_words([(letter,) + (0,) * (depth - 1) for letter in (0, 1)])
    weights = xp.exact([xp.ratio(1, 2)] * (tree.size - 1))
    low = xp.ratio(6168, 10_000) * (1 - xp.ratio(1, depth**2)) / depth**2
    return [eigenvalues_below(tree, weights, end) for end in (low, xp.ratio(61686, 10**5 * depth**2))]


CLAIM = Claim(
    statement=r"\frac{.6168}{H^2}\Bigl(1 - \frac1{H^2}\Bigr) \le \mathrm{gap} = \frac{1-\cos(\pi/2H)}2 \le \frac{.61686}{H^2}"
    r" \quad \text{on these instances, }H = 2, \dots, 200",
    source=Source("arXiv:2510.03149", "spectral gap with exact values, necessity of H^2", status="derived"),
    kind="value",
    value=counts,
    printed=dict.fromkeys((2, 3, 5, 10, 20, 50, 100, 200), ("<= 1", ">= 2")),
)
