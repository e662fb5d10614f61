"""Kullback and Leibler's divergence below the mean of total variation and chi-square.

``t log t - t + 1 <= (1 - t)_+ / 2 + (t - 1)^2 / 2``: the first part is needed where ``p`` is small alone. Approached
where ``p`` misses a rare outcome of ``q``.
"""

from proofs_check.divergences._settings import pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import chi2, kl, total_variation

CLAIM = Claim(
    statement=r"\mathrm{KL}(p \| q) \le \tfrac12 \mathrm{TV}(p, q) + \tfrac12 \chi^2(p \| q)",
    source=Source("arXiv:1508.00335", "KL from total variation and chi-square", status="derived"),
    space=pair,
    sizes=(2, 3, 4),
    lhs=lambda i: kl(i.p, i.q),
    rhs=lambda i: (total_variation(i.p, i.q) + chi2(i.p, i.q)) / 2,
    tight_at=lambda k: {"p": [1, 0], "q": [2**k - 1, 1]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(49, 100) * (total_variation(i.p, i.q) + chi2(i.p, i.q)),
)
