"""The regret of the epsilon-greedy learner on the event that its estimates are good.

On the event ``|fhat_t - f*| <= w_t = sqrt(A L / (epsilon t))`` round ``t`` costs at most ``epsilon + min(1, 2
w_t)``. As ``sum_t t^(-1/2) <= 2 sqrt T - 1``, with equality at ``T = 1``, the sum over the rounds with ``epsilon = (A L /
T)^(1/3)`` is at most ``5 A^(1/3) T^(2/3) L^(1/3)`` less ``2 A^(1/3) T^(1/6) L^(1/3)``. To stay with whole powers ``A L = x^3
T`` and ``epsilon = x``. The proposition is quoted for its rate; the constants are ours.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space


def rounds(i):
    """``sum_t min(1, x + 2 x / sqrt(t / T))``, where ``w_t = x / sqrt(t/T)``."""
    time = xp.exact(np.arange(1, i.size + 1))
    return xp.sum(i.x + 2 * i.x * xp.sqrt(i.size / time))


CLAIM = Claim(
    statement=r"\sum_{t\le T} \varepsilon + 2\sqrt{A L/(\varepsilon t)} \le A^{1/3} L^{1/3} \bigl(5\,T^{2/3} - 2\,T^{1/6}\bigr),"
    r" \quad \varepsilon = (AL/T)^{1/3}",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 4, sum of the rounds",
        status="second-hand",
        reading="quoted for its rate; 5 and 2 are ours",
    ),
    space=lambda horizon: Space(x=Ratio(xp.ratio(1, 100), 1)),
    sizes=(1, 4, 16, 64),
    lhs=rounds,
    rhs=lambda i: i.x * (5 * i.size - 2 * xp.sqrt(i.size)),
    tight_at={"x": [1, 1]},
    sharpened=lambda i: i.x * (5 * i.size - xp.ratio(21, 10) * xp.sqrt(i.size)),
)
