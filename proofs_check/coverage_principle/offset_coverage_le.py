"""The winner of a population offset tournament, with the best constant of levels from ``8 gamma^2``.

The factor ``2 + (1 + 2 gamma)/(N - 1)`` of `offset_coverage_le_any_level` falls in ``N`` and, at ``N = 8 gamma^2``, in ``gamma``:
it is at most its value 17/7 at ``gamma = 1``, which two models on four outcomes attain.
"""

from proofs_check.coverage_principle._settings import candidates
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source
from theory_lab.learning.likelihood.selection import chosen, offset_scores
from theory_lab.measures.divergences import hockey_stick
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def picked(i: Instance) -> Array:
    """The worst coverage among the winners, at level ``2 N gamma``."""
    won = chosen(offset_scores(i.law, i.models, i.level, i.gamma))
    return xp.max(won * xp.stack([coverage(i.law, model, 2 * i.level * i.gamma) for model in i.models]))


def nearest(i: Instance) -> Array:
    """``min E_gamma(law || model)``."""
    pairs = [xp.maximum(hockey_stick(i.law, q, i.gamma), hockey_stick(q, i.law, i.gamma)) for q in i.models]
    return xp.min(xp.stack(pairs))


CLAIM = Claim(
    statement=(
        r"N \ge 8 \gamma^2 \implies \mathrm{Cov}_{2 N \gamma}(\hat\pi) \le \tfrac{17}{7} \min_{\pi \in"
        r" \Pi} E_\gamma(\pi_D \| \pi)"
    ),
    source=Source("arXiv:2510.15020", "population form of Theorem 6.4", status="derived"),
    space=lambda size: candidates(
        *size,
        lambda i: {"level": 8 * i.gamma**2 * i.stretch},  # pyright: ignore[reportCallIssue]
        law=Simplex(size[1]),
        gamma=Ratio(1, 4),
        stretch=Ratio(1, 3),
    ),
    sizes=((2, 4), (2, 2), (2, 3), (3, 2), (4, 2)),
    lhs=picked,
    rhs=lambda i: xp.ratio(17, 7) * nearest(i),
    trivial="probability",
    tight_at={
        "law": [112, 160, 0, 128],
        "model0": [0, 160, 112, 128],
        "model1": [7, 10, 14, 369],
        "gamma": [1, 1],
        "stretch": [1, 1],
    },
    sharpened=lambda i: xp.ratio(12, 5) * nearest(i),
)
