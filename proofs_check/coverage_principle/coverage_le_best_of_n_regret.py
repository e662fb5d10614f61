"""Best-of-N fails on what is not covered.

Reward the set ``S = {R >= s N}``. Best-of-N finds it with probability
``1 - (1 - q(S))^N <= N q(S) <= t(S)/s``. At ``s = 2`` this is the printed form. The regret is that of the
algorithm itself: the law of the best of ``N`` draws under that reward. Equality for one draw and ratio
exactly ``s`` on ``S``; for more draws in the limit of a set of vanishing mass.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def algorithm_regret(i: Instance) -> Array:
    """The regret of Best-of-N for the reward that is 1 on the responses with ratio at least ``s N``."""
    reward = xp.indicator(xp.ratio_at_least(i.t, i.q, i.stretch * i.draws))
    return regret(i.t, best_of_n(i.q, reward, i.draws), reward)


CLAIM = Claim(
    statement=r"(1 - 1/s)\, \mathrm{Cov}_{sN}(t\|q) \le \mathrm{regret}_N(r), \quad r = 1\{t/q \ge sN\} \quad (s > 1)",
    source=Source("arXiv:2510.15020", "Proposition D.7", reading="printed at s = 2"),
    space=lambda n: Space(t=Simplex(n), q=Simplex(n), draws=Choice(1, 2, 3, 8), stretch=Choice(2, 4, ratio(3, 2))),
    sizes=(2, 3, 4, 6),
    lhs=lambda i: (1 - ratio(1, 1) / i.stretch) * coverage(i.t, i.q, i.stretch * i.draws),
    rhs=algorithm_regret,
    trivial="probability",
    tight_at={"t": [1, 0], "q": [1, 1], "draws": 0, "stretch": 0},
    sharpened=lambda i: ratio(99, 100) * algorithm_regret(i),
)
