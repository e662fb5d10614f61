"""Fano's inequality with the entropy of the error, which symmetric models attain.

``h(e) + e log 2 >= log 3 - I_n`` for every decision between three models with error ``e``.
"""

from proofs_check.minimax_risk._settings import deciding, mean_error
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.learning.minimax import lower_bounds
from theory_lab.numbers import Array


def allowed(i: Instance) -> Array:
    """``h(e) + e log 2``."""
    error = mean_error(i)
    return error * xp.log(2) - xp.xlogx(error) - xp.xlogx(1 - error)


CLAIM = Claim(
    statement=r"\log 3 - I_n \le h(e) + e \log 2, \quad e = \mathrm P(\psi \ne j) \quad \text{for every decision } \psi",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 3, Fano's inequality", status="second-hand"
    ),
    space=deciding,
    sizes=(1, 2),
    lhs=lambda i: xp.log(3) - lower_bounds.information(i.rows),
    rhs=allowed,
    tight_at={"first": [2, 1, 1], "second": [1, 2, 1], "third": [1, 1, 2], "decision": [0, 0, 1, 0, 1, 0, 1, 0, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * allowed(i),
)
