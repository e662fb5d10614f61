"""Softmax policies: the gradient is at least the gap times the mass of a best action.

Non-uniform Lojasiewicz inequality: the coordinate of the best action alone is ``pi* (r* - V)``.
"""

from proofs_check.policy_optimisation._settings import bandit, gradient, value
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def best_mass(i: Instance) -> Array:
    """The largest mass of an action of the largest reward."""
    return xp.max(i.policy * xp.at_least(i.reward, xp.max(i.reward)))


CLAIM = Claim(
    statement=r"\pi(a^*)^2\, (V^* - V)^2 \le |\nabla V|^2",
    source=Source("arXiv:2005.06392", "Lemma 3, non-uniform Lojasiewicz inequality", status="second-hand"),
    space=bandit,
    sizes=(2, 3, 4),
    lhs=lambda i: best_mass(i) ** 2 * (xp.max(i.reward) - value(i)) ** 2,
    rhs=lambda i: xp.sum(gradient(i) ** 2),
    loose="with n - 1 other actions of one reward the coordinates of the others add 1/(n - 1) of the square of the first",
)
