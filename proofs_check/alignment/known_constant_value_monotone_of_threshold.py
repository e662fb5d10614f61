"""Scaling with a known normalising constant, in terms of the threshold: a theorem for every number of responses.

As in `known_constant_value_monotone`, with the policy ``p (rhat - lambda)_+/b`` of a threshold in place of the maximiser of
strength ``b = E_p (rhat - lambda)_+``, which it is (`pessimistic_policy_optimal_of_threshold`). The ``room`` is ``1 - lambda``.
"""

from proofs_check.alignment._settings import with_proxy
from proofs_check.alignment._settings_thresholds import policy_above
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Ratio, Source
from theory_lab.decoding.choice.rejection import first_accepted
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The strength and the policy of the threshold."""
    strength, policy = policy_above(i.base, i.proxy, 1 - i.room)
    return {"strength": strength, "policy": policy}


def distance(i: Instance, draws: int) -> Array:
    """``J(pi_b) - J(out_N)``, how far the value is from its limit."""
    accepted = xp.maximum(i.proxy - 1 + i.room, 0) / i.room
    return xp.dot(i.policy - first_accepted(i.base, accepted, draws, i.base), i.reward)


CLAIM = Claim(
    statement=r"b = \mathbb E_p(\hat r - \lambda)_+ > 0,\ \pi_b = p\,(\hat r - \lambda)_+/b: \quad"
    r" J(\pi_b) - J(\mathrm{out}_{N+1}) = \eta\,\bigl(J(\pi_b) - J(\mathrm{out}_N)\bigr),"
    r" \quad \eta = 1 - \frac{b}{1 - \lambda},\ \mathrm{out}_0 = p",
    source=Source("arXiv:2503.21878", "scaling monotonicity, by the threshold of the policy", status="derived"),
    space=lambda n: with_proxy(n, room=Ratio(xp.ratio(1, 16), 3), draws=Count(0, 16), derived=derived),
    sizes=(2, 3, 5),
    given={"some proxy is above the threshold": lambda i: i.strength > 0},
    relation="==",
    lhs=lambda i: distance(i, i.draws + 1),
    rhs=lambda i: (1 - i.strength / i.room) * distance(i, i.draws),
)
