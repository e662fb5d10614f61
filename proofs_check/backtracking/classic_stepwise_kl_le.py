"""Divergence of the action-level sampler on classic counting problems.

Hoeffding's lemma at every step and the chain rule; Pinsker for the distance.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"2\,\mathrm{TV}(P, \pi^*)^2 \le \mathrm{KL}(\pi^*\|P) \le (H-1)(\log\kappa)^2/2",
    source=Source("arXiv:2510.03149", "KL and TV of ActionLevelRS, self-reducible problems", status="derived"),
    space=lambda pair: Space(verifier=Choice(pair[1]), derived=lambda i: vars(case(*pair))),
    sizes=CASES,
    kind="witness",
    witness=lambda pair: {"verifier": 0},
    chain=(
        lambda i: 2 * total_variation(stepwise_law(i.tree, i.steps, i.guide), i.target) ** 2,
        lambda i: kl(i.target, stepwise_law(i.tree, i.steps, i.guide)),
        lambda i: (i.tree.depth - 1) * xp.log(i.kappa) ** 2 / 2,
    ),
)
