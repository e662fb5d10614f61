"""Coverage from KL, sharp.

Data processing on the event ``{R >= N}``: it has mass ``c = Cov_N`` under ``p`` and at most ``c/N`` under
``q``, and the binary divergence ``kl(c || a)`` decreases in ``a <= c``. Equality for ``Ber(c)`` against
``Ber(c/N)``. Since ``kl(c || c/N)/c`` increases from ``log N - 1 + 1/N`` at ``c = 0`` to ``log N`` at
``c = 1``, the constant of Proposition D.1 cannot be improved, and full failure ``Cov_N = 1`` costs
``KL >= log N``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def binary_kl(a: Array, b: Array) -> Array:
    """``kl(a || b)``, the divergence between ``Ber(a)`` and ``Ber(b)``."""
    return kl(xp.stack([a, 1 - a]), xp.stack([b, 1 - b]))


CLAIM = Claim(
    statement=r"\mathrm{kl}(c \| c/N) \le \mathrm{KL}(p\|q), \quad c = \mathrm{Cov}_N(p\|q)",
    source=Source("arXiv:2510.15020", "sharp form of Proposition D.1", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), level=Ratio(1, 20)),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: binary_kl(coverage(i.p, i.q, i.level), coverage(i.p, i.q, i.level) / i.level),
    rhs=lambda i: kl(i.p, i.q),
    tight_at={"p": [1, 1], "q": [1, 3], "level": [2, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * kl(i.p, i.q),
)
