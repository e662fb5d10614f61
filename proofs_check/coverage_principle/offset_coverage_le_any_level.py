"""The winner of a population offset tournament, at every level from ``2 gamma^2``, with the best constant.

Theorem 6.4 asks for ``N >= 8 gamma^2``. Let ``pi_1`` be nearest to the data in ``E_gamma``, with value ``E``; let ``s`` be its
score, attained on the set ``A``, and ``C = {pi_1 / pick >= N}``. What is uncovered is ``B = {P / pick >= 2 N gamma}``.

    On C:    pick <= pi_1/N, and pick <= P/(2 N gamma) on B; the score of the pick is at most s, so that
             P(B C)(1 - 1/N) <= s + sum (2 gamma pi_1/N - P)_+ <= s + 2 gamma E/N, for N >= 2 gamma^2.
    Off C:   pi_1 <= P/(2 gamma) on B, so that E >= P(A) - gamma pi_1(A) + P(B - C - A)/2, and with s = P(A) - 2 gamma
             pi_1(A) this is P(B - C) <= 2E - s.

As ``s <= E`` the sum is at most ``E (2 + (1 + 2 gamma)/(N - 1))``. It is attained by two models on four outcomes: one that
``pi_1`` misses, one where it has ``P/gamma``, one that only ``pi_1`` has, and the rest. At ``N = 8 gamma^2`` the factor is at
most 17/7 (`offset_coverage_le`); at ``N = 4 gamma^2``, the condition of the first version of the paper, at most 3.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings import candidates
from proofs_check.coverage_principle.offset_coverage_le import nearest, picked
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Simplex, Source


def factor(i):
    """``2 + (1 + 2 gamma)/(N - 1)``."""
    return 2 + (1 + 2 * i.gamma) / (i.level - 1)


CLAIM = Claim(
    statement=(
        r"N \ge 2 \gamma^2 \implies \mathrm{Cov}_{2 N \gamma}(\hat\pi) \le \Bigl(2 + \frac{1 + 2 \gamma}{N - 1}\Bigr)"
        r" \min_{\pi \in \Pi} E_\gamma(\pi_D \| \pi)"
    ),
    source=Source("arXiv:2510.15020", "population form of Theorem 6.4 at every level", status="derived"),
    space=lambda size: candidates(
        *size,
        lambda i: {"level": 2 * i.gamma**2 * (1 + i.stretch)},  # pyright: ignore[reportCallIssue]
        law=Simplex(size[1]),
        gamma=Ratio(1, 4),
        stretch=Choice(Fraction(2), Fraction(20), Fraction(1, 8), Fraction(0)),
    ),
    sizes=((2, 4), (2, 2), (2, 3), (3, 2)),
    lhs=picked,
    rhs=lambda i: factor(i) * nearest(i),
    trivial="probability",
    tight_at={
        "law": [60, 96, 0, 244],
        "model0": [0, 96, 60, 244],
        "model1": [5, 8, 10, 377],
        "gamma": [1, 1],
        "stretch": 0,
    },
    sharpened=lambda i: xp.ratio(99, 100) * factor(i) * nearest(i),
)
