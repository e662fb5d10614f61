"""The means of two laws, part two: Jeffreys below the arithmetic-geometric divergence below symmetric chi-square.

The arithmetic-geometric divergence turns Jensen and Shannon's around: how far the mean of two laws is from each of them. All
three agree near the diagonal.
"""

from proofs_check.divergences._settings import jeffreys, near, pair
from theory_lab.claims import Claim, Instance, Source
from theory_lab.measures.divergences import chi2, kl
from theory_lab.numbers import Array


def arithmetic_geometric(i: Instance) -> Array:
    """``KL(m || p)/2 + KL(m || q)/2`` with ``m = (p + q)/2``."""
    middle = (i.p + i.q) / 2
    return (kl(middle, i.p) + kl(middle, i.q)) / 2


CLAIM = Claim(
    statement=r"\tfrac18 J(p, q) \le \tfrac12 \mathrm{KL}(m \| p) + \tfrac12 \mathrm{KL}(m \| q)"
    r" \le \tfrac1{16}\big(\chi^2(p \| q) + \chi^2(q \| p)\big), \quad m = \tfrac12(p + q)",
    source=Source("arXiv:math/0501301", "the chain of symmetric divergences, its second part", status="second-hand"),
    space=pair,
    sizes=(2, 3, 4),
    chain=(
        lambda i: jeffreys(i.p, i.q) / 8,
        arithmetic_geometric,
        lambda i: (chi2(i.p, i.q) + chi2(i.q, i.p)) / 16,
    ),
    tight_at=near,
    rate="1 - ratio of order 4^(-k)",
)
