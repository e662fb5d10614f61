"""No proper estimator has small KL on a prompt that it did not see.

Prompt 1 has probability ``1/(2n)``, its ``H`` tokens are independent with ``P(1) = s = sigmoid(2B)`` or
``1 - s``, and a model of the class has ``P(1) = g`` in ``[1 - s, s]``. Without a visit the estimator's answer
does not depend on the truth, and every answer ``g`` is at least as far from one of the two as 1/2 is:
``KL = H/(2n) kl(s || g)``, ``k(B) = kl(s || 1/2)/2``. The length cancels. The printed constant 1/4 in place
of ``k(B)`` is right for ``B >= 1.4917`` and wrong at ``B = 1`` (see the refuted claim). Estimators may draw
their answer at random, here from three values.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array, Truth, ratio


def answers(i: Instance) -> dict[str, Array]:
    """Three probabilities in ``[1 - s, s]``."""
    return {"guesses": 1 - i.s + (2 * i.s - 1) * i.places}


def binary_kl(a: Array, b: Array) -> Array:
    """``kl(a || b)``, elementwise in ``b``."""
    return xp.kl_term(a, b) + xp.kl_term(1 - a, 1 - b)


def far(i: Instance, truth: Array) -> Truth:
    """For each answer whether its divergence from the truth is at least that of 1/2."""
    return binary_kl(truth, i.guesses) >= binary_kl(truth, xp.full((3,), ratio(1, 2), like=i.guesses))


def worst_failure(i: Instance) -> Array:
    """The larger of the two probabilities of no visit and an answer too far from the truth."""
    unseen = (1 - ratio(1, 2 * i.size)) ** i.size
    masses = [xp.dot(i.mix, xp.indicator(far(i, truth))) for truth in (i.s, 1 - i.s)]
    return unseen * xp.maximum(*masses)


CLAIM = Claim(
    statement=(
        r"\tfrac14 \le \tfrac12 \big(1 - \tfrac1{2n}\big)^n \le \max_{\theta \in \{-1, 1\}}"
        r" \mathrm{P}_\theta\Big(\mathrm{KL} \ge k(B) \frac{H}{n}\Big), \quad"
        r" k(B) = \tfrac12\, \mathrm{kl}\big(\sigma(2B) \,\|\, \tfrac12\big)"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2 with the constant of its instance", status="derived"),
    space=lambda n: Space(s=Ratio(ratio(1, 2), ratio(99, 100)), places=Table(3, 0, 1), mix=Simplex(3), derived=answers),
    sizes=(1, 2, 5, 20),
    chain=(
        lambda i: ratio(1, 4),
        lambda i: ratio(1, 2) * (1 - ratio(1, 2 * i.size)) ** i.size,
        worst_failure,
    ),
    tight_at={"s": [3, 4], "places": [1, 0, 1, 0], "mix": [1, 1, 0]},
    sharpened=lambda i: ratio(99, 100) * worst_failure(i),
)
