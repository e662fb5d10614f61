"""Optimism can fail for ever.

Every context is seen once and carries one function that makes the bad arm look perfect, so the confidence set
still contains it: the upper bound of the bad arm is 1, above ``1 - eps``. The class has ``N + 1`` functions,
the regret is ``(1 - eps) N``. The notes are quoted for the failure; the instance is ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space
from theory_lab.decisions.play.confidence import misleading_class, optimistic_regret


def paid(i):
    """The regret of confidence-set UCB when every context comes once."""
    return optimistic_regret(misleading_class(i.contexts, xp.value(i.epsilon).fraction), 0, range(i.contexts), 0)


CLAIM = Claim(
    statement=r"\mathrm{Reg}(\text{confidence-set UCB}) = (1-\varepsilon)N \text{ although } |\mathcal F| = N+1",
    source=Source(
        "arXiv:2312.16730", "failure of optimism in contextual bandits", status="second-hand", reading="the instance is ours"
    ),
    space=Space(contexts=Count(1, 12), epsilon=Ratio(xp.ratio(1, 100), xp.ratio(99, 100))),
    relation="==",
    lhs=paid,
    rhs=lambda i: (1 - i.epsilon) * i.contexts,
)
