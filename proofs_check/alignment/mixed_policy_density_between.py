"""The policy regularised by chi-square and KL has a bounded and positive density.

``R/b = w_max - w_min + log(w_max/w_min)`` for a reward of range ``R``, and ``w_min <= 1 <= w_max``. So ``w_max <= 1 +
R/b`` and ``log w_min >= -R/b``, each a claim.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decoding.responses.regularised import mixed_reward


def derived(i):
    """The density and the range of the reward over the strength."""
    reward = mixed_reward(i.policy, i.base, i.strength)
    return {"density": i.policy / i.base, "range": (xp.max(reward) - xp.min(reward)) / i.strength}


def bounded(statement, label, lhs):
    """What is at most the range of the reward over the strength."""
    return Claim(
        statement=statement + r" \le R/b",
        source=Source("arXiv:2407.13399", f"bounds on the chi-PO policy, {label}", status="derived"),
        space=lambda n: Space(
            base=Simplex(n, positive=True), policy=Simplex(n, positive=True), strength=Ratio(xp.ratio(1, 16), 4), derived=derived
        ),
        sizes=(2, 3, 5),
        lhs=lhs,
        rhs=lambda i: i.range,
        loose="equality at the base law only; R/b is the sum of the two and more",
    )


CLAIMS = {
    "above": bounded(r"\max w - 1", "from above", lambda i: xp.max(i.density) - 1),
    "below": bounded(r"-\log\min w", "from below", lambda i: -xp.log(xp.min(i.density))),
}
