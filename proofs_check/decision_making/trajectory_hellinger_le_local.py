"""The distance of the trajectories from those of the steps.

A reward and the next state are independent given what is before them, so that their distances add up, and the chain rule without
a logarithm (``hellinger_le_chain``) is needed for ``H`` laws only. For two steps its best constant is ``1 + 1/sqrt 2``
(``hellinger_le_chain_two``), also here; it is at most 8/3 up to ``H = 4`` and 3.46275 always, where the literature has 100 log.
"""

from proofs_check.decision_making._settings_processes import trajectory_distances
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CONSTANT = 1 + xp.sqrt(xp.ratio(1, 2))

CLAIM = Claim(
    statement=r"D_H^2(M(\pi), M'(\pi))"
    r" \le \Bigl(1 + \tfrac1{\sqrt2}\Bigr)\sum_h \mathbb E^{M,\pi}\bigl[D_H^2(P_h, P'_h) + D_H^2(R_h, R'_h)\bigr],"
    r" \quad H = 2",
    source=Source("arXiv:2112.13487", "Hellinger chain rule along trajectories, with a constant", status="derived"),
    space=trajectory_distances,
    sizes=((1, 2, 2), (2, 2, 2)),
    lhs=lambda i: i.whole,
    rhs=lambda i: CONSTANT * i.local,
    sharpened=lambda i: xp.ratio(99, 100) * CONSTANT * i.local,
)
