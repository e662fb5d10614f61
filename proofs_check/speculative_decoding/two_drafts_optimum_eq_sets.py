"""The best rule for two drafts is decided by sets of tokens.

By the theorem of Hall the value of the transport is ``1 - max_A (p(A) - P(a draft is in A))``: a linear program in rational
numbers, with its dual, against the formula. At the first two pairs of models the bound token by token is larger.
"""

from fractions import Fraction

from proofs_check.speculative_decoding._settings import by_sets, pairs, transport
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array

MODELS = {  # target and draft, by their weights
    "two of three": ([1, 1, 0], [1, 1, 8]),
    "three of four": ([3, 2, 1, 0], [1, 1, 1, 4]),
    "mixed": ([4, 3, 2, 1], [1, 2, 3, 4]),
}


def sides(name: str) -> tuple[Array, Array]:
    """The value of the program, and the formula."""
    p, q = (xp.exact([Fraction(weight, sum(weights)) for weight in weights]) for weights in MODELS[name])
    return transport(p, *pairs(q)), by_sets(p, q)


CLAIM = Claim(
    statement=r"\max_\pi \pi(Y \in \{X_1, X_2\}) = 1 - \max_A \big(p(A) - 1 + (1 - q(A))^2\big) \quad \text{on these instances}",
    source=Source("arXiv:2310.15141", "transport with membership cost, by its dual", status="derived"),
    kind="value",
    sizes=tuple(MODELS),
    relation="==",
    value=sides,
)
