"""A draft whose cost is at least its acceptance rate gains nothing, at any length.

``(1 + a + ... + a^gamma) <= 1 + c gamma`` if ``a <= c``; one draft at ``a = c`` breaks even. The hypothesis is needed: the gain
at ``a > c`` is ``(1 + a)/(1 + c)`` at least (``draft_gain_le``).
"""

from proofs_check.speculative_decoding._settings import round_length
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space

CLAIM = Claim(
    statement=r"\alpha \le c \implies \frac{1 - \alpha^{\gamma + 1}}{1 - \alpha} \le 1 + c \gamma",
    source=Source("arXiv:2211.17192", "Corollary 3.9, its converse", status="derived"),
    space=Space(rate=Ratio(0, 1), cost=Ratio(0, 1), drafted=Count(1, 6)),
    given={"costly": lambda i: i.rate <= i.cost},
    necessary=("costly",),
    lhs=lambda i: round_length(i.rate, i.drafted),
    rhs=lambda i: 1 + i.cost * i.drafted,
    tight_at={"rate": [1, 2], "cost": [1, 2], "drafted": 1},
    sharpened=lambda i: xp.ratio(99, 100) * (1 + i.cost * i.drafted),
)
