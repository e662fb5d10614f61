"""Truncated importance weights are biased downwards, by no more than a hockey-stick divergence.

``p - min(p, c q) = (p - c q)_+`` at every outcome, times ``f`` between 0 and 1: equality where ``f = 1`` if weights are cut.
"""

from proofs_check.divergences._settings import pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Table
from theory_lab.measures.divergences import hockey_stick
from theory_lab.numbers import Array


def truncated(i: Instance) -> Array:
    """The mean by weights ``min(p/q, c)`` under ``q``."""
    return xp.dot(xp.minimum(i.p, i.c * i.q), i.f)


CLAIM = Claim(
    statement=r"\mathbb E_q\big[\min(\tfrac pq, c) f\big] \le \mathbb E_p f"
    r" \le \mathbb E_q\big[\min(\tfrac pq, c) f\big] + E_c(p \| q), \quad 0 \le f \le 1",
    source=Source("Ionides 2008", "truncated importance sampling, bias", status="derived"),
    space=lambda n: pair(n, f=Table(n, 0, 1), c=Ratio(1, 20)),
    sizes=(2, 3, 4),
    chain=(
        truncated,
        lambda i: xp.dot(i.p, i.f),
        lambda i: truncated(i) + hockey_stick(i.p, i.q, i.c),
    ),
    tight_at={"p": [1, 1], "q": [1, 1], "f": [1, 1, 0], "c": [1, 1]},
)
