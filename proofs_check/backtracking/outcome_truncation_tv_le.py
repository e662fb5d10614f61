"""Outcome-level rejection sampling, stopped after N proposals.

An accepted word follows the target exactly, and nothing is accepted with probability ``(1 - Z/M)^N``; so
the law is ``(1 - q) pi* + q phi``. Equality when the fallback never overlaps with the target.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import rejection_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import tilted


def derived(i):
    """A level of at least the largest reward, and the output law."""
    level = xp.max(i.reward) * (1 + i.surplus)
    return {"level": level, "output": rejection_law(i.base, i.reward, level, i.draws, i.fallback)}


def missed(i):
    """``(1 - Z/M)^N``."""
    return (1 - xp.dot(i.base, i.reward) / i.level) ** i.draws


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mathrm{OutcomeLevelRS}_N, \pi^*) \le (1 - Z/M)^N, \quad M \ge \max\tau",
    source=Source("arXiv:2510.03149", "Algorithm 6, truncated", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), reward=Simplex(n), fallback=Simplex(n), surplus=Ratio(0, 2), draws=Count(0, 6),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: total_variation(i.output, tilted(i.base, i.reward)),
    rhs=missed,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * missed(i),
    tight_at={"base": [1, 1], "reward": [0, 1], "fallback": [1, 0], "surplus": [0, 1], "draws": 1},
)  # fmt: skip
