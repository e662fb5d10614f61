"""Optimism can fail in contextual bandits.

``N`` contexts, each seen once, two arms: the safe arm pays ``1 - eps`` in every model; the other one pays 1
at context ``i`` in model ``i`` and 0 otherwise; the truth is model 0, where it always pays 0. The
optimistic learner tries the other arm in every context: regret ``(1 - eps) N`` for a class of ``N + 1``
models.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decisions.confidence import misleading_class, optimistic_regret


def regret(i):
    """What the optimistic learner pays when every context comes once and rewards are the true means."""
    functions = misleading_class(i.size, xp.value(i.eps).fraction)
    return optimistic_regret(functions, 0, range(i.size), 0)


CLAIM = Claim(
    statement=r"\mathrm{Reg}(\mathrm{UCB}) = (1 - \varepsilon) N, \quad \log|\mathcal F| = \log(N+1)",
    source=Source("arXiv:2312.16730", "failure of optimism in contextual bandits", status="second-hand"),
    space=lambda contexts: Space(eps=Ratio(0, 1)),
    sizes=(1, 2, 4, 12),
    kind="witness",
    witness=lambda contexts: {"eps": [1, 10]},
    relation="==",
    lhs=regret,
    rhs=lambda i: (1 - i.eps) * i.size,
)
