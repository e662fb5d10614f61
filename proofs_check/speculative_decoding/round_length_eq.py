"""Tokens of a round: ``(1 - a^(gamma + 1))/(1 - a)``.

Drafts are kept until the first rejection, which is replaced; where all are kept one more token comes for free.
"""

from proofs_check.speculative_decoding._settings import round_length
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Ratio, Source, Space
from theory_lab.numbers import Array
from theory_lab.sequences.laws import law_of


def written(draw, rate, drafted):
    """The number of tokens of a round whose drafts are kept independently with chance ``rate``."""
    for kept in range(drafted):
        if not draw(xp.stack([1 - rate, rate])):
            return kept + 1
    return drafted + 1


def mean(i: Instance) -> Array:
    """The expected number of tokens."""
    law = law_of(written, i.rate, i.drafted)
    return sum((count * chance for count, chance in law.items()), xp.zeros((), like=i.rate))


CLAIM = Claim(
    statement=r"\mathbb E[\#\text{tokens}] = \frac{1 - \alpha^{\gamma + 1}}{1 - \alpha}",
    source=Source("arXiv:2211.17192", "equation (1)", status="second-hand"),
    space=Space(rate=Ratio(0, 1), drafted=Count(1, 6)),
    relation="==",
    lhs=mean,
    rhs=lambda i: round_length(i.rate, i.drafted),
)
