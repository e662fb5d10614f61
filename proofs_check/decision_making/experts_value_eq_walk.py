"""What two experts cost: half the mean distance of a random walk.

The minimax value is a recursion of matrix games, one for each difference of losses, each solved exactly; the
adversary's best play is fair coins, under which the regret of any learner is ``E|S_T|/2``, asymptotically
``sqrt(T/(2 pi))``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source, Space
from theory_lab.decisions.play.experts import experts_value, walk_value

CLAIM = Claim(
    statement=r"\min_{\text{learner}} \max_{\text{losses}} \mathrm{Reg}_T = \tfrac12 \mathbb E|S_T| \text{ for two experts}",
    source=Source("arXiv:2312.16730", "minimax regret of two experts", status="derived"),
    space=Space(horizon=Count(1, 12)),
    relation="==",
    lhs=lambda i: xp.one * experts_value(2, i.horizon),
    rhs=lambda i: walk_value(i.horizon),
)
