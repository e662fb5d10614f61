"""Without holding the second eigenvalue does not bound the distance: the least one may be farther from 0.

``lambda_2`` in the place of ``lambda*``: uniform moves to the other states have ``lambda_2 < 0``, and nearly periodic chains
stay far.
"""

from proofs_check.finite_chains._settings import network, powers, second
from theory_lab.claims import Claim, Count, Instance, Source
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array


def first_square(i: Instance) -> Array:
    """``4 TV^2 / (1/pi - 1)`` from the first state."""
    return 4 * total_variation(powers(i.P, i.time)[0], i.pi) ** 2 / (1 / i.pi[0] - 1)


CLAIM = Claim(
    statement=r"4\, \mathrm{TV}(P^t(x, \cdot), \pi)^2 \le \lambda_2^{2t} \Big(\frac{1}{\pi(x)} - 1\Big)",
    source=Source("Levin and Peres 2017", "Lemma 12.18 with the second largest eigenvalue", status="derived"),
    space=lambda n: network(n, time=Count(1, 3)),
    sizes=(3,),
    lhs=first_square,
    rhs=lambda i: second(i.P) ** (2 * i.time),
    expect="fails",
    falls="tempting form",
)
