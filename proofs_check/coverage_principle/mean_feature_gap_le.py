"""Means of features under two models of a letter, from their divergence.

``|E_p phi - E_q phi| <= sqrt(2 Var KL)``-like bounds need a correction where the divergence is large: with the lemma
for two laws in terms of the squared Hellinger distance and ``2 H2 <= KL`` the gap is at most ``sqrt(8 Var KL) + 4 B
KL``, half of the printed second term and less than the first.
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


CLAIM = Claim(
    statement=(
        r"\|\bar\phi_\theta - \bar\phi_{\theta^*}\| \le \sqrt{8\, \mathrm{Var}\, \varepsilon} + 4 B \varepsilon"
        r" \le 4 \sqrt{\mathrm{Var}\, \varepsilon} + 8 B \varepsilon"
    ),
    source=Source("arXiv:2510.15020", "equation (68), sharpened", status="derived", also=("equation (68)",)),
    space=lambda n: Space(data=Simplex(n), model=Simplex(n, positive=True), features=Table((n, 2), -2, 2), derived=bounds),
    sizes=(2, 3),
    chain=(
        lambda i: i.gap,
        lambda i: xp.sqrt(8 * i.variance * i.divergence) + 4 * i.scale * i.divergence,
        lambda i: 4 * xp.sqrt(i.variance * i.divergence) + 8 * i.scale * i.divergence,
    ),
    loose="for small divergences sqrt(2 Var KL) is enough, a factor 2; the second form is larger by another factor",
)
