"""Separation is at least total variation, and what is left of it multiplies.

``d <= s``; with minorisation ``P >= eps pi`` a chain renews itself with chance ``eps``, a strong stationary time: ``s(t) <= (1 -
eps)^t``. Two states of equal mass attain both.
"""

from proofs_check.finite_chains._settings import farthest, largest_separation, network, powers
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source

CLAIM = Claim(
    statement=r"d(t) \le s(t) \le (1 - \epsilon)^t, \quad \epsilon = \min_{x, y} P(x, y)/\pi(y)",
    source=Source("Aldous and Diaconis 1987", "strong uniform times by minorisation", status="second-hand"),
    space=lambda n: network(n, time=Count(1, 3)),
    sizes=(2, 3),
    chain=(
        lambda i: farthest(powers(i.P, i.time), i.pi),
        lambda i: largest_separation(powers(i.P, i.time), i.pi),
        lambda i: (1 - xp.min(i.P / i.pi[None])) ** i.time,
    ),
    loose="the ends differ by a factor 2 at two states of mass 1/2, where the second step is an equality at all times",
)
