"""No proper estimator has small KL on a prompt that it did not see: the printed constant, wide features.

The printed constant 1/4 needs ``kl(s || 1/2) >= 1/2`` for the probability ``s = sigmoid(2B)`` of the likelier
token, which is ``B >= 1.4917`` and ``s >= 0.9519``; here ``s >= 0.952``. The rest is as for the constant of
the instance: without a visit to the prompt of probability ``1/(2n)`` every answer is far from one of the two
truths.
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
    """For each answer whether ``KL >= H/(4n)``, that is ``kl(truth || answer) >= 1/2``."""
    return binary_kl(truth, i.guesses) >= ratio(1, 2)


def worst_failure(i: Instance) -> Array:
    """The larger of the two probabilities of no visit and an answer too far from the truth."""
    unseen = (1 - ratio(1, 2 * i.size)) ** i.size
    masses = [xp.dot(i.mix, xp.indicator(far(i, truth))) for truth in (i.s, 1 - i.s)]
    return unseen * xp.maximum(*masses)


CLAIM = Claim(
    statement=(
        r"\tfrac14 \le \tfrac12 \big(1 - \tfrac1{2n}\big)^n \le \max_{\theta \in \{-1, 1\}}"
        r" \mathrm{P}_\theta\Big(\mathrm{KL} \ge \frac{H}{4n}\Big) \quad (B \ge 1.4917)"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2", reading="features in [-B, B] with B >= 1.4917 in its instance"),
    space=lambda n: Space(s=Ratio(ratio(119, 125), ratio(999, 1000)), places=Table(3, 0, 1), mix=Simplex(3), derived=answers),
    sizes=(1, 2, 5, 20),
    chain=(
        lambda i: ratio(1, 4),
        lambda i: ratio(1, 2) * (1 - ratio(1, 2 * i.size)) ** i.size,
        worst_failure,
    ),
    tight_at={"s": [24, 25], "places": [1, 0, 1, 0], "mix": [1, 1, 0]},
    sharpened=lambda i: ratio(99, 100) * worst_failure(i),
)
