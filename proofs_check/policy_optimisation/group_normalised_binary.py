"""Rewards 0 and 1: normalised groups follow the gradient, with a weight that depends on the difficulty.

With ``K`` successes of ``G``, success chance ``p``: the expected update is ``grad V E sqrt(K (G - K)) / (G p (1 - p))``. The
first action alone fails.
"""

from proofs_check.policy_optimisation._settings import gradient, group_mean, normalised, told_apart
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Simplex, Source, Space
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """Rewards: 0 for the first action, 1 for the others."""
    return {"reward": xp.concatenate([xp.zeros((1,), like=i.policy), xp.ones((len(i.policy) - 1,), like=i.policy)])}


def weighted(i: Instance) -> Array:
    """The gradient times ``E sqrt(K (G - K))/(G p (1 - p))``, with one factor of ``p (1 - p)`` cancelled in every term."""
    p, group = 1 - i.policy[0], i.group
    terms = [
        xp.binomial(group, k) * p ** (k - 1) * (1 - p) ** (group - k - 1) * xp.sqrt(xp.exact(k * (group - k)))
        for k in range(1, group)
    ]
    return told_apart(gradient(i)) * xp.sum(xp.stack(terms)) / group


CLAIM = Claim(
    statement=(
        r"\mathbb E\, \frac1G \sum_j \frac{r_j - \bar r}{\mathrm{std}(r)}\, \nabla \log \pi(a_j)"
        r" = \frac{\mathbb E \sqrt{K (G - K)}}{G\, p (1 - p)}\, \nabla V, \quad r \in \{0, 1\}"
    ),
    source=Source("arXiv:2503.20783", "Section 3, the bias towards hard and easy prompts, exactly", status="derived"),
    space=lambda n: Space(policy=Simplex(n), group=Count(2, 4), derived=derived),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: told_apart(group_mean(i, i.group, normalised)),
    rhs=weighted,
)
