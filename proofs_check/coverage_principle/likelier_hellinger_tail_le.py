"""Whatever looks as likely as the data law is near it: squared Hellinger distance.

Chernoff's bound at ``s = 1/2``: a model with ``H2 > u`` is at least as likely as the data law with probability at most
``(1 - H2)^n``. So with probability ``1 - delta`` every maximiser has ``H2 <= log(m/delta)/n``, with the constant 1.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import likelier_worst, tail
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """The probability that a model at least as likely as the data law has ``H2 > u``."""
    distances = xp.stack([hellinger2(i.law, model) for model in i.models])
    return tail(i.law, i.size[2], likelier_worst(i.models, distances, 0, i.size[2]), i.threshold)


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\big(\exists \pi \in \Pi: L_n(\pi) \ge L_n(p),\ \mathrm{H}^2(p, \pi) > u\big) \le m (1 - u)^n"
        r" \le m e^{-n u}, \quad |\Pi \setminus p| = m"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1 for finite classes, in Hellinger distance", status="derived"),
    space=lambda size: Space(
        law=Simplex(size[1]),
        threshold=Ratio(0, 1),
        **{f"rival{k}": Simplex(size[1]) for k in range(size[0])},
        derived=lambda i: {"models": xp.stack([i.law, *(getattr(i, f"rival{k}") for k in range(size[0]))])},
    ),
    sizes=((1, 2, 1), (2, 2, 4), (2, 3, 3), (1, 2, 12)),
    chain=(
        failure,
        lambda i: i.size[0] * (1 - i.threshold) ** i.size[2],
        lambda i: i.size[0] * xp.exp(-i.size[2] * i.threshold),
    ),
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * i.size[0] * xp.exp(-i.size[2] * i.threshold),
)
