"""Distances of the steps against the distance of the trajectories.

Given the past, ``2H - 1`` conditional laws differ: ``H`` rewards and ``H - 1`` next states. The first costs at most
the distance of the trajectories, any other at most twice that (``conditional_hellinger_le_joint``); the literature
has a factor 4 for each. Conversely the chain rule without logarithm applies to these ``2H - 1`` steps.
"""

from proofs_check.decision_making._settings_processes import trajectory_distances
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\sum_h \mathbb E^{M,\pi}\bigl[D_H^2(P_h, P'_h) + D_H^2(R_h, R'_h)\bigr] \le (4H-3)\,D_H^2(M(\pi), M'(\pi))",
    source=Source(
        "arXiv:2112.13487", "change of measure for reinforcement learning, with 4H - 3 in place of 40 H", status="derived"
    ),
    space=trajectory_distances,
    sizes=((1, 2, 2), (2, 2, 2)),
    lhs=lambda i: i.local,
    rhs=lambda i: (4 * i.size[2] - 3) * i.whole,
    loose="a reward is not remembered by the state, so not all steps can cost twice the whole at once",
)
