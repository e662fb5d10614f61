"""UCB-VI that clips at what the remaining steps can pay.

The repair of ``refuted.clipped_values_keep_learning``: on the same process the better action is never abandoned. That clipping
at bounds of the optimal values keeps optimism is exact in ``optimistic_values_ge_optimal``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.processes.optimistic_values import UcbVi, delayed_reward, play


def worse(episodes, rng):
    """For each run the share of episodes in the second half that play the worse action."""
    chosen = play(UcbVi(episodes, 0.1, np.arange(4, 0, -1.0)), delayed_reward(4, xp.ratio(3, 5)), rng, runs=100)
    return (chosen[:, episodes // 2 :] == 0).mean(axis=1)


CLAIM = Claim(
    statement=r"\mathbb E\,\#\{\text{late episodes with the worse action}\} \le T/4"
    r" \text{ (of the last } T/2\text{), clipping at } H-h+1",
    source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI), clipping at the remaining steps, simulated", status="derived"),
    sizes=(6000,),
    kind="simulated",
    simulate=worse,
    rhs=lambda episodes: xp.ratio(1, 2),
    runs=100,
)
