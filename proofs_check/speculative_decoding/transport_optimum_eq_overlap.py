"""The rule of one draft is optimal: the linear program of transport has the overlap as its value.

Maximise the chance that draft and output agree over all couplings; solved in rational numbers, with a dual, for pairs of models
on three, four and six tokens. ``acceptance_le_overlap`` is the bound for every rule.
"""

from fractions import Fraction

from proofs_check.speculative_decoding._settings import overlap, transport
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array

MODELS = {  # target and draft, by their weights
    3: ([5, 1, 1], [1, 2, 4]),
    4: ([3, 0, 2, 5], [1, 1, 1, 7]),
    6: ([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]),
}


def sides(n: int) -> tuple[Array, Array]:
    """The value of the program, and the overlap."""
    p, q = (xp.exact([Fraction(weight, sum(weights)) for weight in weights]) for weights in MODELS[n])
    return transport(p, [(x,) for x in range(n)], q), overlap(p, q)


CLAIM = Claim(
    statement=r"\max_{\pi \in \Pi(p, q)} \pi(X = Y) = \sum_x \min\{p(x), q(x)\} \quad \text{on these instances}",
    source=Source("arXiv:2310.15141", "Section 3, maximal coupling", status="second-hand"),
    kind="value",
    sizes=tuple(MODELS),
    relation="==",
    value=sides,
)
