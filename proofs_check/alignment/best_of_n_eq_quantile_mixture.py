"""Best-of-N as a mixture of uniform laws on top quantiles.

``N (1 - u)^(N-1) = E[1{u <= t}/t]`` for ``t`` from the law Beta(2, N - 1), where ``u`` is the rank from the top. A
response whose rank interval is ``[s_0, s_1]`` gets ``h(s_1) - h(s_0)`` with ``h(s) = N (N - 1) int (1 - t)^(N-2)
min(t, s) dt``, integrated term by term.
"""

from proofs_check.alignment._settings import ranks
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n


def mixed_mass(s, draws):
    """``h(s)``: the binomial expansion up to ``s`` and ``s (1 - s)^(N-1)/(N-1)`` beyond."""
    inner = 0
    for k in range(draws - 1):
        inner = inner + xp.ratio((-1) ** k * xp.binomial(draws - 2, k), k + 2) * s ** (k + 2)
    return draws * (draws - 1) * (inner + s * (1 - s) ** (draws - 1) / (draws - 1))


def mixture(i):
    """The law of the mixture, the response that comes first being the best."""
    ends = xp.cumsum(i.base)
    return mixed_mass(ends, i.draws) - mixed_mass(ends - i.base, i.draws)


CLAIM = Claim(
    statement=r"\mathrm{BoN}_N = \mathbb E_{t \sim \mathrm{Beta}(2, N-1)}\bigl[p(\cdot \mid \text{top } t)\bigr]",
    source=Source("arXiv:2503.21878", "Best-of-N as a mixture of quantile laws", status="derived"),
    space=lambda n: Space(base=Simplex(n), draws=Count(2, 12)),
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: xp.sum(abs(mixture(i) - best_of_n(i.base, -ranks(i.size), i.draws))),
    rhs=lambda i: 0,
    notes="Distinct rewards.",
)
