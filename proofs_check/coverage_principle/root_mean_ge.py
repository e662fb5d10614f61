"""The mean of a square root is nearly the square root of the mean.

``sqrt z >= sqrt m (1 + (z - m)/(2m) - (z - m)^2/(2 m^2))`` for ``z >= 0``, since ``(1 - s)^2 s (s + 2) / 2 >= 0`` for
``s = sqrt(z/m)``; take the mean at ``m = E Z``. Stated for ``Z = W^2``. Near equality for small variances.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def lower(i: Instance) -> Array:
    """``sqrt(E Z) (1 - Var Z / (2 (E Z)^2))``."""
    mean = xp.dot(i.law, i.w**2)
    variance = xp.dot(i.law, (i.w**2 - mean) ** 2)
    return xp.sqrt(mean) * (1 - variance / (2 * mean**2))


CLAIM = Claim(
    statement=(
        r"\sqrt{\mathrm{E} Z} \Big(1 - \frac{\mathrm{Var} Z}{2 (\mathrm{E} Z)^2}\Big) \le \mathrm{E} \sqrt Z,"
        r" \quad Z \ge 0"
    ),
    source=Source("arXiv:2510.15020", "Lemma H.3"),
    space=lambda n: Space(law=Simplex(n), w=Table(n, 0, 4)),
    sizes=(2, 3, 4),
    given={"the mean is positive": lambda i: xp.dot(i.law, i.w) > 0},
    notes="The left side has no value at a mean of 0.",
    lhs=lower,
    rhs=lambda i: xp.dot(i.law, i.w),
    tight_at={"law": [1, 1], "w": [1, 1, 1]},
    sharpened=lambda i: ratio(99, 100) * xp.dot(i.law, i.w),
)
