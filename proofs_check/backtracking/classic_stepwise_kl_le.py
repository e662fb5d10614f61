"""Divergence of the action-level sampler on classic counting problems.

Hoeffding's lemma at every step and the chain rule; Pinsker for the distance.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import CASES, case
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import kl, total_variation


def sides(i):
    """Twice the squared distance, the divergence and its bound."""
    law = stepwise_law(i.tree, i.steps, i.guide)
    return 2 * total_variation(law, i.target) ** 2, kl(i.target, law), (i.tree.depth - 1) * xp.log(i.kappa) ** 2 / 2


CLAIM = Claim(
    statement=r"2\,\mathrm{TV}(P, \pi^*)^2 \le \mathrm{KL}(\pi^*\|P) \le (H-1)(\log\kappa)^2/2"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "KL and TV of ActionLevelRS, self-reducible problems", status="derived"),
    sizes=CASES,
    kind="value",
    value=lambda pair: sides(case(*pair)),
)
