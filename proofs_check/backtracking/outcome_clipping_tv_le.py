"""Outcome-level rejection sampling with too small a level.

The accepted law is proportional to ``pi_ref min(tau, M)``; normalising the clipped mass away changes the
target by at most the part of ``Z`` that is cut off. Approached when one rare word of huge reward is clipped
to almost nothing.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import truncated_target
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import tilted


def cut(i):
    """``E_ref (tau - M)_+ / Z``."""
    return xp.dot(i.base, xp.maximum(i.reward - i.level, 0)) / xp.dot(i.base, i.reward)


CLAIM = Claim(
    statement=r"\mathrm{TV}(\text{accepted law}, \pi^*) \le \mathbb E_{\mathrm{ref}}(\tau - M)_+/Z",
    source=Source("arXiv:2510.03149", "Algorithm 6, clipped", status="derived"),
    space=lambda n: Space(base=Simplex(n, positive=True), reward=Simplex(n), level=Ratio(xp.ratio(1, 64), 1)),
    sizes=(2, 3, 5),
    lhs=lambda i: total_variation(truncated_target(i.base * i.reward, i.base, i.level), tilted(i.base, i.reward)),
    rhs=cut,
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * cut(i),
)
