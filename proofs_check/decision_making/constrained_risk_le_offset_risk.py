"""The constrained coefficient from the offset one.

For a decision law ``p`` and a model with ``E_p D <= eps^2``:
``E_p gap <= E_p[gap - gamma D] + gamma eps^2``. Take the largest over models, the smallest over ``p``, and
the best ``gamma``; 0 enters for laws that exclude every model. A size is (decisions, models).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table


def constrained(i):
    """``max of E_p gap over the models with E_p D <= budget``, and 0 when there is none; gaps are never negative."""
    regrets, gained = xp.dot(i.gaps, i.decisions), xp.dot(i.divergences, i.decisions)
    return xp.max(xp.where(gained <= i.budget, regrets, 0))


def bound(i):
    """``max(offset risk, 0) + gamma budget``."""
    risks = xp.dot(i.gaps - i.offset * i.divergences, i.decisions)
    return xp.max(xp.where(risks > 0, risks, 0)) + i.offset * i.budget


CLAIM = Claim(
    statement=r"\sup\{\mathbb E_p[\mathrm{gap}_M] : \mathbb E_p D_M \le \varepsilon^2\}"
    r" \le \max\bigl(\max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_M],\ 0\bigr) + \gamma\varepsilon^2",
    source=Source("arXiv:2312.16730", "Proposition 27, easy direction", status="derived"),
    space=lambda size: Space(
        gaps=Table(size[::-1], 0, 1), divergences=Table(size[::-1], 0, 2), decisions=Simplex(size[0]), budget=Ratio(0, 1),
        offset=Ratio(0, 8),
    ),
    sizes=((2, 2), (3, 4), (5, 10)),
    lhs=constrained,
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"gaps": [1, 1, 0, 0, 1], "divergences": [1, 1, 1, 1, 1], "decisions": [1, 1], "budget": [1, 1], "offset": [0, 1]},
)  # fmt: skip
