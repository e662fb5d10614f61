"""The best gain of a cheap draft is at least ``(1 + a)/(1 + c)``.

If ``a > c`` some number of drafts gains so much: one draft does. With the best length the gain is larger; here up to six.
The hypothesis of the corollary is not necessary: without it one draft gains the same, which is then below 1.
"""

from proofs_check.speculative_decoding._settings import round_length
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array


def best_gain(i: Instance) -> Array:
    """The largest gain in wall time over one to six drafts."""
    return xp.max(xp.stack([round_length(i.rate, k) / (1 + i.cost * k) for k in range(1, 7)]))


CLAIM = Claim(
    statement=(
        r"\alpha > c \implies \frac{1 + \alpha}{1 + c}"
        r" \le \max_\gamma \frac{1 - \alpha^{\gamma + 1}}{(1 - \alpha)(1 + c \gamma)}"
    ),
    source=Source("arXiv:2211.17192", "Corollary 3.9", status="second-hand"),
    space=Space(rate=Ratio(0, 1), cost=Ratio(0, 1)),
    given={"cheap": lambda i: i.rate > i.cost},
    lhs=lambda i: (1 + i.rate) / (1 + i.cost),
    rhs=best_gain,
    tight_at={"rate": [1, 2], "cost": [2, 5]},
    sharpened=lambda i: xp.ratio(99, 100) * best_gain(i),
)
