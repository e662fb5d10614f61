"""The atomless limit: on finer and finer uniform laws the win rate of Best-of-N reaches ``N/(N + 1)``.

The gap is about ``N (N - 1)/(12 L^2)`` on ``L`` equally likely responses: doubling ``L`` divides it by about four.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

DRAWS = 4


def gap(size):
    """``N/(N + 1) - sum_k ((k/L)^N - ((k-1)/L)^N)(2k - 1)/(2L)``."""
    wins = sum((k**DRAWS - (k - 1) ** DRAWS) * (2 * k - 1) for k in range(1, size + 1))
    return xp.exact(xp.ratio(DRAWS, DRAWS + 1) - xp.ratio(wins, 2 * size ** (DRAWS + 1)))


CLAIM = Claim(
    statement=r"\frac N{N+1} - W_{2L} \le \tfrac13\Bigl(\frac N{N+1} - W_L\Bigr) \text{ along } L = 2, 4, \dots, 4096",
    source=Source("arXiv:2406.00832", "atomless limit of the win rate", status="second-hand"),
    sizes=tuple(2**k for k in range(1, 13)),
    kind="trend",
    trend=gap,
    rhs=lambda size: xp.ratio(1, 3),
)
