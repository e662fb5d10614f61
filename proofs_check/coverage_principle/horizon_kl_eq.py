"""At convergence the divergence grows linearly in the horizon.

Three classes of prompts: one valid path; ``H/2`` layers of two nodes whose rule cannot be learnt, where the
model is uniform; four layers of two nodes, uniform in both. Only the second class costs anything, ``(H/2) log
2`` each.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space
from theory_lab.measures.divergences import kl
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
    statement=r"\mathrm{KL}(\pi_D \| \hat\pi) = w_2 \tfrac{H}{2} \log 2",
    source=Source("arXiv:2510.15020", "exact analogue of Figure 2", status="derived"),
    space=lambda horizon: Space(classes=Simplex(3)),
    sizes=(8, 16, 24),
    relation="==",
    lhs=lambda i: kl(*laws(i)),
    rhs=lambda i: i.classes[1] * (i.size // 2) * xp.log(xp.full((), 2, i.classes)),
)
