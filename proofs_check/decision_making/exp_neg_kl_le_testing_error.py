"""The testing error of two laws is at least exp(-KL)/2 (Bretagnolle and Huber).

``exp(-KL) <= (sum sqrt(p q))^2 <= sum min(p, q) * sum max(p, q) = (1 - TV)(1 + TV)``: Jensen, then
Cauchy-Schwarz. The sharper ``1 - TV^2`` is the middle of the chain; the best two tests err with total
probability ``1 - TV``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2, kl, total_variation

CLAIM = Claim(
    statement=r"\tfrac12 e^{-\mathrm{KL}(P\|Q)} \le \tfrac12 \Bigl(\sum\sqrt{pq}\Bigr)^2"
    r" \le \tfrac12 (1 - \mathrm{TV}^2) \le 1 - \mathrm{TV}",
    source=Source("arXiv:2312.16730", "two-point method, per-round form", status="second-hand"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(2, 3, 4),
    chain=(
        lambda i: xp.exp(-kl(i.p, i.q)) / 2,
        lambda i: (1 - hellinger2(i.p, i.q)) ** 2 / 2,
        lambda i: (1 - total_variation(i.p, i.q) ** 2) / 2,
        lambda i: 1 - total_variation(i.p, i.q),
    ),
    trivial="probability",
    loose="the steps are sharp at different laws; testing_error_best_constant has the best constant of the whole",
)
