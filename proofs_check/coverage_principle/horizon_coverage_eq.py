"""At convergence the coverage does not depend on the horizon.

The classes of ``horizon_kl_eq``: the second one is uncovered up to ``N = 2^(H/2)``, and nothing else is. At
``H = 8`` and ``N = 16`` the ratio is exactly ``N``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def laws(i: Instance) -> tuple[Array, Array]:
    """Data and model on pairs of class and response: the path, the rule's path and all others, 16 paths."""
    choices = 2 ** (i.size // 2)
    first, second, third = i.classes
    spread = np.ones(16, dtype=np.int64) * third[None] / 16
    data = xp.concatenate([xp.stack([first, second, 0 * second]), spread])
    model = xp.concatenate([xp.stack([first, second / choices, second * (choices - 1) / choices]), spread])
    return data, model


CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(\pi_D \| \hat\pi) = w_2 \quad (1 < N \le 16,\ H \ge 8)",
    source=Source("arXiv:2510.15020", "exact analogue of Figure 2", status="derived"),
    space=lambda horizon: Space(classes=Simplex(3), level=Ratio(xp.ratio(65, 64), 16)),
    sizes=(8, 16, 24),
    relation="==",
    lhs=lambda i: coverage(*laws(i), i.level),
    rhs=lambda i: i.classes[1],
    tight_at={"classes": [94, 5, 1], "level": [16, 1]},
)
