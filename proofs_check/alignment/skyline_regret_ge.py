"""No rule beats the skyline.

On ``n`` outcomes with ``p`` uniform and a constant proxy, world ``i`` adds ``g_i``: ``(n - 1) d`` at ``i`` and ``-d``
elsewhere, so that ``eps^2 = E g_i^2 = (n - 1) d^2``. The comparator of world ``i`` has density ``1 + s g_i/d`` and coverage ``C
= 1 + (n - 1) s^2``, and under it ``g_i`` has the mean ``(n - 1) s d = eps sqrt(C - 1)``. A rule cannot tell the worlds apart,
and over them the ``g_i`` average to 0, so its mean regret is ``eps sqrt(C - 1)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space


def derived(i):
    """``eps^2``, ``C - 1`` and the mean of ``g_i`` under its comparator, each the same in every world."""
    n = i.size
    return {
        "square": n * i.drop**2 - i.drop**2,
        "excess": n * i.spread**2 - i.spread**2,
        "mean": (n * i.drop - i.drop) * i.spread,
    }


def worst(i):
    """``max over worlds of E_comparator g - E_law g``, where ``E_law g_i = d (n law(i) - 1)``."""
    return xp.max(i.mean - i.drop * (i.size * i.law - 1))


CLAIM = Claim(
    statement=r"\varepsilon\sqrt{C-1} \le \max_i\; \mathbb E_{\pi_i}[g_i] - \mathbb E_{\pi}[g_i]"
    r" \text{ for every law } \pi",
    source=Source("arXiv:2503.21878", "Proposition 2.1, with the sharp constant", status="derived"),
    space=lambda n: Space(law=Simplex(n), spread=Ratio(0, 1), drop=Ratio(0, 1), derived=derived),
    sizes=(2, 3, 5, 7),
    lhs=lambda i: xp.sqrt(i.square * i.excess),
    rhs=worst,
    sharpened=lambda i: xp.ratio(99, 100) * worst(i),
    tight_at={"law": [1, 1], "spread": [1, 2], "drop": [1, 3]},
    notes="Comparators are laws for 0 <= spread <= 1.",
)
