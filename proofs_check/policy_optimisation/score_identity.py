"""The policy gradient, as a statement about steps of any length.

Raise the logits of some actions ``B`` by ``log(1 + t)``: the value changes by ``t/(1 + t pi(B))`` times the mean of ``r`` times
the scores of these, whose limit at ``t = 0`` is the identity of the score function. One action is such a set; of several the
scores, which are ``1_B - pi(B)`` in sum, add up.
"""

from proofs_check.policy_optimisation._settings import value
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def raised(i: Instance) -> dict[str, Array]:
    """The actions that are raised, those of a large mark, and their probability."""
    members = xp.at_least(i.mark, xp.ratio(1, 2))
    return {"members": members, "chance": xp.dot(i.policy, members)}


def moved(i: Instance) -> Array:
    """The change of the value when the weights of the actions are multiplied by ``1 + t``."""
    weights = i.policy * (1 + i.step * i.members)
    return xp.dot(weights, i.reward) / xp.sum(weights) - value(i)


def by_score(i: Instance) -> Array:
    """``t/(1 + t pi(B)) E[r (1_B - pi(B))]``."""
    return i.step / (1 + i.step * i.chance) * xp.dot(i.policy * i.reward, i.members - i.chance)


CLAIM = Claim(
    statement=(
        r"V(\theta + \log(1 + t) e_B) - V(\theta) = \frac{t}{1 + t \pi(B)}\, \mathbb E_\pi\big[r(a)\, \textstyle\sum_{b \in B}"
        r" \partial_b \log \pi(a)\big]"
    ),
    source=Source("Williams 1992", "the score-function identity, softmax policies", status="derived"),
    space=lambda n: Space(policy=Simplex(n), reward=Table(n, 0, 1), mark=Table(n, 0, 1), step=Ratio(0, 3), derived=raised),
    sizes=(2, 3, 4),
    relation="==",
    lhs=moved,
    rhs=by_score,
)
