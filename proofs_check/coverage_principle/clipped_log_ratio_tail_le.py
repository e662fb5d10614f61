"""How far a whole class can look likelier than the data law, with the log-ratios clipped from below.

Lemma F.3 for half the clipped log-ratio, whose exponential moment is at most 1 for ``C >= log 4`` (Lemma H.1); a cover of
the class in log-probability at ``e`` is a cover of the halves at ``e/2``. With ``e^C = k`` everything is a comparison of
products. The infimum over ``e`` is taken over 0, where the cover is the class, and over the radius of the class around its
first model, where the cover is one model.
"""

from proofs_check.coverage_principle._settings import candidates
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors

MODELS = 3


def radius(i: Instance) -> Array:
    """``exp`` of the largest log-ratio between the first model and another one; infinite if supports differ."""
    first, others = i.models[0], i.models[1:]
    known = (first > 0) & (others > 0)
    quotients = xp.where(known, xp.where(known, first, 1) / xp.where(known, others, 1), 1)
    same = ((first > 0) & (others > 0)) | ((first <= 0) & (others <= 0))
    return xp.max(xp.max(xp.where(same, xp.maximum(quotients, 1 / quotients), xp.INFINITY), axis=1))


def failure(i: Instance) -> Array:
    """The probability that some model exceeds the bound."""
    outcomes, draws = i.size
    counts = count_vectors(draws, outcomes)
    limit = xp.minimum(MODELS**2, radius(i) ** (2 * draws)) / i.delta**2
    worst = []
    for model in i.models:
        clipped = xp.maximum(model / xp.where(i.law > 0, i.law, 1), 1 / i.clip)
        product = xp.exact(1)
        for y in range(outcomes):
            product = product * xp.stack([clipped[y] ** c for c in range(draws + 1)])[counts[:, y]]
        worst.append(xp.indicator(product > limit))
    return xp.expect_over_types(i.law, draws, lambda _: xp.max(xp.stack(worst), axis=0))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\exists \pi \in \Pi: \sum_i \max\{\log\tfrac{\pi(y_i)}{p(y_i)}, -C\} > 2 \log\tfrac1\delta"
        r" + 2 \inf_e \{\log \mathcal{N}_\infty(\Pi, e) + n e\}\Big) \le \delta, \quad C \ge \log 4"
    ),
    source=Source("arXiv:2510.15020", "Proposition H.1 with constants", status="derived"),
    space=lambda size: candidates(
        MODELS, size[0], law=Simplex(size[0]), clip=Ratio(4, 20), delta=Ratio(ratio(1, 20), 1)
    ),
    sizes=((2, 1), (2, 6), (3, 4), (2, 20)),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * i.delta,
)  # fmt: skip
