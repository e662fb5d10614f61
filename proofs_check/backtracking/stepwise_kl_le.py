"""How much action-level sampling amplifies errors: KL and total variation.

At one step the sampled law is proportional to ``p e^X`` with ``X`` in an interval of length
``2 log kappa``, so Hoeffding's lemma bounds its KL by ``(log kappa)^2/2``; the chain rule adds ``H - 1``
steps (exact leaves), and Pinsker gives the total variation.
"""

from proofs_check.backtracking._settings import stepwise_within_kappa
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.divergences import kl, total_variation


def bound(i):
    """``(H - 1) (log kappa)^2 / 2``."""
    return (i.tree.depth - 1) * xp.log(i.kappa) ** 2 / 2


CLAIM = Claim(
    statement=r"2\,\mathrm{TV}(P,\pi^*)^2 \le \mathrm{KL}(\pi^*\|P) \le (H-1)(\log\kappa)^2/2",
    source=Source("arXiv:2510.03149", "error amplification of action-level rejection sampling in KL", status="derived"),
    space=lambda size: stepwise_within_kappa(size, kappa=Ratio(xp.ratio(33, 32), 4)),
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 2 * total_variation(i.target, i.sampled) ** 2,
        lambda i: kl(i.target, i.sampled),
        bound,
    ),
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
    notes="At kappa = 1 both ends are 0; the space begins at 33/32, where the bound is nearly sharp.",
)
