"""The flat prompt needs a number of gradient steps linear in the horizon.

The number of updates of ``flat_prompt_updates_eq``, compared from one horizon to ten times that horizon: at
least 9 times as many.
"""

from functools import cache

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training.count_states import flat_pull, updates_needed

SCALE, LOG_LEVEL = 40, 4


@cache
def needed(horizon: int) -> int:
    """Updates until ``log(data/model) < 4`` for the response that repeats the letter 1, decided in balls."""
    start = xp.log(xp.exact(xp.ratio(horizon, 4 * LOG_LEVEL))) - 1
    return updates_needed(start, horizon, LOG_LEVEL, lambda x: x + 8 * SCALE * flat_pull(x), xp.exact(SCALE // 2))


CLAIM = Claim(
    kind="trend",
    statement=(
        r"u(10 H) \ge 9\, u(H), \quad u(H) \text{ the number of updates that cover the flat prompt at }"
        r" \eta = 8/(HB)"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Proposition 5.1, lower bound, updates needed on the flat prompt",
        status="derived",
        reading="growth in the horizon, without noise",
    ),
    sizes=(10**3, 10**4, 10**5, 10**6),
    trend=lambda horizon: xp.exact(xp.ratio(1, needed(horizon))),
    rhs=lambda horizon: xp.ratio(1, 9) if horizon > 10**3 else xp.ratio(1, 6),
)
