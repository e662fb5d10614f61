"""Win rates by two rewards differ by the pairwise error.

Both mid-distribution functions are means over the same second response; the absolute value goes inside.
"""

from proofs_check.alignment._settings import compared
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table

CLAIM = Claim(
    statement=r"\mathbb E_p|\hat F - F^*| \le e_{\mathrm{pw}}",
    source=Source("arXiv:2603.05739", "win rates under a pairwise error", status="derived"),
    space=lambda n: Space(base=Simplex(n), proxy=Table(n, 0, 1), reward=Table(n, 0, 1), derived=compared),
    sizes=(2, 3, 5, 7),
    lhs=lambda i: xp.dot(i.base, abs(i.seen - i.truth)),
    rhs=lambda i: i.error,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * i.error,
    tight_at={"base": [1, 1], "proxy": [1, 1, 0], "reward": [1, 0, 1]},
)
