"""Scaling with samples: the regret of the sampled policy falls with every doubling of the pools, while that of Best-of-N
turns.

A hack of mass 1/1000, the tuned strength, pools of 10 to 2,560 draws, the constant estimated anew each time: the exact regret
at ``2N`` is at most that at ``N``. (On all instances this is refuted: `estimated_constant_value_increases`.) The regret of
Best-of-N is .05 with 44 draws and .92 with 2,560. The trivial bound of the quotient is infinity.
"""

from fractions import Fraction

from proofs_check.alignment._settings_samples import hacked, sampled_regret
from theory_lab.claims import Claim, Source

MADE = hacked(Fraction(1, 10), Fraction(1, 1000), Fraction(1, 10))

CLAIM = Claim(
    statement=r"J(\pi^*) - \mathbb E J(\mathrm{ITP}_{2N}) \le J(\pi^*) - \mathbb E J(\mathrm{ITP}_N) \text{, a hack}",
    source=Source("arXiv:2503.21878", "scaling monotonicity", status="second-hand", reading="true value, estimated constant"),
    sizes=(10, 20, 40, 80, 160, 320, 640, 1280, 2560),
    kind="trend",
    trend=lambda draws: sampled_regret(MADE, Fraction(1), draws),
    rhs=lambda draws: 1,
)
