"""No proper estimator has small KL on a prompt that it did not see: the printed constant, wide features.

The printed constant 1/4 needs ``kl(s || 1/2) >= 1/2`` for the probability ``s = sigmoid(2B)`` of the likelier
token, which is ``B >= 1.4917`` and ``s >= 0.9519``; here ``s >= 0.952``. The rest is as for the constant of
the instance: without a visit to the prompt of probability ``1/(2n)`` every answer is far from one of the two
truths.
"""

from proofs_check.coverage_principle._settings import binary_kl, proper_answers, worst_failure
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """The larger of the two probabilities of no visit and ``KL >= H/(4n)``, that is ``kl(truth || answer) >= 1/2``."""
    return worst_failure(i, lambda truth: binary_kl(truth, i.guesses) >= ratio(1, 2))


CLAIM = Claim(
    statement=(
        r"\tfrac14 \le \tfrac12 \big(1 - \tfrac1{2n}\big)^n \le \max_{\theta \in \{-1, 1\}}"
        r" \mathrm{P}_\theta\Big(\mathrm{KL} \ge \frac{H}{4n}\Big) \quad (B \ge 1.4917)"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Proposition 3.2, its constant where features are wide",
        status="derived",
        reading="features in [-B, B] with B >= 1.4917 in its instance, where the printed proof has B = 1",
    ),
    space=lambda n: proper_answers(ratio(119, 125), ratio(999, 1000)),
    sizes=(1, 2, 5, 20),
    chain=(
        lambda i: ratio(1, 4),
        lambda i: ratio(1, 2) * (1 - ratio(1, 2 * i.size)) ** i.size,
        failure,
    ),
    trivial="probability",
    tight_at={"s": [24, 25], "places": [1, 0, 1, 0], "mix": [1, 1, 0]},
    sharpened=lambda i: ratio(99, 100) * failure(i),
)
