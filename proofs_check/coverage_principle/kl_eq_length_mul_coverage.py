"""Cross-entropy grows with the length, coverage does not: heterogeneous prompts.

A share ``rho = 1/4`` of the prompts has one right answer of ``H`` tokens, over which the model is uniform; on
the others it is exact. Then ``KL = rho H log 2`` and ``Cov_N = rho`` for ``1 < N <= 2^H``, so the ratio
doubles with the length and coverage from KL is arbitrarily loose.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array
from theory_lab.sequences.laws import joint, leaf_law
from theory_lab.sequences.trees import Tree


def divergence_per_coverage(length: int) -> Array:
    """``KL / Cov_2`` at one length, for joint laws of prompt and response."""
    tree = Tree.complete(2, length)
    prompts = xp.exact(["1/4", "3/4"])
    right = leaf_law(tree, xp.exact([1 - letter for letter in tree.letter[1:].tolist()]))
    uniform = leaf_law(tree, xp.exact(["1/2"] * (tree.size - 1)))
    p, q = joint(prompts, xp.stack([right, right])), joint(prompts, xp.stack([uniform, right]))
    return kl(p, q) / coverage(p, q, 2)


CLAIM = Claim(
    kind="trend",
    statement=r"\frac{\mathrm{KL}}{\mathrm{Cov}_2}(2H) = 2\, \frac{\mathrm{KL}}{\mathrm{Cov}_2}(H)",
    source=Source("arXiv:2510.15020", "heterogeneous prompts, against Proposition 3.1", status="derived"),
    sizes=(1, 2, 4, 8),
    relation="==",
    trend=divergence_per_coverage,
    rhs=lambda length: 2,
)
