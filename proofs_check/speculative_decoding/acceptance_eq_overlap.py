"""The acceptance rate of one token is the overlap of the two models.

``P(kept) = sum min(p, q) = 1 - TV``; the first letter of the program, on models of two letters.
"""

from proofs_check.speculative_decoding._settings import after, lengths, token_rule, two_letters
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"\mathrm P(\text{the first token is kept}) = 1 - \mathrm{TV}(p, q)",
    source=Source("arXiv:2211.17192", "Theorem 3.5 and Corollary 3.6", status="second-hand"),
    space=two_letters(),
    relation="==",
    lhs=lambda i: 1 - lengths(token_rule, i).get(0, 0),
    rhs=lambda i: 1 - total_variation(after(i.p, ()), after(i.q, ())),
)
