"""How much the clipped surrogate can promise: the range of clipping times the mean absolute advantage.

``E min(rho A, clip(rho) A) <= eps E |A|`` for centred advantages; every policy that leaves the range on all actions, upwards
where ``A > 0`` and downwards where ``A < 0``, attains it.
"""

from proofs_check.policy_optimisation._settings import clipped, surrogates
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathbb E \min\{\rho A,\ \mathrm{clip}(\rho, 1 - \epsilon, 1 + \epsilon) A\} \le \epsilon\, \mathbb E |A|",
    source=Source("arXiv:1707.06347", "equation (7), its largest value", status="derived"),
    space=surrogates,
    sizes=(2, 3),
    lhs=clipped,
    rhs=lambda i: i.eps * xp.dot(i.old, xp.absolute(i.advantage)),
    trivial="nonnegative",
    tight_at={"old": [1, 1], "reward": [1, 1, 0], "policy": [1, 0], "eps": [1, 2]},
    sharpened=lambda i: xp.ratio(99, 100) * i.eps * xp.dot(i.old, xp.absolute(i.advantage)),
)
