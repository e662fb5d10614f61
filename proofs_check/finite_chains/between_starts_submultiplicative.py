"""The distance between two starts is submultiplicative in time, for every chain.

``dbar(s + t) <= dbar(s) dbar(t)``, by coupling twice; two states attain it always.
"""

from proofs_check.finite_chains._settings import between_starts, chain, powers
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source

CLAIM = Claim(
    statement=r"\bar d(s + t) \le \bar d(s)\, \bar d(t)",
    source=Source("Levin and Peres 2017", "Lemma 4.11", status="second-hand"),
    space=lambda n: chain(n, early=Count(1, 2), late=Count(1, 2)),
    sizes=(2, 3),
    lhs=lambda i: between_starts(powers(i.P, i.early + i.late)),
    rhs=lambda i: between_starts(powers(i.P, i.early)) * between_starts(powers(i.P, i.late)),
    tight_at={"P": [2, 1, 1, 3], "early": 1, "late": 2},
    sharpened=lambda i: xp.ratio(99, 100) * between_starts(powers(i.P, i.early)) * between_starts(powers(i.P, i.late)),
)
