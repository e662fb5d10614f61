"""The clipped surrogate is a lower bound on the surrogate.

The minimum of two terms, of which the surrogate is one; they agree at the old policy and wherever no ratio leaves the range in
the direction of its advantage. The advantages are centred, so that the surrogate is the gain of the value.
"""

from proofs_check.policy_optimisation._settings import clipped, surrogates
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def gain(i: Instance) -> Array:
    """``V(pi) - V(old)``, which is ``E_old rho A`` for one step."""
    return xp.dot(i.policy - i.old, i.reward)


CLAIM = Claim(
    statement=(
        r"\mathbb E \min\{\rho A,\ \mathrm{clip}(\rho, 1 - \epsilon, 1 + \epsilon) A\} \le \mathbb E\, \rho A = V(\pi)"
        r" - V(\pi_{\mathrm{old}})"
    ),
    source=Source("arXiv:1707.06347", "equation (7), a pessimistic bound", status="second-hand"),
    space=surrogates,
    sizes=(2, 3),
    lhs=clipped,
    rhs=gain,
    tight_at={"old": [3, 2], "reward": [1, 1, 0], "policy": [2, 1], "eps": [1, 2]},
    sharpened=lambda i: gain(i) - xp.absolute(gain(i)) / 100,
)
