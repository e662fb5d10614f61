"""Means of features under two models of a letter, from their divergence.

For ``f`` the centred feature along the gap, ``|f| <= 2B``, Jensen gives ``KL >= E_p log(1 + t f) - log(1 + t E_q f)``, at least
``t gap - t^2 Var/(2 (1 - 2 B t))``; the best ``t`` gives ``gap <= sqrt(2 Var KL) + 2 B KL``. Neither constant can be smaller,
for nearby laws and for data on one outcome. Printed with 4 and 8 in place of ``sqrt 2`` and 2, by the squared Hellinger
distance.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def bounds(i: Instance) -> dict[str, Array]:
    """Variance under the data and divergence; features have norm at most ``scale``."""
    mean = xp.dot(i.data, i.features)
    return {
        "gap": xp.sqrt(xp.sum((xp.dot(i.model, i.features) - mean) ** 2)),
        "variance": xp.dot(i.data, xp.sum((i.features - mean) ** 2, axis=1)),
        "divergence": kl(i.data, i.model),
        "scale": xp.sqrt(xp.max(xp.sum(i.features**2, axis=1))),
    }


def bound(i: Instance) -> Array:
    """``sqrt(2 Var KL) + 2 B KL``."""
    return xp.sqrt(2 * i.variance * i.divergence) + 2 * i.scale * i.divergence


CLAIM = Claim(
    statement=(r"\|\bar\phi_\theta - \bar\phi_{\theta^*}\| \le \sqrt{2\, \mathrm{Var}\, \varepsilon} + 2 B \varepsilon"),
    source=Source("arXiv:2510.15020", "equation (68), sharpened", status="derived", also=("equation (68)",)),
    space=lambda n: Space(data=Simplex(n), model=Simplex(n, positive=True), features=Table((n, 2), -2, 2), derived=bounds),
    sizes=(2, 3),
    lhs=lambda i: i.gap,
    rhs=bound,
    tight_at=lambda k: {"data": [1, 1], "model": [2**k + 1, 2**k - 1], "features": [1, 1, 0, -1, 0]},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
