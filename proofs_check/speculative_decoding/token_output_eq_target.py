"""Accept or replace: the output is distributed as the target model.

The rule for tokens, run as a program on every pair of models on two letters, against every reward.
"""

from proofs_check.speculative_decoding._settings import rewarded, target_value, token_rule, value_of
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathbb E\, r(\mathrm{Speculative}(p, q)) = \mathbb E_p\, r",
    source=Source("arXiv:2211.17192", "Appendix A.1, correctness of speculative sampling", status="second-hand"),
    space=rewarded(),
    relation="==",
    lhs=lambda i: value_of(token_rule, i),
    rhs=target_value,
)
