"""Total variation from the spectrum.

``4 TV(P^t(x, .), pi)^2 <= lambda*^(2t) (1/pi(x) - 1)`` for every start; two states of equal mass attain it at all times.
"""

from proofs_check.finite_chains._settings import modulus, network, powers
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Source
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array


def squares(i: Instance) -> Array:
    """``4 TV^2 / (1/pi(x) - 1)``, the largest over the starts."""
    rows = powers(i.P, i.time)
    terms = [4 * total_variation(row, i.pi) ** 2 / (1 / mass - 1) for row, mass in zip(rows, i.pi, strict=True)]
    return xp.max(xp.stack(terms))


CLAIM = Claim(
    statement=r"4\, \mathrm{TV}(P^t(x, \cdot), \pi)^2 \le \lambda_*^{2t} \Big(\frac{1}{\pi(x)} - 1\Big)",
    source=Source("Levin and Peres 2017", "Lemma 12.18", status="second-hand"),
    space=lambda n: network(n, time=Count(1, 4)),
    sizes=(2, 3),
    lhs=squares,
    rhs=lambda i: modulus(i.P) ** (2 * i.time),
    tight_at={"edges": [1, 1], "holding": [1, 2, 2], "time": 2},
    sharpened=lambda i: xp.ratio(99, 100) * modulus(i.P) ** (2 * i.time),
)
