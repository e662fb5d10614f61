"""What regularisation costs when the proxy is perfect, by the threshold of the policy: a theorem for all numbers of responses.

The skyline bound at ``eps = 0`` against the base law conditioned on the best responses: at most ``(b/2)(C(pi*) - C(pi_b))``. A
strength found by sorting is in `perfect_proxy_bias_le`.
"""

from proofs_check.alignment._settings import responses
from proofs_check.alignment._settings_thresholds import threshold_policy
from proofs_check.alignment.perfect_proxy_bias_le import bound
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The strength and the policy, and the base law conditioned on the best responses."""
    best = i.base * xp.at_least(i.reward, xp.max(i.reward))
    return {**threshold_policy(i), "target": best / xp.sum(best)}


CLAIM = Claim(
    statement=r"\pi_b = p\,(r^* - \lambda)_+ / b,\ b = \mathbb E_p(r^* - \lambda)_+ > 0:"
    r" \quad J(\pi^*) - J(\pi_b) \le \tfrac b2\bigl(C(\pi^*) - C(\pi_b)\bigr), \quad \pi^* = p(\cdot \mid \arg\max r^*)",
    source=Source("arXiv:2503.21878", "bias of the chi-square policy, by its threshold", status="derived"),
    space=lambda n: responses(n, threshold=Ratio(-2, 1), derived=derived),
    sizes=(2, 3, 5, 8),
    given={"some reward is above the threshold": lambda i: i.strength > 0},
    lhs=lambda i: xp.dot(i.target - i.policy, i.reward),
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
