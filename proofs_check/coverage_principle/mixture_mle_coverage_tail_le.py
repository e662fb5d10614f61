"""Maximum likelihood over mixtures covers what the best mixture covers, also if the data law is no mixture.

By the conditions of optimality on the sample the maximiser covers every competitor up to the likelihood gap, here the
best mixture ``b`` for the data law; frequencies become probabilities by the scalars of ``probability_tail_le``. With
``M = N e^(-2a)/N'``: ``Cov_N(MLE) <= Cov_{N'}(b) + max(2/(M - log M - 1) (inf_e {(log N_inf(e) + log(2/delta))/n + 2
e}), 8 log(2 N_inf(a)/delta)/n)``. Mixtures of two components whose ratios are within ``r`` are covered at ``e`` by ``(r
- 1)/(2 e) + 1`` of them. The coverage of both maximisers is exact, from signs of derivatives; ``a = 1/4`` and ``e =
1/n``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import tail
from theory_lab.learning.likelihood.mixtures import pair_coverages
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors

ROOM = ratio(1, 4)


def excess(i: Instance) -> Array:
    """The second term of the bound."""
    draws = i.size[1]
    quotients = xp.maximum(i.first / i.second, i.second / i.first)
    spread = (xp.max(quotients) - 1) / 2
    inner = i.level / (i.best_level * xp.exp(2 * ROOM))
    fine = (xp.log(spread * draws + 1) + xp.log(2 / i.delta) + 2) / draws
    coarse = 8 * (xp.log(spread / ROOM + 1) + xp.log(2 / i.delta)) / draws
    return xp.maximum(2 * fine / (inner - xp.log(inner) - 1), coarse)


def failure(i: Instance) -> Array:
    """The probability that the maximiser's coverage is above the bound."""
    draws = i.size[1]
    counts = count_vectors(draws, i.size[0])
    best = pair_coverages(i.p, i.first, i.second, i.p[None], i.best_level)[0]
    return tail(i.p, draws, pair_coverages(i.p, i.first, i.second, counts, i.level), best + excess(i))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\mathrm{Cov}_N(\hat\pi) > \mathrm{Cov}_{N'}(\pi^*) + \max\Big\{\tfrac{2}{M - \log M - 1}"
        r" \tfrac{\log \mathcal{N}_\infty(1/n) + \log(2/\delta) + 2}{n},"
        r" \tfrac{8 \log(2 \mathcal{N}_\infty(a)/\delta)}{n}\Big\}\Big)"
        r" \le \delta, \quad M = \tfrac{N}{e^{2a} N'} > 1"
    ),
    source=Source("arXiv:2510.15020", "Theorem E.1 with constants, for mixtures of two components", status="derived"),
    space=lambda size: Space(
        p=Simplex(size[0]), first=Simplex(size[0], positive=True), second=Simplex(size[0], positive=True),
        best_level=Ratio(1, 8), factor=Ratio(2, 20), delta=Ratio(ratio(1, 20), 1),
        derived=lambda i: {"level": i.best_level * i.factor},
    ),
    sizes=((2, 12), (3, 10), (2, 60)),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    weak="the event has probability 0 or below a millionth of the bound; convex_mle_failure_eq has one where it is common",
    loose="the coverage of the best mixture usually is the maximiser's, and the second term comes on top",
)  # fmt: skip
