"""How many letters block verification keeps: a formula, and the program.

``P(both kept) = sum_xy min(p(xy), q(x) p(y|x), q(xy))``, the smallest of all mixed laws of the word.
"""

from proofs_check.speculative_decoding._settings import block_rule, kept_by_block, lengths, two_letters
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm P(\tau = 2) = \sum_{x y} \min\{p(x y),\ q(x) p(y | x),\ q(x y)\}",
    source=Source("arXiv:2403.10444", "Section 4, the law of the accepted length", status="second-hand"),
    space=two_letters(),
    relation="==",
    lhs=lambda i: lengths(block_rule, i).get(2, 0),
    rhs=lambda i: kept_by_block(i)[1],
)
