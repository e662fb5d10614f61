"""An instance on which the regularised policy beats Best-of-N at every budget.

Three responses: a poor one, a good one of mass 1/10 whose proxy is 1/10 too low, and a hack of mass 1/1000
with the highest proxy. The regret of Best-of-N falls to 0.0523 at N = 44 and then rises to 1; the policy at
the strength that the theory suggests has regret 0.0165.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.decoding.responses.pessimism import pessimistic_policy

CLAIM = Claim(
    statement=r"J(\pi^*) - J(\pi_b) < \tfrac1{60} < \tfrac1{20} < J(\pi^*) - J(\mathrm{BoN}_N) \text{ on a grid of } N",
    source=Source("arXiv:2503.21878", "scaling of Best-of-N and of pessimism, an instance", status="derived"),
    space=lambda draws: Space(base=Simplex(3), proxy=Table(3, 0, 1), good=Count(1, 1), strength=Ratio(0, 1)),
    sizes=(1, 10, 40, 44, 50, 100, 1000, 10000),
    kind="witness",
    witness=lambda draws: {"base": [899, 100, 1], "proxy": [10, 0, 9, 10], "good": 1, "strength": [1491, 100000]},
    relation="<",
    chain=(
        lambda i: 1 - pessimistic_policy(i.base, i.proxy, i.strength)[i.good],
        lambda i: xp.ratio(1, 60),
        lambda i: xp.ratio(1, 20),
        lambda i: 1 - best_of_n(i.base, i.proxy, i.size)[i.good],
    ),
    notes="True rewards are 1 for the good response and 0 for the others, so the regret is the mass off the good one.",
    loose="1/60 and 1/20 stand between the regrets .0165 and .0523, which differ by a factor of 3.16",
)
