"""The atomless limit: on finer and finer uniform laws the KL divergence of Best-of-N reaches ``log N - (N - 1)/N``.

Doubling the number of equally likely responses at least halves the gap, eventually divides it by almost four.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

DRAWS = 2


def gap(size):
    """``log N - (N - 1)/N - sum_k q_k log(L q_k)`` with ``q_k = (k^N - (k-1)^N)/L^N``."""
    shares = xp.exact([xp.ratio(k**DRAWS - (k - 1) ** DRAWS, size**DRAWS) for k in range(1, size + 1)])
    two = xp.exact(DRAWS)
    return xp.log(two) - xp.ratio(DRAWS - 1, DRAWS) - xp.dot(shares, xp.log(size * shares))


CLAIM = Claim(
    statement=r"g_{2L} \le \tfrac12\,g_L,\ g_L = \log N - \tfrac{N-1}N - \mathrm{KL} \text{ on } L \text{ equal responses}",
    source=Source("arXiv:2406.00832", "atomless limit of the KL divergence", status="second-hand"),
    sizes=tuple(2**k for k in range(1, 9)),
    kind="trend",
    trend=gap,
    rhs=lambda size: xp.ratio(1, 2),
)
