"""The best rule for two drafts does not reach the bound token by token.

For two tokens it does; for three a rule has to share one pair of drafts between its tokens. The best rule is that of
``two_drafts_optimum_eq_sets``.
"""

from proofs_check.speculative_decoding._settings import by_sets, overlap, seen, tokens
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\sum_x \min\{p(x),\ 1 - (1 - q(x))^2\} \le \max_\pi \pi(Y \in \{X_1, X_2\})",
    source=Source("arXiv:2310.15141", "transport with membership cost, token by token", status="derived"),
    space=tokens,
    sizes=(3,),
    lhs=lambda i: overlap(i.p, seen(i.q, 2)),
    rhs=lambda i: by_sets(i.p, i.q),
    expect="fails",
    falls="tempting form",
)
