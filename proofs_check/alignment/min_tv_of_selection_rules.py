"""The best rule that returns one of its draws, by linear programming.

``max_A target(A) - 1 + (1 - base(A))^N`` is the smallest total variation distance from the target over all
rules that return one of ``N`` draws (Strassen: some draw lies in ``A`` with probability
``1 - (1 - base(A))^N``). The program has one variable for each multiset of draws and member of it; its
optimum is proved in rationals.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.decoding.responses.pool_rules import closest_selection


def example(size):
    """A base law that is uneven and a target that reverses it."""
    weights = list(range(1, size[0] + 1))
    return {"base": weights, "target": [w * w for w in weights[::-1]]}


CLAIM = Claim(
    statement=r"\min_{\text{rules}} \mathrm{TV}(\pi, \text{rule}) = \max_A \pi(A) - 1 + (1-p(A))^N"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2503.21878", "exact worst case of Lemma F.1 as a transport problem", status="derived"),
    space=lambda size: Space(base=Simplex(size[0]), target=Simplex(size[0])),
    sizes=((2, 1), (2, 3), (3, 2), (3, 4), (4, 3), (4, 4)),
    kind="witness",
    witness=example,
    relation="==",
    lhs=lambda i: xp.exact(closest_selection(i.target, i.base, i.size[1]).distance),
    rhs=lambda i: worst_regret(i.target, i.base, i.size[1]),
)
