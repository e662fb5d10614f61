"""Coverage of every solution at every time, on classic counting problems.

``P(X_T = y)/pi*(y) >= (Vhat/V*)(y) (1 - S(y)/T) / (2 sum_h r_h)`` at ``T = 4H^2``. The law after ``T`` steps is
enclosed by intervals with outward rounding.
"""

from theory_lab import numbers as xp
from theory_lab.chains import hitting
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import SMALL, case
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.decoding.verifiers import mean_errors


def quotient(i):
    """The largest quotient of the two sides over the solutions."""
    time, leaves = 4 * i.tree.depth**2, i.tree.leaves
    over, _ = mean_errors(i.tree, i.steps, i.values, i.guide)
    late = hitting.root_times(i.tree, i.weights)[leaves] / time
    bound = i.target * xp.maximum(1 - late, 0) / (2 * xp.sum(over))
    law = law_by_squaring(i.tree, xp.intervals(i.weights), time)[leaves]
    return xp.max(bound / law)


CLAIM = Claim(
    statement=r"\max_y \frac{\pi^*(y)\,(\hat V/V^*)(y)\,(1 - S(y)/T)_+}{2\sum_h r_h\; \mathbb P(X_T = y)} \le 1, \quad T = 4H^2"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "Theorem 4.2, instance-sharp form, self-reducible problems", status="derived"),
    sizes=SMALL[1::3] + SMALL[2::9],
    kind="value",
    value=lambda pair: quotient(case(*pair)),
    rhs=lambda pair: 1,
)
