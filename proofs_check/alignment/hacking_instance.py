"""Best-of-N is hacked at the rate ``sqrt N eps``.

Two responses: an honest one, and one of base mass ``1/N`` whose true reward is lower by ``D`` although its
proxy is a little higher. Best-of-N returns it with probability ``1 - (1 - 1/N)^N >= 1 - 1/e``, and
``eps^2`` is about ``D^2/N``. The theorem is quoted as ``Omega(sqrt N eps)`` for some instance: here there is one for
each ``N``, and the constant is .63.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n


def derived(i):
    """The proxy: the honest reward, and a little more for the hack."""
    return {"proxy": xp.stack([i.reward[0], i.reward[0] + i.advantage])}


def capacity(i):
    """``(63/100) sqrt N eps``."""
    error = xp.dot(i.base, (i.proxy - i.reward) ** 2)
    return xp.ratio(63, 100) * xp.sqrt(i.size * error)


CLAIM = Claim(
    statement=r"\text{for every } N \text{ some instance with } C(\pi^*) \le 2 \text{ has }"
    r" \tfrac{63}{100}\sqrt N\,\varepsilon \le J(\pi^*) - J(\mathrm{BoN}_N)"
    r" \quad \text{on these instances, }N = 2, 3, 5, 10, 10^2, 10^3, 10^4",
    source=Source("arXiv:2503.21878", "Theorem 3.2", status="second-hand", reading="an instance for each N; .63 is ours"),
    space=lambda draws: Space(base=Simplex(2), reward=Table(2, 0, 1), advantage=Ratio(0, 1), derived=derived),
    sizes=(2, 3, 5, 10, 100, 1000, 10000),
    kind="witness",
    witness=lambda draws: {"base": [draws - 1, 1], "reward": [10, 9, 0], "advantage": [1, 10**6]},
    lhs=capacity,
    rhs=lambda i: i.reward[0] - xp.dot(best_of_n(i.base, i.proxy, i.size), i.reward),
    trivial=(0, 1),
    notes="The comparator is the honest response, with C = N/(N - 1). The best constant of one hack is 0.638.",
)
