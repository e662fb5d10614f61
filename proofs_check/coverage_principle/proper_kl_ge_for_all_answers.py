"""No proper estimator has small KL on a prompt that it did not see, however many answers it chooses from.

As in `proper_kl_ge`, where it chooses from three. At each answer ``g`` one of ``kl(s || g)`` and ``kl(1 - s || g)`` is at least
``kl(s || 1/2)``, for their sum is ``-2 h(s) - log g(1 - g)`` and ``g(1 - g) <= 1/4``. So the chances of an answer far from
either truth sum to 1 or more, and the larger one is at least 1/2.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array, ratio


def divergence(a: Array, b: Array) -> Array:
    """``kl(a || b)`` of coins that may land on either side, elementwise in ``b``."""
    return a * xp.log(a / b) + (1 - a) * xp.log((1 - a) / (1 - b))


def unseen(i: Instance) -> Array:
    """``(1 - 1/(2n))^n``, the probability of no visit."""
    return (1 - ratio(1, 2 * i.draws)) ** i.draws


def failure(i: Instance) -> Array:
    """The larger of the two probabilities of no visit and an answer as far from the truth as 1/2."""
    fair = divergence(i.s, xp.exact(ratio(1, 2)))
    masses = [xp.dot(i.mix, xp.indicator(divergence(truth, i.guesses) >= fair)) for truth in (i.s, 1 - i.s)]
    return unseen(i) * xp.maximum(*masses)


CLAIM = Claim(
    statement=(
        r"\tfrac14 \le \tfrac12 \big(1 - \tfrac1{2n}\big)^n \le \max_{\theta \in \{-1, 1\}}"
        r" \mathrm{P}_\theta\Big(\mathrm{KL} \ge k(B) \frac{H}{n}\Big), \quad"
        r" k(B) = \tfrac12\, \mathrm{kl}\big(\sigma(2B) \,\|\, \tfrac12\big) \quad \text{for any number of answers}"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2 with the constant of its instance, for all answers", status="derived"),
    space=lambda answers: Space(
        s=Ratio(ratio(1, 2), ratio(99, 100)),
        places=Table(answers, 0, 1),
        mix=Simplex(answers),
        draws=Count(1, 20),
        derived=lambda i: {"guesses": 1 - i.s + (2 * i.s - 1) * i.places},
    ),
    sizes=(2, 3, 5),
    chain=(lambda i: ratio(1, 4), lambda i: unseen(i) / 2, failure),
    trivial="probability",
    tight_at={"s": [3, 4], "places": [1, 0, 1], "mix": [1, 1], "draws": 1},
    sharpened=lambda i: ratio(99, 100) * failure(i),
)
