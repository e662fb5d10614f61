"""How much action-level sampling amplifies errors on words of four to six letters: KL and total variation.

Hoeffding's lemma at every step, the chain rule, and Pinsker's inequality, as in `stepwise_kl_le` (whole trees of two and three
letters); here words branch along one path.
"""

from proofs_check.backtracking._settings_spines import stepwise_on_spine
from proofs_check.backtracking.stepwise_kl_le import bound
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"2\,\mathrm{TV}(P,\pi^*)^2 \le \mathrm{KL}(\pi^*\|P) \le (H-1)(\log\kappa)^2/2, \quad H = 4, 5, 6",
    source=Source(
        "arXiv:2510.03149",
        "error amplification of action-level rejection sampling in KL",
        status="derived",
        reading="words along one path",
    ),
    space=lambda depth: stepwise_on_spine(depth, Ratio(xp.ratio(33, 32), 4)),
    sizes=(4, 5, 6),
    chain=(
        lambda i: 2 * total_variation(i.target, i.sampled) ** 2,
        lambda i: kl(i.target, i.sampled),
        bound,
    ),
    loose="Hoeffding's lemma asks for even branches, and then a word meets fewer than 2 of the H - 1 branchings that are charged",
)
