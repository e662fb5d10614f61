"""The relaxation time is a lower bound on mixing.

``lambda*^t <= 2 d(t)``: an eigenfunction forgets its start no faster. Two states of equal mass attain it.
"""

from proofs_check.finite_chains._settings import farthest, modulus, network, powers
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source

CLAIM = Claim(
    statement=r"\lambda_*^t \le 2\, d(t)",
    source=Source("Levin and Peres 2017", "Theorem 12.5", status="second-hand"),
    space=lambda n: network(n, time=Count(1, 4)),
    sizes=(2, 3),
    lhs=lambda i: modulus(i.P) ** i.time,
    rhs=lambda i: 2 * farthest(powers(i.P, i.time), i.pi),
    tight_at={"edges": [1, 1], "holding": [1, 2, 2], "time": 3},
    sharpened=lambda i: xp.ratio(198, 100) * farthest(powers(i.P, i.time), i.pi),
)
