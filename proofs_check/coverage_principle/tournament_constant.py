"""The winner of a tournament on a sample: which constant Theorem 6.3 needs.

The three models of ``_settings_selection``; the data law is one of them, so that ``min Cov_{N'} = 0`` for ``N' > 1``. With
probability ``P``, exact over all samples, the bad model wins or ties, and then ``Cov_{N N'}`` is ``a``: what holds with
probability ``1 - delta`` for every ``delta < P`` bounds ``a``. In the limit ``N' -> 1`` the right side is ``c (1/N + log(2
|Pi|/P)/n)``; the explicit theorem has 4 and 8 in place of ``c``. ``P`` is at least 1/100. The left side is a coverage, at most 1.
"""

import numpy as np

from proofs_check.coverage_principle._settings_selection import trap
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors


def derived(i: Instance) -> dict[str, Array]:
    """The models, and the probability that the second wins or ties."""
    models = trap(i.a, 1 / i.level)
    losses = [xp.max(xp.stack([_losses(rival, model, i) for rival in models]), axis=0) for model in models]
    wins = xp.at_least(xp.minimum(losses[0], losses[2]), losses[1])
    return {"models": models, "chance": xp.expect_over_types(models[0], i.size, lambda _: wins)}


def _losses(rival: Array, model: Array, i: Instance) -> Array:
    """On every type, the share of samples at which the rival has ``N`` times the model."""
    counts: np.ndarray = count_vectors(i.size, 3)
    return xp.dot(counts, xp.indicator(xp.ratio_at_least(rival, model, i.level))) / i.size


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_{N N'}(\hat\pi) \le c\, \Big(\min_{\pi \in \Pi} \mathrm{Cov}_{N'}(\pi) + \frac{N'}{N}"
        r" + \frac{\log(2 |\Pi|/\delta)}{n}\Big) \text{ with probability } 1 - \delta"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Theorem 6.3, best constant",
        status="derived",
        reading="three models, the data law among them; the explicit theorem has 5, 4 and 8",
    ),
    space=lambda draws: Space(level=Ratio(4, 100), a=Ratio(ratio(1, 100), ratio(1, 2)), derived=derived),
    sizes=(12, 20),
    given={"chance at least 1/100": lambda i: i.chance >= ratio(1, 100)},
    notes="The hypothesis keeps to chances that samples show; no larger constant is known without it.",
    unknown="c",
    bracket=(ratio(1, 4), ratio(8, 1)),
    lhs=lambda i, c: i.a,
    rhs=lambda i, c: c * (1 / i.level + xp.log(6 / i.chance) / i.size),
    trivial="probability",
)
