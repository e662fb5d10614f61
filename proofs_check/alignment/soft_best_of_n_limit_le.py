"""The cold limit of soft Best-of-N: Best-of-N against the law of its best responses.

With ``q`` the base mass of the best responses, ``KL = -log(1 - (1 - q)^N) <= log(1 + (1/q - 1)/N)``: in rational form
``1/(1 - (1 - q)^N) <= 1 + (1/q - 1)/N``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space
from theory_lab.decoding.choice.best_of_n import pass_at


def bound(i):
    """``1 + (1/q - 1)/N``."""
    return 1 + (1 / i.mass - 1) / i.draws


CLAIM = Claim(
    statement=r"\frac1{1 - (1-q)^N} \le 1 + \frac{1/q - 1}N",
    source=Source("arXiv:2505.03156", "soft Best-of-N against the tilted policy, zero temperature", status="derived"),
    space=Space(mass=Ratio(xp.ratio(1, 1024), 1), draws=Count(1, 200)),
    lhs=lambda i: 1 / pass_at(i.mass, i.draws),
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"mass": [1, 2], "draws": 1},
)
