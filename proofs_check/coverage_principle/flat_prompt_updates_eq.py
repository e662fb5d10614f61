"""How many gradient steps the flat prompt needs: as many as the horizon asks for.

Letters -1, 0, 1 with features ``B y``, ``B = 40``, data at ``theta* = 1/2``; start where the most likely
response loses ``e log 16`` times too much. At the largest useful step ``eta = 8/(H B)`` and without noise the
exponent ``B theta`` moves by ``8 B (1 - E y)``, of order ``1/H``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.count_states import flat_pull, updates_needed

SCALE, LOG_LEVEL = 40, 4


def needed(horizon: int) -> int:
    """Updates until ``log(data/model) < 4`` for the response that repeats the letter 1."""
    start = xp.log(xp.exact(horizon) / (4 * LOG_LEVEL)) - 1
    return updates_needed(start, horizon, LOG_LEVEL, lambda x: x + 8 * SCALE * flat_pull(x), xp.exact(SCALE) / 2)


CLAIM = Claim(
    statement=(
        r"\text{updates to cover the flat prompt at } \eta = 8/(HB): 1, 6, 70, 708, 7053 \text{ for } H ="
        r" 10^3, \dots, 10^7"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.7, the recursion without noise", status="derived"),
    kind="value",
    value=needed,
    printed={10**3: 1, 10**4: 6, 10**5: 70, 10**6: 708, 10**7: 7053},
)
