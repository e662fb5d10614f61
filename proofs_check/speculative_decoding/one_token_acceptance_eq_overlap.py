"""The acceptance rate of one token of any number is the overlap of the two models.

``sum q min(1, p/q) = sum min(p, q) = 1 - TV``; `acceptance_eq_overlap` runs the program on words.
"""

from proofs_check.speculative_decoding._settings import tokens
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"\mathbb E_{x \sim q} \min\{1, p(x)/q(x)\} = 1 - \mathrm{TV}(p, q)",
    source=Source("arXiv:2211.17192", "Theorem 3.5 and Corollary 3.6, any number of tokens", status="second-hand"),
    space=tokens,
    sizes=(2, 3, 5),
    relation="==",
    lhs=lambda i: xp.sum(i.q * xp.minimum(i.p / xp.where(i.q > 0, i.q, 1), 1)),
    rhs=lambda i: 1 - total_variation(i.p, i.q),
)
