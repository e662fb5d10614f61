"""The KL-regularised policy has bounded density, exponentially in the strength.

The tilt has density ``e^(r/b)/Z`` with ``Z`` at least the smallest factor, so ``C_inf <= e^(span/b)``: rejection
sampling at that level is exact.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.sequences.laws import tilted

CLAIM = Claim(
    statement=r"C_\infty(p\,e^{r/b}/Z) \le e^{(\max r - \min r)/b}",
    source=Source("arXiv:2503.07453", "coverage of the KL-regularised policy", status="derived"),
    space=lambda n: Space(base=Simplex(n, positive=True), factor=Table(n, xp.ratio(1, 64), 1)),
    sizes=(2, 3, 5, 8),
    lhs=lambda i: linf_coverage(tilted(i.base, i.factor), i.base),
    rhs=lambda i: xp.max(i.factor) / xp.min(i.factor),
    sharpened=lambda i: xp.ratio(99, 100) * xp.max(i.factor) / xp.min(i.factor),
    tight_at={"base": [1, 1], "factor": [1, 1, 1]},
    notes="factor stands for exp(r/b), up to a common factor.",
)
