"""Normalised groups of two samples can walk against the gradient.

With two samples the advantage is 1 and -1, whatever the rewards are: the update is that of the probability of winning a duel
(``two_samples_update_eq_duels``), and an action that often wins by little beats one that seldom wins by much. Take a policy
with weights 4, 32, 1 and rewards 0, 1/25, 1: the likely action lies below the mean reward 57/925, but wins more duels than it
loses, so that the update raises it and lowers the value. With rewards 0 and 1 this cannot happen (``group_normalised_binary``).
"""

from proofs_check.policy_optimisation._settings import bandit, gradient, sign
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def duels(i: Instance) -> Array:
    """The expected update of two samples, ``pi_b sum_a pi_a sign(r_b - r_a)``; (n,)."""
    wins = xp.stack([xp.dot(i.policy, sign(reward - i.reward)) for reward in i.reward])
    return i.policy * wins


CLAIM = Claim(
    statement=(
        r"0 \le \Big\langle \nabla V,\ \mathbb E\, \frac12 \sum_{j \le 2} \frac{r_j - \bar r}{\mathrm{std}(r)} \nabla"
        r" \log \pi(a_j) \Big\rangle"
    ),
    source=Source("arXiv:2402.03300", "equation (3) with groups of two", status="derived"),
    space=bandit,
    sizes=(3,),
    lhs=lambda i: 0,
    rhs=lambda i: xp.dot(gradient(i), duels(i)),
    expect="fails",
    falls="tempting form",
)
