"""The target of sharpening by reinforcement learning puts its mass on the most likely response.

``p^(1+a)/Z`` with ``a = 1/b``: relative to the most likely response of mass ``p*``, another of mass at most
``p*/(1+g)`` loses the factor ``(1 + g)^(-a)``. So the mass elsewhere is at most ``((1 - p*)/p*)(1 + g)^(-a)``, which
is ``d`` at ``b = log(1+g)/log((1-p*)/(d p*))``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space


def derived(i):
    """The largest mass, the second, and the powers."""
    top = xp.max(i.base)
    second = xp.max(xp.where(i.base < top, i.base, 0))
    return {"top": top, "second": second, "ties": xp.sum(xp.at_least(i.base, top)), "powers": i.base ** (i.order + 1)}


def bound(i):
    """``((1 - p*)/p*)(p_second/p*)^a``."""
    return (1 - i.top) / i.top * (i.second / i.top) ** i.order


CLAIM = Claim(
    statement=r"1 - \frac{p^{1+1/b}(y^*)}Z \le \frac{1-p^*}{p^*}(1+g)^{-1/b}, \quad p^* \ge (1+g)\,p(y')",
    source=Source("arXiv:2412.01951", "sharpened target of the RL objective, explicit strength", status="derived"),
    space=lambda n: Space(base=Simplex(n), order=Count(1, 12), derived=derived),
    sizes=(2, 3, 5, 8),
    given={"the most likely response is unique": lambda i: i.ties <= 1},
    necessary=("the most likely response is unique",),
    lhs=lambda i: 1 - i.top ** (i.order + 1) / xp.sum(i.powers),
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    notes="1/b = order, a whole number.",
)
