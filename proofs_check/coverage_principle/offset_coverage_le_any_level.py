"""The winner of a population offset tournament, at every level above ``2 gamma^2``.

Theorem 6.4 asks for ``N >= 8 gamma^2``; the constant of its proof is what grows below. Let ``pi_1`` be nearest to the data in
``E_gamma``, with value ``E``, and ``C = {pi_1 / pick >= N}``. Every score of ``pi_1`` is at most ``E``, so that

    P(C) <= E + 2 gamma P_pick(C),   P_pick(C) <= P_{pi_1}(C)/N <= (gamma P(C) + E)/N,

and for ``N > 2 gamma^2`` this gives ``P(C) <= E (N + 2 gamma)/(N - 2 gamma^2)``; ``pi_1`` itself loses at most ``2E`` beyond
level ``2 gamma``. At ``N = 8 gamma^2`` the factor is at most ``2 + 5/3`` (`offset_coverage_le`); at ``N = 4 gamma^2``, the
condition of the first version of the paper, at most 5.
"""

from fractions import Fraction

from proofs_check.coverage_principle._settings import candidates
from proofs_check.coverage_principle.offset_coverage_le import nearest, picked
from theory_lab.claims import Choice, Claim, Ratio, Simplex, Source


def factor(i):
    """``2 + (N + 2 gamma)/(N - 2 gamma^2)``."""
    return 2 + (i.level + 2 * i.gamma) / (i.level - 2 * i.gamma**2)


CLAIM = Claim(
    statement=(
        r"N > 2 \gamma^2 \implies \mathrm{Cov}_{2 N \gamma}(\hat\pi) \le \Bigl(2 + \frac{N + 2 \gamma}{N - 2 \gamma^2}\Bigr)"
        r" \min_{\pi \in \Pi} E_\gamma(\pi_D \| \pi)"
    ),
    source=Source("arXiv:2510.15020", "population form of Theorem 6.4 at every level", status="derived"),
    space=lambda size: candidates(
        *size,
        lambda i: {"level": 2 * i.gamma**2 * (1 + i.stretch)},  # pyright: ignore[reportCallIssue]
        law=Simplex(size[1]),
        gamma=Ratio(1, 4),
        stretch=Choice(Fraction(20), Fraction(2), Fraction(1, 8)),
    ),
    sizes=((2, 2), (2, 3), (3, 2)),
    lhs=picked,
    rhs=lambda i: factor(i) * nearest(i),
    trivial="probability",
    loose="the winner and the best model need not lose on different sets, nor both at the same time",
)
