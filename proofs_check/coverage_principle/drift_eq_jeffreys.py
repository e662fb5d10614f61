"""The drift of one letter is a symmetrised divergence.

In an exponential family ``<E_theta phi - E_theta* phi, theta - theta*> = KL(theta||theta*) + KL(theta*||theta)``: the
log-normalisers cancel. The printed inequality keeps one of the two divergences. Parameters are multiples of ``log 2``,
features whole, so that both sides are rationals times ``log 2``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def softmax(features: Array, powers: Array) -> Array:
    """``2^<powers, features>``, normalised; all exponents are whole and from -18 to 18."""
    scores = xp.dot(features, powers)
    weights = xp.exp(scores * xp.log(2))
    return weights / xp.sum(weights)


def laws(i: Instance) -> dict[str, Array]:
    """Two laws on three letters."""
    features = xp.stack([xp.stack([i.a0, i.a1]), xp.stack([i.b0, i.b1]), xp.zeros((2,), like=i.a0)]) - 3
    theta, truth = xp.stack([i.t0, i.t1]) - 3, xp.stack([i.s0, i.s1]) - 3
    return {
        "features": features,
        "gap": theta - truth,
        "model": softmax(features, theta),
        "data": softmax(features, truth),
    }


def drift(i: Instance) -> Array:
    """``<E_model phi - E_data phi, theta - theta*>``."""
    return xp.dot(xp.dot(i.model - i.data, i.features), i.gap) * xp.log(2)


CLAIM = Claim(
    statement=(
        r"\langle \bar\phi_\theta - \bar\phi_{\theta^*}, \theta - \theta^* \rangle = \mathrm{KL}(\pi_{\theta^*} \| \pi_\theta)"
        r" + \mathrm{KL}(\pi_\theta \| \pi_{\theta^*})"
    ),
    source=Source("arXiv:2510.15020", "equation (67), as an identity", status="derived", also=("equation (67)",)),
    space=Space(**{name: Whole(0, 6) for name in ("a0", "a1", "b0", "b1", "t0", "t1", "s0", "s1")}, derived=laws),
    relation="==",
    lhs=drift,
    rhs=lambda i: kl(i.data, i.model) + kl(i.model, i.data),
)
