"""The stationary mass of the leaves under uniform error.

``mu(leaves) = W_H / (2 sum_h W_h)`` with ``W_h`` the weight of level ``h``; inner levels have ``W_h`` in
``[Z/kappa, kappa Z]``, the last one ``W_H = Z``. Both ends are attained when all errors are equal.
"""

from proofs_check.backtracking._settings import walks_within_kappa
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks.backtracking import leaf_mass


def upper(i):
    """``1 / (2 (1 + (H - 1)/kappa))``."""
    return 1 / (2 * (1 + (i.tree.depth - 1) / i.kappa))


CLAIM = Claim(
    statement=r"\frac1{2\kappa H} \le \frac1{2(1+\kappa(H-1))} \le \mu(\text{leaves})"
    r" \le \frac1{2(1+(H-1)/\kappa)}",
    source=Source("arXiv:2510.03149", "leaf mass under Assumption 4.1", status="derived"),
    space=walks_within_kappa,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 1 / (2 * i.kappa * i.tree.depth),
        lambda i: 1 / (2 * (1 + i.kappa * (i.tree.depth - 1))),
        lambda i: leaf_mass(i.tree, i.weights),
        upper,
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(9, 10) * upper(i),
)
