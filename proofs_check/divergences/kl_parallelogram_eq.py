"""The parallelogram of divergences: two laws, the law in the middle, and any other.

``log(p/q) = log(p/m) + log(m/q)`` at every outcome.
"""

from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def middle(i: Instance) -> Array:
    """``(p + r)/2``."""
    return (i.p + i.r) / 2


CLAIM = Claim(
    statement=(
        r"\mathrm{KL}(p \| q) + \mathrm{KL}(r \| q) = \mathrm{KL}(p \| m) + \mathrm{KL}(r \| m) + 2\, \mathrm{KL}(m \| q),"
        r" \quad m = \tfrac 12 (p + r)"
    ),
    source=Source(
        "Csiszar 1975, I-divergence geometry of probability distributions", "parallelogram identity", status="textbook"
    ),
    space=lambda n: Space(p=Simplex(n), r=Simplex(n), q=Simplex(n, positive=True)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: kl(i.p, i.q) + kl(i.r, i.q),
    rhs=lambda i: kl(i.p, middle(i)) + kl(i.r, middle(i)) + 2 * kl(middle(i), i.q),
)
