"""A verifier that errs in both directions doubles the error of a letter.

Values ``kappa V*`` after the first of two live letters and ``V*/kappa`` after the second: action-level sampling draws
independent letters with odds ``kappa^2``, as if one letter were inflated by ``kappa^2``. Scores at leaves are biased too.
"""

from proofs_check.backtracking._settings import binomial
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def on_the_tree(i):
    """The distance of action-level sampling from the uniform law on the live words."""
    tree = Tree.complete(2, i.size)
    first = (tree.letter[1:] == 0).astype(int)
    even = xp.full((tree.size - 1,), xp.ratio(1, 2), like=i.kappa)
    guide = first * i.kappa + (1 - first) / i.kappa
    return total_variation(stepwise_law(tree, even, guide), leaf_law(tree, even))


CLAIM = Claim(
    statement=r"\mathrm{TV}(\mathrm{ActionLevelRS}, \pi^*)"
    r" = \mathrm{TV}\bigl(\mathrm{Bin}(H, \tfrac{\kappa^2}{1+\kappa^2}),\ \mathrm{Bin}(H, \tfrac12)\bigr)",
    source=Source("arXiv:2510.03149", "Example 3.1 with errors of both signs", status="derived"),
    space=lambda depth: Space(kappa=Ratio(1, 4)),
    sizes=(1, 2, 3, 4),
    relation="==",
    lhs=on_the_tree,
    rhs=lambda i: total_variation(binomial(i.size, i.kappa**2 / (1 + i.kappa**2)), binomial(i.size, xp.ratio(1, 2))),
)
