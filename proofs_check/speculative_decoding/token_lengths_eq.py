"""How many letters the rule for tokens keeps: a formula, and the program.

``E tau = sum_x min(p, q)(x) (1 + sum_y min(p, q)(y | x))``.
"""

from proofs_check.speculative_decoding._settings import kept_by_token, lengths, token_rule, two_letters
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array


def mean_length(i: Instance) -> Array:
    """The expected number of letters that the program keeps."""
    law = lengths(token_rule, i)
    return sum((kept * chance for kept, chance in law.items()), xp.zeros((), like=i.p))


CLAIM = Claim(
    statement=r"\mathbb E\, \tau = \sum_x \min\{p, q\}(x) \Big(1 + \sum_y \min\{p, q\}(y | x)\Big)",
    source=Source("arXiv:2211.17192", "Section 3.1 for models with memory", status="derived"),
    space=two_letters(),
    relation="==",
    lhs=mean_length,
    rhs=lambda i: sum(kept_by_token(i), xp.zeros((), like=i.p)),
)
