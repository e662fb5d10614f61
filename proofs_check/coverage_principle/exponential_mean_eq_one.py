"""The exponential of a centred sum has mean 1.

``exp sum_i (f(Z_i) - log E e^f)`` is a product of independent factors of mean 1. Stated for ``g = e^f >= 0``, which may
vanish; the mean is over all samples. Markov's inequality turns it into the bound of ``log_moment_tail_le``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.numbers import Array
from theory_lab.numbers.whole.types import count_vectors


def mean_product(i: Instance) -> Array:
    """``E prod_i g(Z_i)``, over all samples."""
    outcomes, draws = i.size
    counts, product = count_vectors(draws, outcomes), xp.exact(1)
    for y in range(outcomes):
        product = product * xp.stack([i.g[y] ** c for c in range(draws + 1)])[counts[:, y]]
    return xp.expect_over_types(i.law, draws, lambda _: product)


CLAIM = Claim(
    statement=r"\mathrm{E} \exp \sum_{i \le n} f(Z_i) = (\mathrm{E}\, e^{f})^n, \quad e^f = g \ge 0",
    source=Source("arXiv:2510.15020", "Lemma F.3, the identity of its proof"),
    space=lambda size: Space(law=Simplex(size[0]), g=Table(size[0], 0, 4)),
    sizes=((2, 3), (2, 8), (3, 4), (4, 3)),
    relation="==",
    lhs=mean_product,
    rhs=lambda i: xp.dot(i.law, i.g) ** i.size[1],
)
