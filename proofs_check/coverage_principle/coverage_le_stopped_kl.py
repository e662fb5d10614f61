"""Coverage from the divergence stopped at log N.

Stop just before the sum of token divergences exceeds ``log N``: stopping early is unlikely by Markov, and
coverage from KL applies to the stopped prefix. The levels start at 2.72, just above ``e``; the form with any
truncation level has a better constant and needs no such start. The printed proof has ``p/q >= log N`` twice,
where it means ``p/q >= N``.
"""

from proofs_check.coverage_principle._settings import models
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.divergences import stopped_kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import leaf_law


def bound(i: Instance) -> Array:
    """``2 D / (log N - 1)``."""
    return 2 * stopped_kl(i.tree, i.p, i.q, xp.log(i.level)) / (xp.log(i.level) - 1)


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(p\|q) \le \frac{2}{\log N - 1}\, \mathrm{E}_p \min\Big\{\log N,"
        r" \sum_h \mathrm{KL}(p(\cdot|y_{<h}) \| q(\cdot|y_{<h}))\Big\} \quad (N > e)"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.10"),
    space=lambda size: models(size, level=Ratio(ratio(68, 25), 50)),
    sizes=((2, 1), (2, 2), (2, 3), (3, 2)),
    lhs=lambda i: coverage(leaf_law(i.tree, i.p), leaf_law(i.tree, i.q), i.level),
    rhs=bound,
    trivial="probability",
    weak="coverage is positive and the bound below 1 only at laws too heavy to enumerate; coverage_le_truncated_kl has strength",
    loose=(
        "stopping early and coverage are paid for apart; truncation in their place loses a twentieth (coverage_le_truncated_kl)"
    ),
)
