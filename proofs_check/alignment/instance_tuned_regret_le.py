"""Best-of-N with the budget tuned to the instance is nearly optimal even under L1 coverage.

Write the decreasing rearrangement of ``w_pi`` as a mixture of uniform laws on top sets of base mass ``s_i``. The
random budget ``N_i = ceil(k/s_i)`` has proxy gap at most ``e^(-k)``, and by the inner products of Best-of-N laws its
density has second moment at most ``(k + 1) C``. Transfer to the true reward, and some budget is as good as the mean.
"""

from proofs_check.alignment._settings import with_target
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source
from theory_lab.decoding.choice.best_of_n import best_of_n, regret
from theory_lab.measures.coefficients import l1_coverage

MOST = 40


def best_regret(i):
    """The smallest regret over the budgets ``1 .. 40``, which contain all ``ceil(k/s_i)``."""
    losses = [regret(i.target, best_of_n(i.base, i.proxy, draws), i.reward) for draws in range(1, MOST + 1)]
    return xp.min(xp.stack(losses))


def bound(i):
    """``e^(-k) + eps sqrt(C) (1 + sqrt(k + 1))``."""
    error = xp.sqrt(xp.dot(i.base, (i.proxy - i.reward) ** 2))
    return xp.exp(-i.k) + error * xp.sqrt(l1_coverage(i.target, i.base)) * (1 + xp.sqrt(i.k + 1))


CLAIM = Claim(
    statement=r"\min_N J(\pi^*) - J(\mathrm{BoN}_N) \le e^{-k} + \varepsilon\sqrt{C(\pi^*)}\,\bigl(1 + \sqrt{k+1}\bigr)",
    source=Source("arXiv:2503.21878", "instance-tuned budget under L1 coverage", status="derived"),
    space=lambda n: with_target(n, k=Choice(2, 1, 4)),
    sizes=(2, 3),
    given={"the budgets of the proof are at most 40": lambda i: i.k <= (MOST - 1) * xp.min(i.base)},
    notes="The bound on the budgets keeps them few; beyond it the best of the budgets tried is not the best.",
    lhs=best_regret,
    rhs=bound,
    trivial=(0, 1),
    loose=(
        "the best of 40 budgets is on the left (for an exact proxy the largest); the proof has ceil(k/s), which "
        "misses a mass s with chance (1 - s)^N < e^(-k)"
    ),
)
