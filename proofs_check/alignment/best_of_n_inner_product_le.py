"""Best-of-N laws of different budgets overlap little.

On a tie class both densities are averages of ``N u^(N-1)`` over the same interval; Chebyshev's association
inequality bounds the product of averages by the average of the product,
``int_0^1 N M u^(N+M-2) du = NM/(N + M - 1)``. A random budget then costs no more coverage than its
comparator has, which is how a tuned N can be nearly optimal.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n


def overlap(i):
    """``E_p[w_N w_M]`` of the densities of two Best-of-N laws."""
    first, second = (best_of_n(i.base, i.reward, n) for n in (i.draws, i.others))
    return xp.sum(first * second / i.base)


CLAIM = Claim(
    statement=r"\langle w_{\mathrm{BoN}_N}, w_{\mathrm{BoN}_M}\rangle_{L_2(p)} \le \frac{NM}{N+M-1} \le \min(N, M)",
    source=Source("arXiv:2503.21878", "inner products of Best-of-N laws", status="derived"),
    space=lambda n: responses(n, draws=Count(1, 30), others=Count(1, 30)),
    sizes=(2, 3, 5, 8),
    chain=(
        overlap,
        lambda i: xp.ratio(i.draws * i.others, i.draws + i.others - 1),
        lambda i: min(i.draws, i.others),
    ),
    tight_at={"base": [1, 1], "reward": [1, 0, 1], "draws": 1, "others": 1},
    sharpened=lambda i: xp.ratio(99, 100) * xp.ratio(i.draws * i.others, i.draws + i.others - 1),
)
