"""Win rates by two rewards differ by the pairwise error.

Both mid-distribution functions are means over the same second response; the absolute value goes inside.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table


def wins(reward):
    """``1{r(y) > r(y')}`` with 1/2 for ties, shape (n, n)."""
    return (xp.at_least(reward[:, None], reward[None]) + 1 - xp.at_least(reward[None], reward[:, None])) / 2


def derived(i):
    """The win rates of all responses against the base law, by both rewards, and the pairwise error."""
    truth, proxy = wins(i.reward), wins(i.proxy)
    error = xp.dot(i.base, xp.dot(abs(truth - proxy), i.base))
    return {"truth": xp.dot(truth, i.base), "seen": xp.dot(proxy, i.base), "error": error}


CLAIM = Claim(
    statement=r"\mathbb E_p|\hat F - F^*| \le e_{\mathrm{pw}}",
    source=Source("arXiv:2603.05739", "win rates under a pairwise error", status="derived"),
    space=lambda n: Space(base=Simplex(n), proxy=Table(n, 0, 1), reward=Table(n, 0, 1), derived=derived),
    sizes=(2, 3, 5, 7),
    lhs=lambda i: xp.dot(i.base, abs(i.seen - i.truth)),
    rhs=lambda i: i.error,
    sharpened=lambda i: xp.ratio(99, 100) * i.error,
    tight_at={"base": [1, 1], "proxy": [1, 1, 0], "reward": [1, 0, 1]},
)
