"""A tree of states is as hard as a bandit with one arm for each (state, action).

From the root the first action leads to one of two leaves, the second action there pays a fair coin, but one of excess
``D`` in one of the four cells. A policy reaches one cell, so trajectories differ by ``P(cell) h(D)``; averaging over
the cells gives the value of the bandit with four arms at every law on policies, with equality for the uniform one.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.processes import trajectories
from theory_lab.measures.divergences import hellinger2

CELLS = [(leaf, action) for leaf in (1, 2) for action in (0, 1)]
KERNEL = np.array([[[[0, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 1, 0]], [[0, 0, 1], [0, 0, 1]]]])
CHOICES = [(first, second, third) for first in (0, 1) for second in (0, 1) for third in (0, 1)]


def policies():
    """All policies (H, N, S, A) by their actions at the root and at both leaves."""
    chosen = np.array([[[first, 0, 0] for first, _, _ in CHOICES], [[0, second, third] for _, second, third in CHOICES]])
    return (chosen[..., None] == np.arange(2)).astype(int)


def derived(i):
    """Risk of the law against the four models, and the distance of one coin from a fair one."""
    half, initial, kernels = xp.exact("1/2"), xp.exact([1, 0, 0]), xp.exact(KERNEL)

    def process(cell):
        lucky = np.zeros((2, 3, 2), dtype=int)
        if cell is not None:
            lucky[1, cell[0], cell[1]] = 1
        return xp.stack([(half + i.shift * lucky).T, (half - i.shift * lucky).T]).T

    played = policies()
    risks = []
    for cell in CELLS:
        pairs = [
            [trajectories.trajectory_law(kernels, rewards, initial, played[:, n]) for rewards in (process(cell), process(None))]
            for n in range(len(CHOICES))
        ]
        reached = np.array([(first + 1, (second, third)[first]) == cell for first, second, third in CHOICES], dtype=int)
        far = xp.stack([2 * hellinger2(*pair) for pair in pairs])
        risks.append(xp.dot(i.decisions, i.shift * (1 - reached) - i.offset * far))
    coin = xp.stack([half + i.shift, half - i.shift])
    return {"risk": xp.max(xp.stack(risks)), "coin": 2 * hellinger2(coin, xp.stack([half, half]))}


CLAIM = Claim(
    statement=r"\max_M \mathbb E_p\bigl[f^M(\pi_M) - f^M(\pi) - \gamma D_H^2(M(\pi), \bar M(\pi))\bigr]"
    r" \ge \Delta\Bigl(1-\frac1N\Bigr) - \frac{\gamma\,h(\Delta)}N, \quad N = \text{number of cells}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2112.13487", "tabular lower bound, exact value on the smallest tree", status="derived"),
    space=lambda size: Space(shift=Ratio(0, xp.ratio(1, 2)), offset=Ratio(0, 64), decisions=Simplex(8), derived=derived),
    sizes=((1, 1), (8, 1), (1, 2), (8, 2), (1, 5), (8, 5)),
    kind="witness",
    witness=lambda size: {"shift": [size[0], 32], "offset": [4, 1], "decisions": [1 + k * (size[1] - 1) for k in range(8)]},
    lhs=lambda i: xp.ratio(3, 4) * i.shift - i.offset * i.coin / 4,
    rhs=lambda i: i.risk,
    notes="Sizes are the excess in 32nds and how uneven the law on policies is; equality for the uniform one.",
)
