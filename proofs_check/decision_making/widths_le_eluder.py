"""The sum of the widths, and with it the regret of optimism.

Sorted in descending order, the ``k``-th width above ``eps_0`` satisfies ``k <= (beta/w^2 + 1) d``, so it is at most
``sqrt(beta d/(k - d))``; the first ``d`` cost at most 1 each, the small ones ``eps_0``. The literature has 4 beta.
"""

from proofs_check.decision_making._settings import function_sequences
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.dimensions.eluding import eluder_supremum


def bound(i):
    """``eps T + d + 2 sqrt(beta d T)``."""
    dimension, rounds = eluder_supremum(i.functions, i.eps), len(i.order)
    return i.eps * rounds + dimension + 2 * xp.sqrt(i.beta * dimension * rounds)


CLAIM = Claim(
    statement=r"\mathrm{Reg} \le \sum_t \min\{1, w_t\} \le \varepsilon_0 T + d + 2\sqrt{\beta d T},"
    r" \quad d = \mathrm{El}(\mathcal F - f^*, \varepsilon_0)",
    source=Source("arXiv:2312.16730", "regret of optimism by the eluder dimension, beta in place of 4 beta", status="derived"),
    space=function_sequences,
    sizes=((2, 4), (3, 6)),
    lhs=lambda i: xp.sum(abs(i.own)),
    rhs=bound,
    trivial=(0, lambda i: i.size[1]),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
