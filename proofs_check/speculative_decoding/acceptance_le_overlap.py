"""No rule keeps a draft more often than the overlap, whatever it does.

A rule is any kernel from the draft to the output; the target is its output law, so that every rule is valid for its own target.
``P(X = Y) <= sum min(q, qK)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Kernel, Simplex, Source, Space
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"\sum_x q(x) K(x, x) \le 1 - \mathrm{TV}(qK, q)",
    source=Source("arXiv:2310.15141", "Section 3, speculative sampling is an optimal transport", status="second-hand"),
    space=lambda n: Space(q=Simplex(n), K=Kernel(n, n)),
    sizes=(2, 3),
    lhs=lambda i: xp.sum(xp.stack([i.q[x] * i.K[x, x] for x in range(i.size)])),
    rhs=lambda i: 1 - total_variation(i.q @ i.K, i.q),
    sharpened=lambda i: 1 - xp.ratio(101, 100) * total_variation(i.q @ i.K, i.q),
)
