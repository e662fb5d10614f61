"""Error amplification of the action-level sampler on classic counting problems.

``kappa`` is the measured error of each verifier (coarse counters, two-point, log-uniform, biased, delayed, log-normal
errors, rollouts); every factor of ``P/pi*`` but the last lies in ``[kappa^-2, kappa^2]``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.stepwise.samplers import stepwise_law


def amplification(i):
    """The largest of ``P/pi*`` and ``pi*/P``, and its bound."""
    sampled = stepwise_law(i.tree, i.steps, i.guide)
    return xp.max(xp.maximum(sampled / i.target, i.target / sampled)), i.kappa ** (2 * (i.tree.depth - 1))


CLAIM = Claim(
    statement=r"\kappa^{-2(H-1)} \le P(y)/\pi^*(y) \le \kappa^{2(H-1)}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "error amplification of ActionLevelRS, self-reducible problems", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda pair: amplification(case(*pair)),
)
