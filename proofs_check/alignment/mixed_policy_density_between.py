"""The policy regularised by chi-square and KL has a bounded and positive density.

``R/b = w_max - w_min + log(w_max/w_min)`` for a reward of range ``R``, and ``w_min <= 1 <= w_max``. So ``w_max - 1 + log w_max <=
R/b`` and ``1 - w_min - log w_min <= R/b``, each a claim and sharp where the other end of the density is near 1; hence ``w_max <=
1 + R/b`` and ``log w_min >= -R/b``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decoding.responses.regularised import mixed_reward


def derived(i):
    """The density and the range of the reward over the strength."""
    reward = mixed_reward(i.policy, i.base, i.strength)
    return {"density": i.policy / i.base, "range": (xp.max(reward) - xp.min(reward)) / i.strength}


def bounded(statement, label, lhs, policy):
    """What is at most the range of the reward over the strength, and the weights of a near equality by ``k``."""
    return Claim(
        statement=statement + r" \le R/b",
        source=Source("arXiv:2407.13399", f"bounds on the chi-PO policy, {label}", status="derived"),
        space=lambda n: Space(
            base=Simplex(n, positive=True), policy=Simplex(n, positive=True), strength=Ratio(xp.ratio(1, 16), 4), derived=derived
        ),
        sizes=(2, 3, 5),
        lhs=lhs,
        rhs=lambda i: i.range,
        tight_at=lambda k: {"base": [4**k, 1], "policy": policy(4**k), "strength": [1, 1]},
        rate="1 - ratio of order 4^(-k)",
    )


CLAIMS = {
    "above": bounded(
        r"\max w - 1 + \log\max w",
        "from above",
        lambda i: xp.max(i.density) - 1 + xp.log(xp.max(i.density)),
        lambda n: [n - 1, 2],
    ),
    "below": bounded(
        r"1 - \min w - \log\min w",
        "from below",
        lambda i: 1 - xp.min(i.density) - xp.log(xp.min(i.density)),
        lambda n: [2 * n + 1, 1],
    ),
}
