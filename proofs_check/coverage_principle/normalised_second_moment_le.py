"""The mean square of a normalised step.

``|g/(lam + |g|)|^2`` is at most 1 and at most ``|g|^2 / lam^2``; split ``g`` into its conditional mean, which
the capped divergence controls, and a noise of variance ``sigma^2 / K``.
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, any_parameters
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Source
from theory_lab.learning.training.expectations import normalised_moments
from theory_lab.numbers import Array
from theory_lab.sequences import loglinear


def damped(i: Instance) -> dict[str, Array]:
    """``lam = stretch 8 B M``, at least ``8 B M``."""
    return {"damping": 8 * i.stretch * i.cap * xp.maximum(xp.max(abs(i.features)), 1)}


def square(i: Instance) -> Array:
    """``E |gtilde|^2``."""
    return normalised_moments(TREE, i.features, i.truth, i.theta, i.damping, i.cap, i.size).square


def bound(i: Instance) -> Array:
    """``2 Delta / M + 4 M sigma^2 / lam^2 + sigma / (lam sqrt K)``."""
    variance = loglinear.inherent_variance(TREE, i.features, loglinear.steps(TREE, i.features, i.truth))
    capped = normalised_moments(TREE, i.features, i.truth, i.theta, i.damping, i.cap, i.size).capped
    return 2 * capped / i.cap + 4 * i.cap * variance / i.damping**2 + xp.sqrt(variance / i.size) / i.damping


CLAIM = Claim(
    statement=(
        r"\mathbb{E} \|\tilde g\|^2 \le \frac{2 \Delta_\theta}{M} + \frac{4 M \sigma_*^2}{\lambda^2} +"
        r" \frac{\sigma_*}{\lambda \sqrt K}, \quad \tilde g = \frac{\hat g}{\lambda + \|\hat g\|}, \quad"
        r" \lambda \ge 8 B M"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.8"),
    space=lambda batch: any_parameters(
        1, 3, damped, cap=Ratio(xp.ratio(1, 2), 8), stretch=Choice(xp.ratio(1, 1), xp.ratio(4, 1))
    ),
    sizes=(1, 2),
    lhs=square,
    rhs=bound,
    loose="as |g| <= 2 B H and lam >= 8 B M a normalised step has a square of at most (H/(4M))^2, where the first term allows 1",
)
