"""A draft that is accepted more often than it costs gains.

If ``a > c`` some number of drafts is faster than none: one draft gains ``(1 + a)/(1 + c) > 1``, and the best length, here up to
six, at least as much. At ``a <= c`` no length gains (``costly_draft_never_gains``), so the hypothesis is needed.
"""

from proofs_check.speculative_decoding._settings import round_length
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array


def best_gain(i: Instance) -> Array:
    """The largest gain in wall time over one to six drafts."""
    return xp.max(xp.stack([round_length(i.rate, k) / (1 + i.cost * k) for k in range(1, 7)]))


CLAIM = Claim(
    statement=r"\alpha > c \implies 1 < \max_{1 \le \gamma \le 6} \frac{1 - \alpha^{\gamma + 1}}{(1 - \alpha)(1 + c \gamma)}",
    source=Source("arXiv:2211.17192", "Corollary 3.9", status="second-hand"),
    space=Space(rate=Ratio(0, 1), cost=Ratio(0, 1)),
    relation="<",
    given={"cheap": lambda i: i.rate > i.cost},
    necessary=("cheap",),
    lhs=lambda i: 1,
    rhs=best_gain,
    tight_at=lambda k: {"rate": [2**k + 1, 2 ** (k + 1)], "cost": [1, 2]},
    rate="1 - ratio of order 2^(-k), as the rate of acceptance falls to the cost",
    sharpened=lambda i: xp.ratio(99, 100) * best_gain(i),
)
