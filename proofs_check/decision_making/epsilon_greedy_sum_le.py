"""The sum of the rounds of epsilon-greedy: its widths, one round more at a time.

``sum_{t <= T} t^(-1/2) <= 2 sqrt T - 1``, with equality at ``T = 1``, as ``1/sqrt(T + 1) <= 2 sqrt(T + 1) - 2 sqrt T``, for all
real ``T >= 1``; the claim is written in ``u = 1/T`` and multiplied by ``sqrt u``. So rounds that cost at most ``epsilon +
2 sqrt(A L/(epsilon t))`` (`epsilon_greedy_round_le`) cost, with ``epsilon = (A L/T)^(1/3)``, at most ``A^(1/3) L^(1/3)
(5 T^(2/3) - 2 T^(1/6))`` in all, which is the bound of `epsilon_greedy_regret_le`.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space

CLAIM = Claim(
    statement=r"\frac1{\sqrt{T+1}} \le 2\sqrt{T+1} - 2\sqrt T,\ T \ge 1: \quad"
    r" \frac{u}{\sqrt{1+u}} \le 2\sqrt{1+u} - 2,\ u = 1/T",
    source=Source(
        "arXiv:2312.16730",
        "Proposition 4, sum of the rounds",
        status="second-hand",
        reading="quoted for its rate; one round more, in a form that is ours",
    ),
    space=Space(inverse=Ratio(0, 1)),
    lhs=lambda i: i.inverse / xp.sqrt(1 + i.inverse),
    rhs=lambda i: 2 * xp.sqrt(1 + i.inverse) - 2,
    trivial="nonnegative",
    tight_at=lambda k: {"inverse": [1, 2**k]},
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * (2 * xp.sqrt(1 + i.inverse) - 2),
)
