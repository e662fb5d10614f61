"""The best response among the frequent ones is safe from rare hacks.

The two errors that can mislead sit on two responses of mass at least ``alpha`` and share one budget: ``(a + b)^2 <= 2
(a^2 + b^2) <= 2 eps^2/alpha``, half of the square of ``2 eps/sqrt alpha`` that two separate errors would give. Of
several largest proxies the worst is returned.
"""

from proofs_check.alignment._settings import with_proxy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source


def derived(i):
    """The threshold, a share of the largest mass, and what the worst largest-proxy response loses to the best frequent one."""
    level = i.share * xp.max(i.base)
    frequent = xp.at_least(i.base, level)
    top = xp.max(xp.where(frequent > 0, i.proxy, -1))
    chosen = frequent * xp.at_least(i.proxy, top)
    best = xp.max(xp.where(frequent > 0, i.reward, -1))
    return {"level": level, "loss": best - xp.min(xp.where(chosen > 0, i.reward, 2))}


def bound(i):
    """``2 eps^2 / alpha``."""
    return 2 * xp.dot(i.base, (i.proxy - i.reward) ** 2) / i.level


CLAIM = Claim(
    statement=r"\hat y = \arg\max\{\hat r(y) : p(y) \ge \alpha\}: \quad \bigl(r^*(y^*) - r^*(\hat y)\bigr)^2 \le"
    r" 2\varepsilon^2/\alpha"
    r" \text{ for } p(y^*) \ge \alpha",
    source=Source("arXiv:2510.03199", "Best-of-Majority with one answer, explicit form", status="derived"),
    space=lambda n: with_proxy(n, share=Ratio(xp.ratio(1, 16), 1), derived=derived),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: i.loss**2,
    rhs=bound,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"base": [1, 1], "proxy": [4, 1, 1], "reward": [2, 1, 0], "share": [1, 1]},
)  # fmt: skip
