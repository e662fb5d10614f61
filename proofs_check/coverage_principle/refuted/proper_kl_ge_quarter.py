"""The constant 1/4 of the lower bound for KL is too large at B = 1, on the instance of the proof.

The proposition says that some instance has it; what falls is the instance of its proof, not the statement.

Answer 1/2 on the prompt as long as it was not seen, and the maximiser afterwards. Without a visit
``KL = H/(2n) kl(s || 1/2)`` with ``s = sigmoid(2) = 0.88``, and ``kl(s || 1/2) = 0.328 < 1/2``; so
``KL >= H/(4n)`` only if the prompt was seen *and* the maximiser is far off. By hand at ``n = H = 1``: a visit
has probability 1/2 and then the less likely token 0.119, in all 0.06. The two truths are symmetric. Right are
``k(B) = kl(s || 1/2)/2`` for every ``B``, and 1/4 for ``B >= 1.4917``.
"""

from proofs_check.coverage_principle._settings import binary_kl
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Source, Space
from theory_lab.numbers import Array, binomial, ratio


def far_after(visits: int, length: int) -> Array:
    """The probability of ``kl(s || answer) >= 1/2`` after so many visits."""
    s = 1 / (1 + xp.exp(-2))
    tokens, terms = visits * length, []
    for ones in range(tokens + 1):
        answer = xp.maximum(1 - s, xp.minimum(s, ratio(ones, tokens) if tokens else ratio(1, 2)))
        mass = binomial(tokens, ones) * s**ones * (1 - s) ** (tokens - ones)
        terms.append(mass * xp.at_least(binary_kl(s, answer), ratio(1, 2)))
    return xp.sum(xp.stack(terms))


def failure(i: Instance) -> Array:
    """``P(KL >= H/(4n))`` over all samples of ``n`` prompts, of which each is prompt 1 with probability ``1/(2n)``."""
    n, seen = i.samples, ratio(1, 2 * i.samples)
    masses = [binomial(n, m) * seen**m * (1 - seen) ** (n - m) for m in range(n + 1)]
    return xp.sum(xp.stack([masses[m] * far_after(m, i.length) for m in range(n + 1)]))


CLAIM = Claim(
    statement=(
        r"\tfrac14 \le \max_{\theta \in \{-1, 1\}} \mathrm{P}_\theta\Big(\mathrm{KL} \ge \frac{H}{4n}\Big)"
        r" \ \text{for every proper estimator}"
    ),
    source=Source(
        "arXiv:2510.15020", "Proposition 3.2", quote="KL >= H/(4n) w.p. >= 1/4, with B = 1",
        reading="for the printed instance: one feature B y_h on a prompt of probability 1/(2n), Theta = [-1, 1]",
    ),
    space=Space(samples=Count(1, 5), length=Count(1, 4)),
    lhs=lambda i: ratio(1, 4),
    rhs=failure,
    expect="fails",
    falls="proof step",
)  # fmt: skip
