"""The bandit's coefficient is attained by ``A`` models, arm by arm: a theorem for every number of arms.

The model ``f_s`` is ``fhat + (1/p(s) - 1)/(2 gamma)`` at ``s`` and ``fhat - 1/(2 gamma)`` elsewhere, so that means over arms, or
over models, are of two values each; `bandit_saddle_eq` takes them from the table. All models concede the same to ``p``, and the
prior ``p`` on them leaves every decision the same.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.finite_classes import weighted_estimate
from theory_lab.numbers import Array


def models(i: Instance) -> dict[str, Array]:
    """The largest value of each model, its mean under the law, the mean model at each arm, and the mean squared distances."""
    estimate, half = weighted_estimate(i.decisions, 2 * i.offset), 1 / (2 * i.offset)
    own, other = (1 / i.decisions - 1) * half, -half  # how far a model is from the estimate at its own arm, and at others
    return {
        "best": xp.maximum(estimate + own, xp.max(estimate) + other),
        "mean": xp.dot(i.decisions, estimate) + other + i.decisions * (own - other),
        "model": estimate + other + i.decisions * (own - other),
        "distance": (1 - i.decisions) * other**2 + i.decisions * own**2,
    }


CLAIM = Claim(
    statement=r"\max_s \mathbb E_p[\mathrm{gap}_{f_s} - \gamma (f_s - \hat f)^2] = \frac{A-1}{4\gamma}"
    r" = \min_\pi \mathbb E_{s \sim p}[\mathrm{gap}_{f_s}(\pi) - \gamma (f_s(\pi) - \hat f(\pi))^2],"
    r" \quad p = \mathrm{IGW}_{2\gamma}(\hat f)",
    source=Source("arXiv:2312.16730", "Proposition 14, saddle point, arm by arm", status="derived"),
    space=lambda arms: Space(decisions=Simplex(arms, positive=True), offset=Ratio(xp.ratio(1, 8), 64), derived=models),
    sizes=(2, 3, 5),
    relation="==",
    chain=(
        lambda i: xp.max(i.best - i.mean - i.offset * i.distance),
        lambda i: (i.size - 1) / (4 * i.offset),
        lambda i: xp.min(xp.dot(i.decisions, i.best) - i.model - i.offset * i.distance),
    ),
)
