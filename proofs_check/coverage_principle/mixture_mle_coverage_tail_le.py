"""Maximum likelihood over mixtures covers what the best mixture covers, also if the data law is no mixture.

By the conditions of optimality on the sample the maximiser covers every competitor up to the likelihood gap, here the best
mixture ``b`` for the data law: of the sample, ``f = (log N_inf(e) + log(2/delta) + 2 n e)/(n (M - log M - 1))`` at most, with ``M
= N e^(-2a)/N'``. Frequencies become probabilities by ``P <= phat + sqrt(2 P L/n)``, ``L = log(2 N_inf(a)/delta)``, which gives at
most ``max(2 f, 8 L/n)``. Mixtures of two components whose ratios are within ``r`` are covered at ``e`` by ``(r - 1)/(2 e) + 1``
of them. The coverage of both maximisers is exact, from signs of derivatives; ``a = 1/4`` and ``e = 1/n``. One outcome has a mass
in units of the bound, and the components are written in odds to the data law: where one of them is the data law, the maximiser
fails when that outcome is seen ``M`` times less often than it should be.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import tail
from theory_lab.learning.likelihood.mixtures import pair_coverages
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors

ROOM = ratio(1, 4)


def odds(size: tuple[int, int]) -> Space:
    """Two outcomes, the first of mass ``14 mean/n``; ``N' = 1 + beyond/16``, ``N = 10 N' scale``, ``delta = e^(-x/16)``."""
    outcomes, draws = size

    def tilted(i: Instance) -> dict[str, Array]:
        mass, level = xp.minimum(14 * i.mean / draws, ratio(9, 10)), 1 + i.beyond / 16
        p = xp.stack([mass, 1 - mass])
        first, second = (p * weights**4 / xp.dot(p, weights**4) for weights in (i.one, i.other))
        levels = {"best_level": level, "level": 10 * level * i.scale, "delta": xp.exp(-i.excess / 16)}
        return {"p": p, "first": first, "second": second, **levels}

    return Space(
        mean=Ratio(ratio(1, 8), 8), one=Simplex(outcomes, positive=True), other=Simplex(outcomes, positive=True),
        beyond=Ratio(ratio(1, 8), 64), scale=Ratio(ratio(1, 4), 4), excess=Ratio(ratio(1, 8), 64), derived=tilted,
    )  # fmt: skip


def excess(i: Instance) -> Array:
    """The second term of the bound, ``(sqrt(l) + sqrt(l + f))^2``."""
    draws = i.size[1]
    quotients = xp.maximum(i.first / i.second, i.second / i.first)
    spread = (xp.max(quotients) - 1) / 2
    inner = i.level / (i.best_level * xp.exp(2 * ROOM))
    fine = (xp.log(spread * draws + 1) + xp.log(2 / i.delta) + 2) / draws
    slack = (xp.log(spread / ROOM + 1) + xp.log(2 / i.delta)) / (2 * draws)
    return (xp.sqrt(slack) + xp.sqrt(slack + fine / (inner - xp.log(inner) - 1))) ** 2


def failure(i: Instance) -> Array:
    """The probability that the maximiser's coverage is above the bound."""
    draws = i.size[1]
    counts = count_vectors(draws, i.size[0])
    best = pair_coverages(i.p, i.first, i.second, i.p[None], i.best_level)[0]
    return tail(i.p, draws, pair_coverages(i.p, i.first, i.second, counts, i.level), best + excess(i))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\mathrm{Cov}_N(\hat\pi) > \mathrm{Cov}_{N'}(\pi^*) + \big(\sqrt\ell + \sqrt{\ell + f}\big)^2\Big)"
        r" \le \delta, \quad f = \tfrac{\log \mathcal{N}_\infty(1/n) + \log(2/\delta) + 2}{n (M - \log M - 1)},"
        r"\ \ell = \tfrac{\log(2 \mathcal{N}_\infty(a)/\delta)}{2 n},\ M = \tfrac{N}{e^{2a} N'} > 1"
    ),
    source=Source("arXiv:2510.15020", "Theorem E.1 with constants, for mixtures of two components", status="derived"),
    space=odds,
    sizes=((2, 80),),
    lhs=failure,
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="the bound is above 2 log(2/delta)/n, and an outcome of that mass is unseen with a chance of at most delta^2/4",
)  # fmt: skip
