"""Tokens that disagree along the way cost coverage at N^2.

Let ``B_h = sum_y sqrt(p q)`` be the overlap of the next letters, so that ``-log B_h = -log(1 - H2_h)``. Along the word
``sqrt(q/p)`` divided by the product of the ``B_h`` has mean at most 1 under ``p``; by Markov it exceeds ``1/delta`` with
probability at most ``delta``, and otherwise the product being at most ``delta/N`` forces ``p/q >= N^2``. The printed form has
``H2_h`` in place of the larger ``-log(1 - H2_h)``, and its proof gives ``N^2``. The steps of the model are proportional to
those of the data times powers of odds, and all are positive: steps of probability 0 are limits. For words of one letter the
event has probability 0 or 1, and nothing is said.
"""

from proofs_check.coverage_principle._settings_odds import in_odds
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import leaf_law, reach


def disagreement(i: Instance) -> Array:
    """``P_p(prod_h B_h <= delta/N)``."""
    overlaps = xp.segment_sum(xp.sqrt(i.p * i.q), i.tree.parent[1:], i.tree.size)
    product = reach(i.tree, overlaps[i.tree.parent[1:]])[i.tree.leaves]
    return xp.dot(leaf_law(i.tree, i.p), xp.indicator(product * i.level <= i.delta))


def bound(i: Instance) -> Array:
    """``Cov_{N^2} + delta``."""
    return coverage(leaf_law(i.tree, i.p), leaf_law(i.tree, i.q), i.level**2) + i.delta


CLAIM = Claim(
    statement=(
        r"\mathrm{P}_p\Big(\sum_h -\log(1 - \mathrm{H}^2_h) \ge \log(N/\delta)\Big) \le \mathrm{Cov}_{N^2}(p\|q) + \delta,"
        r" \quad \mathrm{H}^2_h = \mathrm{H}^2(p(\cdot|y_{<h}), q(\cdot|y_{<h}))"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.11, sharpened", status="derived"),
    space=lambda size: in_odds(
        size,
        16,
        lambda i: {"level": 1 + i.beyond / 32, "delta": i.scale * ratio(3, 4)},
        beyond=Ratio(ratio(1, 2**20), 224),
        scale=Ratio(ratio(1, 40), ratio(4, 3)),
    ),
    sizes=((2, 2), (2, 3), (2, 4), (3, 2), (3, 3), (3, 4)),
    lhs=disagreement,
    rhs=bound,
    trivial="probability",
    loose="1 = 1 is met in the limit p = (1 - 2^-k, 2^-k) with delta = 1, where it is trivial; below 1 delta is at least 3/160",
)
