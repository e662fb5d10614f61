"""Laws within a factor of each other: how far apart they can be.

A pair is ``epsilon``-private if each is at most ``t = e^epsilon`` times the other; randomised response attains the bound.
"""

from proofs_check.divergences._settings_privacy import within
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"\max\big(\tfrac{p}{q}, \tfrac{q}{p}\big) \le t \implies \mathrm{TV}(p, q) \le \frac{t - 1}{t + 1}",
    source=Source("arXiv:1311.0776", "the privacy region of an epsilon-private mechanism, at delta = 0", status="second-hand"),
    space=within,
    sizes=(2, 3, 4),
    lhs=lambda i: total_variation(i.p, i.q),
    rhs=lambda i: (i.t - 1) / (i.t + 1),
    tight_at={"p": [1, 2], "q": [2, 1]},
)
