"""The minimax regret of two experts is half the mean distance of a random walk.

The value by backward induction, one certified matrix game per state, equals ``E|S_T|/2`` for a walk of
``T`` fair steps (Cover 1965): an optimal adversary makes either expert err with probability 1/2.
"""

from theory_lab.claims import Claim, Count, Source, Space
from theory_lab.decisions.experts import experts_value, walk_value

CLAIM = Claim(
    statement=r"\min_{\text{learners}} \max_{\text{losses}} \mathrm{Reg}_T"
    r" = \tfrac12\,\mathbb E|S_T| \quad (N = 2)",
    source=Source("arXiv:2312.16730", "minimax regret of two experts", status="second-hand"),
    space=lambda horizon: Space(horizon=Count(horizon, horizon)),
    sizes=(1, 2, 3, 4, 6, 8, 10, 12),
    kind="witness",
    witness=lambda horizon: {"horizon": horizon},
    relation="==",
    lhs=lambda i: experts_value(2, i.horizon),
    rhs=lambda i: walk_value(i.horizon),
)
