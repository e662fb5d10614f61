"""The policy gradient, as a statement about steps of any length.

Raise the logit of one action by ``log(1 + t)``: the value changes by ``t/(1 + t pi_b)`` times ``E[r score_b]``, whose limit at
``t = 0`` is the identity of the score function.
"""

from proofs_check.policy_optimisation._settings import scores, value
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def moved(i: Instance) -> Array:
    """The change of the value when the first action's weight is multiplied by ``1 + t``."""
    weights = i.policy * xp.concatenate([1 + i.step[None], xp.ones((i.size - 1,), like=i.policy)])
    return xp.dot(weights, i.reward) / xp.sum(weights) - value(i)


def by_score(i: Instance) -> Array:
    """``t/(1 + t pi_b) E[r score_b]``."""
    return i.step / (1 + i.step * i.policy[0]) * xp.dot(i.policy * i.reward, scores(i)[:, 0])


CLAIM = Claim(
    statement=(
        r"V(\theta + \log(1 + t) e_b) - V(\theta) = \frac{t}{1 + t \pi_b}\, \mathbb E_\pi\big[r(a)\, \partial_b \log"
        r" \pi(a)\big]"
    ),
    source=Source("Williams 1992", "the score-function identity, softmax policies", status="derived"),
    space=lambda n: Space(policy=Simplex(n), reward=Table(n, 0, 1), step=Ratio(0, 3)),
    sizes=(2, 3, 4),
    relation="==",
    lhs=moved,
    rhs=by_score,
)
