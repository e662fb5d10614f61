"""Block verification does not keep whole drafts as often as a coupling of whole words would.

A rule for words could look at the second letter before it accepts the first; a lossless rule that keeps the beginnings cannot.
"""

from proofs_check.speculative_decoding._settings import TREE, kept_by_block, overlap, two_letters
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import leaf_law

CLAIM = Claim(
    statement=r"1 - \mathrm{TV}(p_{XY}, q_{XY}) \le \mathrm P(\tau_{\mathrm{block}} = 2)",
    source=Source("arXiv:2403.10444", "whole drafts by block verification", status="derived"),
    space=two_letters(),
    lhs=lambda i: overlap(leaf_law(TREE, i.p), leaf_law(TREE, i.q)),
    rhs=lambda i: kept_by_block(i)[1],
    expect="fails",
    falls="tempting form",
)
