"""The loss of direct preference optimisation is least at the optimum of the regularised problem.

Pairs come from the reference, preferences from Bradley's and Terry's model of the true reward; the difference of the losses is
a mean divergence of coins.
"""

from proofs_check.policy_optimisation._settings import preference_loss, preferences, tilted
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathcal L_{\mathrm{DPO}}(\pi^*) \le \mathcal L_{\mathrm{DPO}}(\pi)",
    source=Source("arXiv:2305.18290", "Section 4, equation (7) in the population", status="second-hand"),
    space=preferences,
    sizes=(2, 3),
    lhs=lambda i: preference_loss(i, tilted(i)),
    rhs=lambda i: preference_loss(i, i.policy),
    tight_at={"ref": [1, 1], "weight": [1, 1, 3], "policy": [1, 3]},
    sharpened=lambda i: xp.ratio(99, 100) * preference_loss(i, i.policy),
)
