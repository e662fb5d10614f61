"""The stationary mass of the root under uniform error.

``mu(o) = W_1/(2 sum_h W_h)`` with ``W_1 >= Z/kappa``, inner levels at most ``kappa Z`` and the last one ``Z``. Equality at
``kappa = 1``, where it is ``1/(2H)``, half the mass of an inner level.
"""

from proofs_check.backtracking._settings import within_kappa
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Claim, Ratio, Source


def derived(i):
    """The stationary mass of the root."""
    return {"mass": walks.stationary(i.tree, walks.edge_weights(i.tree, i.steps, i.guide))[0]}


CLAIM = Claim(
    statement=r"\frac1{2\kappa^2H} \le \mu(o)",
    source=Source("arXiv:2510.03149", "root mass under Assumption 4.1", status="derived"),
    space=lambda size: within_kappa(size, derived, kappa=Ratio(1, 4)),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: 1 / (2 * i.kappa**2 * i.tree.depth),
    rhs=lambda i: i.mass,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * i.mass,
    tight_at={"steps": [1, 1, 1, 1, 1, 1], "reward": [16, 1, 1, 1, 1], "kappa": [1, 1], "noise": [1, 0, 0]},
)
