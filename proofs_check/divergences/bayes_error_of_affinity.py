"""The error of the best test between two laws of unequal chances, from their Bhattacharyya affinity.

With chance ``w`` of ``p`` the best test errs with probability ``sum min(w p, (1 - w) q)``. The smaller of two numbers is at most
their geometric mean; and the product of the smaller and the larger one is theirs, so that Cauchy-Schwarz gives the other side.
Where a law is impossible both sides of that one are 0, which "either law is possible" leaves out: it is not necessary.
"""

from proofs_check.divergences._settings import OPPOSITE, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array


def error(i: Instance) -> Array:
    """The error of the best test."""
    return xp.sum(xp.minimum(i.w * i.p, (1 - i.w) * i.q))


def affinity(i: Instance) -> Array:
    """``sum sqrt(p q)``."""
    return 1 - hellinger2(i.p, i.q)


CLAIMS = {
    "above": Claim(
        statement=r"\sum \min(w p, (1 - w) q) \le \sqrt{w (1 - w)}\, \sum \sqrt{p q}",
        source=Source("Kailath 1967", "Bhattacharyya bound on the error of a test, from above", status="second-hand"),
        space=lambda n: pair(n, w=Ratio(0, 1)),
        sizes=(2, 3, 4),
        lhs=error,
        rhs=lambda i: xp.sqrt(i.w * (1 - i.w)) * affinity(i),
        tight_at={"p": [1, 1], "q": [1, 1], "w": [1, 2]},
        sharpened=lambda i: xp.ratio(99, 100) * xp.sqrt(i.w * (1 - i.w)) * affinity(i),
    ),
    "below": Claim(
        statement=r"w (1 - w) \Big(\sum \sqrt{p q}\Big)^2 \le e (1 - e), \quad e = \sum \min(w p, (1 - w) q),\ 0 < w < 1",
        source=Source("Kailath 1967", "Bhattacharyya bound on the error of a test, from below", status="second-hand"),
        space=lambda n: pair(n, w=Ratio(0, 1)),
        sizes=(2, 3, 4),
        given={"either law is possible": lambda i: (i.w > 0) & (i.w < 1)},
        lhs=lambda i: i.w * (1 - i.w) * affinity(i) ** 2,
        rhs=lambda i: error(i) * (1 - error(i)),
        tight_at={**OPPOSITE, "w": [1, 2]},
        sharpened=lambda i: xp.ratio(99, 100) * error(i) * (1 - error(i)),
    ),
}
