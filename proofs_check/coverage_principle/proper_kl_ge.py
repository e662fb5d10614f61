"""No proper estimator has small KL on a prompt that it did not see.

Prompt 1 has probability ``1/(2n)``, its ``H`` tokens are independent with ``P(1) = s = sigmoid(2B)`` or
``1 - s``, and a model of the class has ``P(1) = g`` in ``[1 - s, s]``. Without a visit the estimator's answer
does not depend on the truth, and every answer ``g`` is at least as far from one of the two as 1/2 is:
``KL = H/(2n) kl(s || g)``, ``k(B) = kl(s || 1/2)/2``. The length cancels. The printed constant 1/4 in place
of ``k(B)`` is right for ``B >= 1.4917`` and wrong at ``B = 1`` (see the refuted claim). Estimators may draw
their answer at random, here from three values.
"""

from proofs_check.coverage_principle._settings import binary_kl, proper_answers, worst_failure
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """The larger of the two probabilities of no visit and an answer as far from the truth as 1/2."""
    return worst_failure(i, lambda truth: binary_kl(truth, i.guesses) >= binary_kl(truth, ratio(1, 2)))


CLAIM = Claim(
    statement=(
        r"\tfrac14 \le \tfrac12 \big(1 - \tfrac1{2n}\big)^n \le \max_{\theta \in \{-1, 1\}}"
        r" \mathrm{P}_\theta\Big(\mathrm{KL} \ge k(B) \frac{H}{n}\Big), \quad"
        r" k(B) = \tfrac12\, \mathrm{kl}\big(\sigma(2B) \,\|\, \tfrac12\big)"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2 with the constant of its instance", status="derived"),
    space=lambda n: proper_answers(ratio(1, 2), ratio(99, 100)),
    sizes=(1, 2, 5, 20),
    chain=(
        lambda i: ratio(1, 4),
        lambda i: ratio(1, 2) * (1 - ratio(1, 2 * i.size)) ** i.size,
        failure,
    ),
    trivial="probability",
    tight_at={"s": [3, 4], "places": [1, 0, 1, 0], "mix": [1, 1, 0]},
    sharpened=lambda i: ratio(99, 100) * failure(i),
)
