"""The distance of the trajectories from those of the steps.

The chain rule without a logarithm (``hellinger_le_chain``) for the ``2H - 1`` conditional laws of a process: ``H`` rewards and
``H - 1`` next states. The constant is at most 8/3 up to ``H = 2`` and 3.46275 always; the literature has 100 log.
"""

from proofs_check.decision_making._settings_processes import trajectory_distances
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CONSTANTS = {1: xp.ratio(1, 1), 2: xp.ratio(8, 3), 3: xp.ratio(64, 21)}  # for one, up to four, and up to eight steps

CLAIM = Claim(
    statement=r"D_H^2(M(\pi), M'(\pi)) \le C\,\sum_h \mathbb E^{M,\pi}\bigl[D_H^2(P_h, P'_h) + D_H^2(R_h, R'_h)\bigr]",
    source=Source("arXiv:2112.13487", "Hellinger chain rule along trajectories, with a constant", status="derived"),
    space=trajectory_distances,
    sizes=((1, 2, 2), (2, 2, 2)),
    lhs=lambda i: i.whole,
    rhs=lambda i: CONSTANTS[i.size[2]] * i.local,
    loose="the best constant of the chain rule is known for two steps only (hellinger_le_chain_two)",
)
