"""UCB-VI that clips at 1 although only the first value is at most 1.

Four steps; one action pays 3/5 at once, the other reaches with chance 1/3 a state that pays 1 three times. The
clipped value of that state is 1, so the second action looks worth 1/3 once the bonuses have shrunk, and is abandoned
for good: nearly every later episode costs 2/5. Clipping at the remaining steps repairs it
(``unclipped_values_keep_learning``).
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.processes.optimistic_values import UcbVi, delayed_reward, play


def worse(episodes, rng):
    """For each run the share of episodes in the second half that play the worse action."""
    chosen = play(UcbVi(episodes, 0.1, np.ones(4)), delayed_reward(4, xp.ratio(3, 5)), rng, runs=100)
    return (chosen[:, episodes // 2 :] == 0).mean(axis=1)


CLAIM = Claim(
    statement=r"\mathbb E\,\#\{\text{late episodes with the worse action}\} \le T/4 \text{ (of the last }"
    r" T/2\text{), } V_1^* \le 1",
    source=Source("arXiv:2312.16730", "Theorem 1 (UCB-VI) with only the first value bounded, simulated", status="second-hand"),
    sizes=(6000,),
    kind="simulated",
    simulate=worse,
    rhs=lambda episodes: xp.ratio(1, 2),
    runs=100,
    expect="fails",
    falls="tempting form",
)
