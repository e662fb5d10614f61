"""The second moment of a score difference from KL: the best constant.

With ``X = <phi - E phi, theta - theta*>`` the divergence is ``log E e^X``, and ``X`` is a centred variable
whose values span at most ``4B``: all that is used. Printed with ``c = 15``. The search approaches
``16/(3 + e^(-4)) = 5.301``, which is the limit of the ratio for ``B = 1`` and a rare value 4 below the
others; for larger ``B`` the same family gives less.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def centred(i: Instance) -> dict[str, Array]:
    """``X`` with mean 0 and values in an interval of length ``4 B``."""
    return {"x": i.radius * (i.values - xp.dot(i.law, i.values))}


def bound(i: Instance, c: object) -> Array:
    """``c B log E e^X``."""
    return c * i.radius * xp.log(xp.dot(i.law, xp.exp(i.x)))


CLAIM = Claim(
    statement=r"\mathrm{E} X^2 \le c\, B \log \mathrm{E} e^X \quad (\mathrm{E} X = 0,\ \max X - \min X \le 4B,\ B \ge 1)",
    source=Source(
        "arXiv:2510.15020", "Lemma F.5, best constant", status="derived", reading="printed with c = 15, for scores of the class"
    ),
    space=lambda n: Space(law=Simplex(n), values=Table(n, -2, 2), radius=Ratio(1, 8), derived=centred),
    sizes=(2, 3),
    unknown="c",
    bracket=(ratio(1, 1), ratio(15, 1)),
    lhs=lambda i, c: xp.dot(i.law, i.x**2),
    rhs=bound,
)
