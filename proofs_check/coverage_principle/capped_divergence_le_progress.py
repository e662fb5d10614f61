"""What a normalised step gains, with clean constants.

The capped divergence is at most ``8 lam Lambda + 8 (1 + B)/K`` or at most ``4.5 (M sigma*/lam)^2 + 1/(2K)``: from ``2 (lam
Lambda + (1 + B)/K) (2 Delta + s (1/sqrt K + 4 sqrt Delta)) >= Delta^2`` with ``s = M sigma*/lam``, where the bracket is at most
``3 Delta + 4.5 s^2 + 1/(2K)``; the noise is that of `noise_excess_le`. The printed proof calls the case ``Delta <= 1/K``
trivial, but ``Lambda`` may be negative (see the refuted claim).
"""

from proofs_check.coverage_principle._settings_loglinear import TREE, any_parameters
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Source
from theory_lab.learning.training.expectations import normalised_moments
from theory_lab.numbers import Array, ratio
from theory_lab.sequences import loglinear


def damped(i: Instance) -> dict[str, Array]:
    """``B`` and ``lam = stretch 8 B M``, at least ``8 B M``."""
    scale = xp.maximum(xp.max(abs(i.features)), 1)
    return {"scale": scale, "damping": 8 * i.stretch * i.cap * scale}


def capped(i: Instance) -> Array:
    """``Delta``, the mean over mini-batches of the capped divergence."""
    return normalised_moments(TREE, i.features, i.truth, i.theta, i.damping, i.cap, i.size).capped


def bound(i: Instance) -> Array:
    """``max(8 lam Lambda + 8 (1 + B)/K, 4.5 (M sigma*/lam)^2 + 1/(2K))``."""
    drift = normalised_moments(TREE, i.features, i.truth, i.theta, i.damping, i.cap, i.size).drift
    variance = loglinear.inherent_variance(TREE, i.features, loglinear.steps(TREE, i.features, i.truth))
    noise = ratio(9, 2) * i.cap**2 * variance / i.damping**2 + ratio(1, 2 * i.size)
    return xp.maximum(8 * i.damping * drift + 8 * (1 + i.scale) / i.size, noise)


CLAIM = Claim(
    statement=(
        r"\Delta_\theta \le \max\Big\{8 \lambda \Lambda_\theta + \frac{8 (1 + B)}{K},"
        r" \frac92 \Big(\frac{M \sigma_*}{\lambda}\Big)^2"
        r" + \frac{1}{2K}\Big\}, \quad \lambda \ge 8 B M"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.9, repaired", status="derived"),
    space=lambda batch: any_parameters(1, 3, damped, cap=Ratio(ratio(1, 2), 8), stretch=Choice(ratio(1, 1), ratio(4, 1))),
    sizes=(1, 2),
    lhs=capped,
    rhs=bound,
    loose="a product of two sums is split at its larger factor; noise_excess_le by itself reaches a quarter for two tokens",
)
