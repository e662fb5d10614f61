"""Coverage from the divergence stopped at any level.

Stop just before the sum of token divergences exceeds ``A``. The divergence of the stopped prefix is at most
``D_A``, coverage from KL on the stopped prefix gives the first term, and Markov for stopping early the
second. ``A = log N`` is the case of Proposition D.10, with a better constant and for all ``N > 1``; as ``A``
grows it becomes Proposition D.1. The paper applies Proposition D.10 in Theorems 4.2 and 6.2 from ``N = 2`` on,
where it needs ``N > e``: this form is what they need.
"""

from proofs_check.coverage_principle._settings import models
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.divergences import stopped_kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import leaf_law


def bound(i: Instance) -> Array:
    """``(1/(log N - 1 + 1/N) + 1/A) D_A``."""
    return (1 / (xp.log(i.level) - 1 + 1 / i.level) + 1 / i.cut) * stopped_kl(i.tree, i.p, i.q, i.cut)


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(p\|q) \le \Big[\frac{1}{\log N - 1 + 1/N} + \frac1A\Big] D_A, \quad"
        r" D_A = \mathrm{E}_p \min\Big\{A, \sum_h \mathrm{KL}(p(\cdot|y_{<h}) \| q(\cdot|y_{<h}))\Big\}"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.10 at any truncation level", status="derived"),
    space=lambda size: models(size, level=Ratio(ratio(9, 8), 50), cut=Ratio(ratio(1, 8), 1000)),
    sizes=((2, 1), (2, 2), (2, 3), (2, 4), (3, 2), (3, 3), (3, 4)),
    lhs=lambda i: coverage(leaf_law(i.tree, i.p), leaf_law(i.tree, i.q), i.level),
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * bound(i),
)
