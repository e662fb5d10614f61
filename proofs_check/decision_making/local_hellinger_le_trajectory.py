"""Distances of the steps against the distance of the trajectories.

Given the past, ``2H - 1`` conditional laws differ: ``H`` rewards and ``H - 1`` next states. The first costs at most the
distance of the trajectories, as does the next state by itself, and any other at most twice that
(``conditional_hellinger_le_joint``): without the first reward ``C = 1 + 2 (2H - 3) = 4H - 5`` times the whole. The first reward
is independent of what follows it, with affinity ``r`` against ``s``, and ``1 - r + C (1 - s) <= C (1 - r s)`` where ``C s >=
1``; elsewhere ``2H - 1`` distances of at most 2 are too few. Equality at ``H = 2`` where nothing is shared. The literature has
a factor 4 for each.
"""

from proofs_check.decision_making._settings_processes import trajectory_distances
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\sum_h \mathbb E^{M,\pi}\bigl[D_H^2(P_h, P'_h) + D_H^2(R_h, R'_h)\bigr]"
    r" \le (4H-5)\,D_H^2(M(\pi), M'(\pi)), \quad H \ge 2",
    source=Source(
        "arXiv:2112.13487", "change of measure for reinforcement learning, with 4H - 5 in place of 40 H", status="derived"
    ),
    space=trajectory_distances,
    sizes=((2, 2, 2), (1, 2, 2)),
    lhs=lambda i: i.local,
    rhs=lambda i: (4 * i.size[2] - 5) * i.whole,
    tight_at={
        "weights": [1, 1, 0, 1, 0, 1, 0, 1, 0],
        "chances": [1, 1, 1, 1, 1, 1, 1, 1, 1],
        "other_weights": [1, 0, 1, 0, 1, 0, 1, 0, 1],
        "other_chances": [1, 0, 0, 0, 0, 0, 0, 0, 0],
        "choices": [1, 1, 1, 1, 1, 1, 1, 1, 1],
        "initial": [1, 1],
    },
)
