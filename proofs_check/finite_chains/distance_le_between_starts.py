"""Distance from equilibrium and distance between starts: within a factor of two.

``d(t) <= dbar(t) <= 2 d(t)``: the stationary law is a mean of the starts, and the triangle inequality.
"""

from proofs_check.finite_chains._settings import between_starts, chain, farthest, powers
from theory_lab.claims import Claim, Count, Source

CLAIM = Claim(
    statement=r"d(t) \le \bar d(t) \le 2\, d(t)",
    source=Source("Levin and Peres 2017", "Lemma 4.10", status="second-hand"),
    space=lambda n: chain(n, time=Count(1, 3)),
    sizes=(2, 3),
    chain=(
        lambda i: farthest(powers(i.P, i.time), i.pi),
        lambda i: between_starts(powers(i.P, i.time)),
        lambda i: 2 * farthest(powers(i.P, i.time), i.pi),
    ),
    loose="the ends differ by a factor 2: two equal states attain the right one, a state of nearly all mass the left one",
)
