"""How many gradient steps the flat prompt needs: as many as the horizon asks for.

Letters -1, 0, 1 with features ``B y``, ``B = 40``, data at ``theta* = 1/2``; start where the most likely
response loses ``e log 16`` times too much. At the largest useful step ``eta = 8/(H B)`` and without noise the
exponent ``B theta`` moves by ``8 B (1 - E y)``, of order ``1/H``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.learning.training.count_states import flat_pull, updates_needed

SCALE, LOG_LEVEL = 40, 4
COUNTS = {10**3: 1, 10**4: 6, 10**5: 70, 10**6: 708, 10**7: 7053}


def needed(i: Instance) -> int:
    """Updates until ``log(data/model) < 4`` for the response that repeats the letter 1."""
    start = xp.log(i.horizon / (4 * LOG_LEVEL)) - 1
    target = xp.full((), xp.ratio(SCALE, 2), i.horizon)
    return updates_needed(start, i.size, LOG_LEVEL, lambda x: x + 8 * SCALE * flat_pull(x), target)


CLAIM = Claim(
    kind="witness",
    statement=(
        r"\text{updates to cover the flat prompt at } \eta = 8/(HB): 1, 6, 70, 708, 7053 \text{ for } H ="
        r" 10^3, \dots, 10^7"
    ),
    source=Source("arXiv:2510.15020", "Lemma I.7, the recursion without noise", status="derived"),
    space=lambda horizon: Space(horizon=Whole(horizon, horizon)),
    sizes=tuple(COUNTS),
    relation="==",
    lhs=needed,
    rhs=lambda i: COUNTS[i.size],
    witness=lambda horizon: {"horizon": horizon},
)
