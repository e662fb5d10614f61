"""Three updates cover the flat prompt at every horizon, once steps are normalised.

At ``eta = 1/B`` the exponent moves by ``|g| / (lam + |g|)`` (``lam = B log N / 16``), by 1 (signs), or by
Adam's ratio of running means with its usual constants; from the start of ``flat_prompt_updates_eq`` it has
``1 + log 4`` to go.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.training import updates
from theory_lab.learning.training.count_states import flat_pull, flat_uncovered
from theory_lab.numbers import Array

SCALE, LOG_LEVEL, RULES = 40, 4, ("normalised", "sign", "adam")
BETAS = (xp.ratio(9, 10), xp.ratio(999, 1000))


def uncovered(size: tuple[int, str]) -> Array:
    """How many of the first six parameters leave the response that repeats the letter 1 uncovered."""
    horizon, rule = size
    x, target = xp.log(xp.exact(horizon) / (4 * LOG_LEVEL)) - 1, xp.exact(SCALE) / 2
    memory, total = updates.Moments(xp.exact(0), xp.exact(0)), xp.exact(0)
    for _ in range(6):
        total = total + flat_uncovered(x, horizon, LOG_LEVEL, target)
        pull = SCALE * horizon * flat_pull(x)
        if rule == "adam":
            x, memory = updates.adam(x, pull, memory, 1, BETAS)
        else:
            x = x + (pull / (xp.ratio(SCALE * LOG_LEVEL, 16) + pull) if rule == "normalised" else 1)
    return total


CLAIM = Claim(
    statement=(
        r"\text{updates to cover the flat prompt at } \eta = 1/B: 3 \text{ for } H = 10^3, \dots, 10^7"
        r" \text{ (normalised, signs, Adam)}"
    ),
    source=Source("arXiv:2510.15020", "equations (18) and (20), the recursion without noise", status="derived"),
    sizes=tuple((10**power, rule) for power in (3, 4, 5, 6, 7) for rule in RULES),
    kind="value",
    value=uncovered,
    rhs=lambda size: 3,
    relation="==",
)
