"""Reversible chains: separation at twice the time from the distance between starts.

``s(2t) <= 1 - (1 - dbar(t))^2``: meet halfway, forwards from one state and backwards from the other.
"""

from proofs_check.finite_chains._settings import between_starts, largest_separation, network, powers
from theory_lab.claims import Claim, Count, Instance, Source
from theory_lab.numbers import Array


def halfway(i: Instance) -> Array:
    """``1 - (1 - dbar(t))^2``."""
    return 1 - (1 - between_starts(powers(i.P, i.time))) ** 2


CLAIM = Claim(
    statement=r"s(2t) \le 1 - (1 - \bar d(t))^2",
    source=Source("Levin and Peres 2017", "Lemma 19.3", status="second-hand"),
    space=lambda n: network(n, time=Count(1, 2)),
    sizes=(2, 3),
    lhs=lambda i: largest_separation(powers(i.P, 2 * i.time), i.pi),
    rhs=halfway,
    loose="for two states of equal mass the sides are l^2 and 2 l - l^2; they meet only where the chain does not move",
)
