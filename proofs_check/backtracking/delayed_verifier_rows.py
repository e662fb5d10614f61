"""The delayed verifier with exact leaf values: what it costs action-level sampling, and what the walk makes of it.

At odds ``e`` and ``beta = 1/H`` the regret of action-level sampling is ``(H - 1)/H`` of .12011: .1001, .1051, .1081 at ``H``
= 6, 8, 10. The walk, stopped after ``H^2`` steps and given a leaf, has regret .00374, .00237, .00162. Everything is
enclosed by intervals.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import delayed
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.decoding.walks.backtracking import sampled_law
from theory_lab.measures.divergences import kl


def regrets(depth):
    """The two regrets."""
    made = delayed(depth, xp.exp(xp.intervals(1)))
    laws = (stepwise_law(made.tree, made.steps, made.guide), sampled_law(made.tree, made.weights, depth**2))
    return [kl(law, made.target) / depth for law in laws]


CLAIM = Claim(
    statement=r"\text{regret of ActionLevelRS } .1001, .1051, .1081; \ \text{of the walk at } T = H^2:\ .00374, .00237, .00162"
    r" \ (H = 6, 8, 10)",
    source=Source("arXiv:2510.03149", "Example 3.2 with exact leaf values", status="derived"),
    kind="value",
    value=regrets,
    printed={6: (".1001", ".00374"), 8: (".1051", ".00237"), 10: (".1081", ".00162")},
)
