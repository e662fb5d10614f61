"""More draws do not bring Best-of-N closer to the target, even with the exact reward.

Best-of-N tends to the words of largest reward, not to ``pi* = pi_ref tau / Z``; with two words of nearly
equal reward it ends on one of them. Appendix C is quoted as saying that Best-of-N does not suffice: what falls here is
the opposite of it.
"""

from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import tilted

CLAIM = Claim(
    statement=r"\mathrm{TV}(\mathrm{BoN}_N, \pi^*) \le \mathrm{TV}(\pi_{\mathrm{ref}}, \pi^*) \text{ with the exact reward}",
    source=Source("arXiv:2510.03149", "the opposite of Appendix C, Best-of-N with exact values", status="derived"),
    space=Space(base=Simplex(2, positive=True), reward=Simplex(2), draws=Count(2, 8)),
    lhs=lambda i: total_variation(best_of_n(i.base, i.reward, i.draws), tilted(i.base, i.reward)),
    rhs=lambda i: total_variation(i.base, tilted(i.base, i.reward)),
    expect="fails",
    falls="tempting form",
)
