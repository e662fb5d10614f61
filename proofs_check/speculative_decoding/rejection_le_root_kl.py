"""A draft distilled to a small divergence is rarely rejected.

``P(rejected) = TV <= sqrt(KL/2)``: what distillation of the draft model minimises bounds what it is for.
"""

from proofs_check.speculative_decoding._settings import overlap, tokens
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl

CLAIM = Claim(
    statement=r"\mathrm P(\text{rejected}) \le \sqrt{\tfrac12 \mathrm{KL}(p \| q)}",
    source=Source("arXiv:2310.08461", "Section 3, acceptance and divergence", status="second-hand"),
    space=tokens,
    sizes=(2, 3),
    lhs=lambda i: 1 - overlap(i.p, i.q),
    rhs=lambda i: xp.sqrt(kl(i.p, i.q) / 2),
    tight_at=lambda k: {"p": [2**k + 1, 2**k - 1], "q": [1, 1]},
    rate="1 - ratio of order 4^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * xp.sqrt(kl(i.p, i.q) / 2),
)
