"""Block verification keeps no fewer letters than the rule for tokens, and no more than words allow.

``sum min(p, q)(x) min(p, q)(y|x) <= sum min(p(xy), q(x) p(y|x), q(xy)) <= 1 - TV`` of the words: a product of minima, the
smallest of the mixed products that respect the order of the letters, the smaller of two. The first step is strict where one
letter is drafted too often and the next one too seldom.
"""

from proofs_check.speculative_decoding._settings import TREE, kept_by_block, kept_by_token, overlap, two_letters
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import leaf_law

CLAIM = Claim(
    statement=r"\mathrm P(\tau_{\mathrm{token}} = 2) \le \mathrm P(\tau_{\mathrm{block}} = 2) \le 1 - \mathrm{TV}(p, q)",
    source=Source("arXiv:2403.10444", "Theorem 2, block verification accepts more", status="second-hand"),
    space=two_letters(),
    chain=(
        lambda i: kept_by_token(i)[1],
        lambda i: kept_by_block(i)[1],
        lambda i: overlap(leaf_law(TREE, i.p), leaf_law(TREE, i.q)),
    ),
    tight_at={"p": [1, 1, 1, 2, 1, 1], "q": [1, 1, 1, 1, 1, 1]},
)
