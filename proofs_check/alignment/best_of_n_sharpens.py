"""Best-of-N with the model's own probability as score finds the most likely responses.

It misses them with probability ``(1 - p*)^N``, ``p*`` their mass, which is at most ``e^(-N p*)``: failure ``d`` needs
``N >= log(1/d)/p*`` draws. The first step is an equality; the second is sharp where ``p*`` is small, as for many equal responses.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n


def derived(i):
    """The most likely responses and their mass."""
    best = xp.at_least(i.base, xp.max(i.base))
    return {"best": best, "mass": xp.dot(i.base, best)}


CLAIM = Claim(
    statement=r"1 - \mathrm{BoN}_N(\arg\max p) \le (1-p^*)^N \le e^{-Np^*}",
    source=Source("arXiv:2412.01951", "Definition 3.1, sharpening by Best-of-N", status="derived"),
    space=lambda n: Space(base=Simplex(n), draws=Count(1, 20), derived=derived),
    sizes=(2, 3, 5, 12),
    chain=(
        lambda i: 1 - xp.dot(i.best, best_of_n(i.base, i.base, i.draws)),
        lambda i: (1 - i.mass) ** i.draws,
        lambda i: xp.exp(-i.draws * i.mass),
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * xp.exp(-i.draws * i.mass),
)
