"""Data processing for Hellinger, by a channel of a few inputs and any number of outputs.

The affinity ``sum sqrt(p q)`` can only grow, by Cauchy-Schwarz in each output. Equality where the channel keeps inputs apart.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array


def output(i: Instance, law: Array) -> Array:
    """The law of the output for a law of inputs."""
    return sum(law[x] * getattr(i, f"row{x}") for x in range(i.size[0]))  # pyright: ignore[reportReturnType]


CLAIM = Claim(
    statement=r"D_H^2(KP, KQ) \le D_H^2(P, Q) \text{ for every channel } K",
    source=Source("arXiv:2312.16730", "Hellinger distance, data processing by a channel", status="derived"),
    space=lambda size: Space(
        p=Simplex(size[0]),
        q=Simplex(size[0]),
        **{f"row{x}": Simplex(size[1]) for x in range(size[0])},  # pyright: ignore[reportArgumentType]
    ),
    sizes=((2, 2), (2, 3), (3, 2), (3, 3)),
    lhs=lambda i: hellinger2(output(i, i.p), output(i, i.q)),
    rhs=lambda i: hellinger2(i.p, i.q),
    sharpened=lambda i: xp.ratio(99, 100) * hellinger2(i.p, i.q),
    tight_at={"p": [1, 0], "q": [0, 1], "row0": [1, 0], "row1": [0, 1]},
)
