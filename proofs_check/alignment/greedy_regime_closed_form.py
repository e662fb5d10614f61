"""The chi-square regularised policy when regularisation is weak.

With ``q`` the mass of the best responses and ``g`` their lead over the others, ``lambda = max rhat - b/q`` is at or
above the second reward as long as ``b <= q g``: only the best responses are left.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.responses.pessimism import pessimistic_policy


def derived(i):
    """The reward, at most 1 and 1 for the first response, the greedy policy, and a strength of the greedy regime."""
    reward = xp.concatenate([xp.ones((1,), like=i.rest), i.rest])
    best = xp.at_least(reward, 1)
    lead = 1 - xp.max(xp.where(reward < 1, reward, 0))
    mass = xp.dot(i.base, best)
    return {"reward": reward, "greedy": i.base * best / mass, "strength": i.share * mass * lead}


CLAIM = Claim(
    statement=r"b \le q\,g \implies \pi_b = p(\cdot \mid \arg\max\hat r)",
    source=Source("arXiv:2503.21878", "greedy regime of the chi-square policy", status="derived"),
    space=lambda n: Space(base=Simplex(n, positive=True), rest=Table(n - 1, 0, 1), share=Ratio(0, 1), derived=derived),
    sizes=(2, 3, 5, 8),
    relation="==",
    lhs=lambda i: xp.sum(abs(pessimistic_policy(i.base, i.reward, i.strength) - i.greedy)),
    rhs=lambda i: 0,
    notes="Strength 0 is the limit, and included.",
)
