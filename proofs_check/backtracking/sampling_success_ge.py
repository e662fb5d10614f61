"""The probability of a leaf under uniform error, with all constants.

At ``T = 4 kappa^2 H^2 ceil(log2(4 kappa H / delta))`` the separation is at most ``1/4``, so a leaf has at
least ``3/4`` of its stationary probability, which is at least ``1/(2 kappa H)``.
"""

from fractions import Fraction
from math import ceil, log2

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source, Space, Steps, Table
from theory_lab.decoding.walks.backtracking import success
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier between ``V*/kappa`` and ``kappa V*`` at inner nodes, exact at the leaves, and the time of the theorem."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[inner]
        guide = xp.concatenate([exact * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        rounds = ceil(log2(4 * i.kappa * tree.depth))
        return {
            "tree": tree, "weights": walks.edge_weights(tree, i.steps, guide),
            "time": ceil(4 * i.kappa**2 * tree.depth**2 * rounds),
        }  # fmt: skip

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        noise=Table(inner.stop - 1, 0, 1), kappa=Choice(Fraction(3, 2), Fraction(1)), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\frac1{8\kappa H} \le \frac3{8\kappa H} \le \mathbb P(X_T \text{ is a leaf})"
    r" \text{ at } T = 4\kappa^2H^2\lceil\log_2(4\kappa H)\rceil",
    source=Source("arXiv:2510.03149", "Theorem 4.1", status="second-hand", also=("its explicit form (derived)",)),
    space=models,
    sizes=((2, 2),),
    chain=(
        lambda i: 1 / (8 * i.kappa * i.tree.depth),
        lambda i: 3 / (8 * i.kappa * i.tree.depth),
        lambda i: success(i.tree, i.weights, i.time),
    ),
    loose="the printed constant is three times smaller than the explicit one",
)
