"""The time to climb back to the root under uniform error.

``vol(T_u) <= w(u) + 2 (kappa (H - 1 - h) + 1) f(u)`` for ``|u| = h < H`` with the flow
``f(u) = pi_ref(u) V*(u) <= kappa w(u)``; sum over the path. Attained at ``kappa = 1``, and for ``H = 2``
when every inner value is ``V*/kappa``.
"""

from proofs_check.backtracking._settings import walks_within_kappa
from theory_lab import numbers as xp
from theory_lab.chains import hitting
from theory_lab.claims import Claim, Source


def bound(i):
    """``2H + 2 kappa^2 (H - 1)(H - 2) + 4 kappa (H - 1)``."""
    depth = i.tree.depth
    return 2 * depth + 2 * i.kappa**2 * (depth - 1) * (depth - 2) + 4 * i.kappa * (depth - 1)


CLAIM = Claim(
    statement=r"\max_v \mathbb E_v[\text{time to the root}] \le 2H + 2\kappa^2(H-1)(H-2) + 4\kappa(H-1)"
    r" \le 2\kappa^2H^2",
    source=Source("arXiv:2510.03149", "climbing times under Assumption 4.1", status="derived"),
    space=walks_within_kappa,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(lambda i: xp.max(hitting.root_times(i.tree, i.weights)), bound, lambda i: 2 * i.kappa**2 * i.tree.depth**2),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
