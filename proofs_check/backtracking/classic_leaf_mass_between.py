"""The stationary mass of the solutions on classic counting problems, and that of the walk with momentum.

Every inner level weighs between ``Z/kappa`` and ``kappa Z``. The walk with momentum has no smaller leaf mass: at least
``Z/(2 sum_h W_h)``, which is that of the plain walk.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.walks import momentum
from theory_lab.decoding.walks.backtracking import leaf_mass

CLAIM = Claim(
    statement=r"\frac1{2\kappa H} \le \frac1{2(1+\kappa(H-1))} \le \mu(\Lambda) \le"
    r" \min\Bigl(\frac1{2(1+(H-1)/\kappa)}, \nu(\Lambda)\Bigr)",
    source=Source("arXiv:2510.03149", "leaf mass under uniform error, self-reducible problems", status="derived"),
    space=lambda pair: Space(verifier=Choice(pair[1]), derived=lambda i: vars(case(*pair))),
    sizes=CASES,
    kind="witness",
    witness=lambda pair: {"verifier": 0},
    chain=(
        lambda i: 1 / (2 * i.kappa * i.tree.depth),
        lambda i: 1 / (2 * (1 + i.kappa * (i.tree.depth - 1))),
        lambda i: leaf_mass(i.tree, i.weights),
        lambda i: xp.minimum(
            1 / (2 * (1 + (i.tree.depth - 1) / i.kappa)),
            xp.sum(momentum.stationary(i.tree, i.weights)[:, i.tree.leaves]),
        ),
    ),
)
