"""Block verification: the output is distributed as the target model.

Letters are accepted together; the word that comes out is compared with the target by every reward.
"""

from proofs_check.speculative_decoding._settings import block_rule, rewarded, target_value, value_of
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathbb E\, r(\mathrm{Block}(p, q)) = \mathbb E_p\, r",
    source=Source("arXiv:2403.10444", "Theorem 1, block verification is lossless", status="second-hand"),
    space=rewarded(),
    relation="==",
    lhs=lambda i: value_of(block_rule, i),
    rhs=target_value,
)
