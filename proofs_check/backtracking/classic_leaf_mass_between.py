"""The stationary mass of the solutions on classic counting problems, and that of the walk with momentum.

Every inner level weighs between ``Z/kappa`` and ``kappa Z``. The walk with momentum has no smaller leaf mass: at least
``Z/(2 sum_h W_h)``, which is that of the plain walk.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.walks import momentum
from theory_lab.decoding.walks.backtracking import leaf_mass


def sides(i):
    """Both lower bounds, the leaf mass, and the smaller of its upper bounds."""
    depth, lifted = i.tree.depth, xp.sum(momentum.stationary(i.tree, i.weights)[:, i.tree.leaves])
    return (
        1 / (2 * i.kappa * depth),
        1 / (2 * (1 + i.kappa * (depth - 1))),
        leaf_mass(i.tree, i.weights),
        xp.minimum(1 / (2 * (1 + (depth - 1) / i.kappa)), lifted),
    )


CLAIM = Claim(
    statement=r"\frac1{2\kappa H} \le \frac1{2(1+\kappa(H-1))} \le \mu(\Lambda) \le"
    r" \min\Bigl(\frac1{2(1+(H-1)/\kappa)}, \nu(\Lambda)\Bigr)"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "leaf mass under uniform error, self-reducible problems", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda pair: sides(case(*pair)),
    trivial="probability",
)
