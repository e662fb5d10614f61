"""At convergence the divergence grows linearly in the horizon.

Three classes of prompts: one valid path; ``H/2`` layers of two nodes whose rule cannot be learnt, where the
model is uniform; four layers of two nodes, uniform in both. Only the second class costs anything, ``(H/2) log
2`` each.
"""

from proofs_check.coverage_principle._settings import figure_two_laws
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"\mathrm{KL}(\pi_D \| \hat\pi) = w_2 \tfrac{H}{2} \log 2",
    source=Source("arXiv:2510.15020", "exact analogue of Figure 2, cross-entropy", status="derived"),
    space=lambda horizon: Space(classes=Simplex(3)),
    sizes=(8, 16, 24),
    relation="==",
    lhs=lambda i: kl(*figure_two_laws(i)),
    rhs=lambda i: i.classes[1] * (i.size // 2) * xp.log(2),
)
