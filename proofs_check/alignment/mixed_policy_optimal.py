"""The policy regularised by chi-square and KL is optimal, with the exact gap.

At the reward ``b (w + log w)`` the objective ``E rhat - b (chi2/2 + KL)`` is concave with gradient constant at the
policy, and the gap to another policy is the Bregman divergence ``b (||w - w'||^2/2 + KL(pi' || pi))``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decoding.responses.regularised import mixed_divergence, mixed_reward
from theory_lab.measures.divergences import kl


def gap(i):
    """The objective at the policy minus the objective at the other one."""
    reward = mixed_reward(i.policy, i.base, i.strength)
    gained = xp.dot(i.policy, reward) - xp.dot(i.other, reward)
    return gained - i.strength * (mixed_divergence(i.policy, i.base) - mixed_divergence(i.other, i.base))


def loss(i):
    """``b (||w - w'||^2/2 + KL(other || policy))``."""
    return i.strength * (xp.sum((i.policy - i.other) ** 2 / i.base) / 2 + kl(i.other, i.policy))


CLAIM = Claim(
    statement=r"\hat r = b(w + \log w) \implies F(\pi) - F(\pi') = b\bigl(\tfrac12\|w - w'\|^2 + \mathrm{KL}(\pi'\|\pi)\bigr),"
    r" \quad F = \hat J - b\bigl(\tfrac12\chi^2 + \mathrm{KL}\bigr)",
    source=Source("arXiv:2407.13399", "link function of chi-PO, optimality identity", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), policy=Simplex(n, positive=True), other=Simplex(n), strength=Ratio(xp.ratio(1, 16), 4)
    ),
    sizes=(2, 3, 5),
    relation="==",
    lhs=gap,
    rhs=loss,
)
