"""Two samples, normalised: the update is the gradient of winning a duel.

``E (1/2) sum_j A_j score(a_j)`` with ``A = (r - mean)/std`` of the group is ``pi_b sum_a pi_a sign(r_b - r_a)``: rewards count
by their order alone. This is what ``refuted.group_normalised_ascends`` stands on.
"""

from proofs_check.policy_optimisation._settings import bandit, group_mean, normalised, sign, told_apart
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def by_order(i: Instance) -> Array:
    """``pi_b (P(r < r_b) - P(r > r_b))``, told apart."""
    chances = [xp.sum(i.policy * sign(own - i.reward)) for own in i.reward]
    return told_apart(xp.stack(chances) * i.policy)


CLAIM = Claim(
    statement=(
        r"\mathbb E\, \frac12 \sum_{j \le 2} \frac{r_j - \bar r}{\mathrm{std}(r)}\, \partial_b \log \pi(a_j) = \pi_b"
        r" \sum_a \pi_a\, \mathrm{sign}(r_b - r_a)"
    ),
    source=Source("arXiv:2402.03300", "equation (3) with groups of two, in closed form", status="derived"),
    space=bandit,
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: told_apart(group_mean(i, 2, normalised)),
    rhs=by_order,
)
