"""Best-of-N is hacked at the rate ``sqrt N eps``.

Two responses: an honest one, and one of base mass ``1/N`` whose true reward is lower by ``D`` although its proxy is a little
higher. Best-of-N returns it with probability ``1 - (1 - 1/N)^N >= 1 - 1/e``, and ``eps^2`` is about ``D^2/N``. The theorem is
quoted as ``Omega(sqrt N eps)`` for some instance: here there is one for each ``N`` and each ``eps`` up to ``1/sqrt N``, where
``D`` is nearly 1, and the constant is .63. The first step of the chain is ``C <= 2`` for the comparator, the honest response.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n


def derived(i):
    """The instance whose error is ``eps = scale/sqrt N``: the hack has the proxy ``scale``, the honest response just less."""
    honest = xp.ratio(999, 1000) * i.scale
    reward, proxy = xp.stack([honest, 0]), xp.stack([honest, i.scale])
    base, target = xp.exact([xp.ratio(i.size - 1, i.size), xp.ratio(1, i.size)]), xp.exact([1, 0])
    return {
        "error": xp.dot(base, (proxy - reward) ** 2),
        "coverage": xp.sum(target**2 / base),
        "regret": honest - xp.dot(best_of_n(base, proxy, i.size), reward),
    }


def capacity(i):
    """``(63/100) sqrt N eps``."""
    return xp.ratio(63, 100) * xp.sqrt(i.size * i.error)


CLAIM = Claim(
    statement=r"\text{for every } \varepsilon \le 1/\sqrt N \text{ some instance of this error has }"
    r" \tfrac12 C(\pi^*)\,\tfrac{63}{100}\sqrt N\,\varepsilon \le \tfrac{63}{100}\sqrt N\,\varepsilon"
    r" \le J(\pi^*) - J(\mathrm{BoN}_N)"
    r" \quad (N = 2, 3, 5, 10, 10^2, 10^3, 10^4)",
    source=Source("arXiv:2503.21878", "Theorem 3.2", status="second-hand", reading="an instance for each N and eps; .63 is ours"),
    space=lambda draws: Space(scale=Ratio(0, 1), derived=derived),
    sizes=(2, 3, 5, 10, 100, 1000, 10000),
    chain=(lambda i: i.coverage / 2 * capacity(i), capacity, lambda i: i.regret),
    trivial=(0, 1),
    notes="scale = sqrt(N) eps; C = N/(N - 1). The best constant of one hack is 0.638.",
)
