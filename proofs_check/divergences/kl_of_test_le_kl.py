"""Data processing of Kullback and Leibler's divergence, for every randomised test.

A test accepts an outcome with probability ``f``; what it tells of the laws is what two coins tell. Per outcome it is the
inequality of log sums: convex in ``f``, with equality where the ratio ``p/q`` is that of the coins on each side. Tests that never
accept or never reject are left out, as they bring logarithms of 0: that either answer is possible is not necessary.
"""

from proofs_check.divergences._settings import covered
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Table
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array, Truth


def coins(i: Instance) -> Array:
    """The divergence of the chances to accept."""
    a, b = xp.dot(i.p, i.f), xp.dot(i.q, i.f)
    return xp.kl_term(a, b) + xp.kl_term(1 - a, 1 - b)


def undecided(law: Array, f: Array) -> Truth:
    """Whether a test may accept and may reject."""
    return (xp.dot(law, f) > 0) & (xp.dot(law, f) < 1)


CLAIM = Claim(
    statement=r"\mathrm{kl}\big(\mathbb E_p f, \mathbb E_q f\big) \le \mathrm{KL}(p \| q), \quad 0 \le f \le 1",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 7, data processing", status="second-hand"
    ),
    space=lambda n: covered(n, f=Table(n, 0, 1)),
    sizes=(2, 3, 4),
    given={
        "either answer is possible under p": lambda i: undecided(i.p, i.f),
        "either answer is possible under q": lambda i: undecided(i.q, i.f),
    },
    lhs=coins,
    rhs=lambda i: kl(i.p, i.q),
    tight_at={"p": [3, 1], "q": [1, 1], "f": [1, 1, 0]},
    sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q),
)
