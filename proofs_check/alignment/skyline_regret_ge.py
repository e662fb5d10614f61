"""No rule beats the skyline.

On ``n`` outcomes with ``p`` uniform and a constant proxy, world ``i`` adds ``g_i``: ``a`` at ``i`` and
``-a/(n - 1)`` elsewhere, so that ``E g_i^2 = eps^2`` with ``a = eps sqrt(n - 1)``. The comparator of world
``i`` has density ``1 + sqrt(C - 1) g_i/eps`` and coverage ``C``. A rule sees the same in every world, and
the mean over worlds of ``g_i`` is 0, so its mean regret is ``eps sqrt(C - 1)``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space


def derived(i):
    """The reward shifts and comparators of all worlds, shape (n, n), with ``sqrt(C - 1) = spread sqrt(n - 1)``."""
    n = i.size
    unit = np.eye(n, dtype=int) * n - 1  # (n - 1) times a world's shift, in units of a
    spread = i.spread * xp.sqrt(n - 1)
    shifts = i.error * xp.sqrt(n - 1) * unit / (n - 1)
    return {"shifts": shifts, "comparators": (1 + i.spread * unit) / n, "skyline": i.error * spread}


def worst(i):
    """``max over worlds of E_comparator g - E_law g``."""
    return xp.max(xp.sum((i.comparators - i.law) * i.shifts, axis=1))


CLAIM = Claim(
    statement=r"\varepsilon\sqrt{C-1} \le \max_i\; \mathbb E_{\pi_i}[g_i] - \mathbb E_{\pi}[g_i]"
    r" \text{ for every law } \pi",
    source=Source("arXiv:2503.21878", "Proposition 2.1, with the sharp constant", status="derived"),
    space=lambda n: Space(law=Simplex(n), spread=Ratio(0, 1), error=Ratio(0, 1), derived=derived),
    sizes=(2, 3, 5, 7),
    lhs=lambda i: i.skyline,
    rhs=worst,
    sharpened=lambda i: xp.ratio(99, 100) * worst(i),
    tight_at={"law": [1, 1], "spread": [1, 2], "error": [1, 3]},
    notes="C = 1 + (n - 1) spread^2; comparators are laws for 0 <= spread <= 1, and eps = error.",
)
