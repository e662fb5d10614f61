"""The policy regularised by chi-square and KL has a bounded and positive density.

``R/b = w_max - w_min + log(w_max/w_min)`` for a reward of range ``R``, and ``w_min <= 1 <= w_max``. So ``w_max <= 1 +
R/b`` and ``log w_min >= -R/b``. Both are shifted to be positive.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decoding.responses.regularised import mixed_reward


def derived(i):
    """The density and the range of the reward over the strength."""
    reward = mixed_reward(i.policy, i.base, i.strength)
    return {"density": i.policy / i.base, "range": (xp.max(reward) - xp.min(reward)) / i.strength}


CLAIM = Claim(
    statement=r"0 \le \log\min w + R/b \quad\text{and}\quad \max w + R/b - 1 \le 2R/b",
    source=Source("arXiv:2407.13399", "bounds on the chi-PO policy", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), policy=Simplex(n, positive=True), strength=Ratio(xp.ratio(1, 16), 4), derived=derived
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.maximum(xp.max(i.density) - 1, -xp.log(xp.min(i.density))),
    rhs=lambda i: i.range,
    loose="equality at the base law only; R/b is the sum of the two and more",
    notes="Both bounds at once: max(w_max - 1, -log w_min) <= R/b.",
)
