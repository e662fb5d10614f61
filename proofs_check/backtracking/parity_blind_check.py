"""Parity checks that the verifier sees one letter late.

Fair bits in blocks; a block that fails its parity check multiplies the reward by ``f``. Blind at the checks, action-level
sampling passes each of them with probability 1/2: over ``b`` blocks (the last check is a leaf, hence seen) the number of
failures is off by ``TV(Bin(b - 1, 1/2), Bin(b - 1, f/(1 + f)))``. The walk forgets that: given a leaf its limit is the
target.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding import instances
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.measures.divergences import total_variation


def binomial(n, p):
    """The binomial law on ``0..n``."""
    return xp.exact([xp.binomial(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])


def differences(size):
    """The distance of action-level sampling against its form, and that of the limit of the walk."""
    blocks, width, failed = size[0], size[1], Fraction(1, size[2])
    made = instances.parity(blocks, width, failed)
    error = total_variation(samplers.stepwise_law(made.tree, made.steps, made.guide), made.target)
    form = total_variation(binomial(blocks - 1, Fraction(1, 2)), binomial(blocks - 1, failed / (1 + failed)))
    limit = backtracking.stationary_leaf_law(made.tree, made.weights)
    return error - form, total_variation(limit, made.target)


CLAIM = Claim(
    statement=r"\mathrm{TV}_{\mathrm{step}} = \mathrm{TV}\bigl(\mathrm{Bin}(b-1, \tfrac12), \mathrm{Bin}(b-1, \tfrac"
    r" f{1+f})\bigr),"
    r" \quad \mu(\cdot|\Lambda) = \pi^*"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2510.03149", "Parity task, delayed checks", status="derived"),
    sizes=tuple((*shape, inverse) for shape in ((2, 2), (3, 2), (2, 3), (3, 3)) for inverse in (2, 8)),
    kind="value",
    value=differences,
    rhs=lambda size: 0,
    relation="==",
)
