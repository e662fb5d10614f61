"""Best-of-N with the budget tuned to the instance does not reach the skyline.

Random instances stay below ``eps sqrt(C - 1)``, but it is not a bound: three equally likely responses with true rewards
(0, 1, 0), proxy (3/8, 1/2, 5/8) and the comparator on the middle one have regret 2/3 at their best budget, against 0.661. With
comparators near the base law the ratio exceeds 7. The value is unimodal in N and has turned, so the budgets tried here
contain the best one.
"""

from proofs_check.alignment._settings import ranks
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.coefficients import l1_coverage

MOST = 12


def derived(i):
    """A proxy that increases along the responses, and the true values of Best-of-N."""
    proxy = xp.cumsum(i.steps)
    order = ranks(3)
    values = [xp.dot(best_of_n(i.base, order, draws), i.reward) for draws in range(1, MOST + 2)]
    return {"proxy": proxy, "values": xp.stack(values)}


CLAIM = Claim(
    statement=r"\min_N J(\pi^*) - J(\mathrm{BoN}_N) \le \varepsilon\sqrt{C(\pi^*)-1}",
    source=Source("arXiv:2503.21878", "instance-tuned budget against the skyline", status="derived"),
    space=Space(
        base=Simplex(3, positive=True),
        target=Simplex(3),
        steps=Table(3, xp.ratio(1, 1024), xp.ratio(1, 2)),
        reward=Table(3, 0, 1),
        derived=derived,
    ),
    given={
        "the true reward rises and falls along the proxy": lambda i: (i.reward[1] >= i.reward[0]) & (i.reward[1] >= i.reward[2]),
        "the value has turned": lambda i: i.values[MOST] <= i.values[MOST - 1],
    },
    lhs=lambda i: xp.dot(i.target, i.reward) - xp.max(i.values),
    rhs=lambda i: xp.sqrt(xp.dot(i.base, (i.proxy - i.reward) ** 2) * (l1_coverage(i.target, i.base) - 1)),
    expect="fails",
    falls="tempting form",
)
