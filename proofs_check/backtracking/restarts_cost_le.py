"""Steps per sample when runs are repeated until a leaf.

Runs of ``T`` steps succeed with probability ``P(E_leaf)``, independently, so an output takes ``T/P(E_leaf)`` steps and
follows the law given a leaf; with ``T = 4 kappa^2 H^2 ceil(log2(4 kappa H/delta))`` and ``P >= 3/(8 kappa H)`` at most
``(32/3) kappa^3 H^3 ceil(...)``.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source, Space, Steps, Table
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier within ``kappa`` of the values, exact at the leaves; time and bound of the theorem."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[inner]
        guide = xp.concatenate([exact * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        rounds = (ceil(4 * i.kappa * tree.depth / i.delta) - 1).bit_length()
        time = ceil(4 * i.kappa**2 * tree.depth**2 * rounds)
        found = xp.sum(law_by_squaring(tree, walks.edge_weights(tree, i.steps, guide), time)[tree.leaves])
        return {"cost": time / found, "bound": xp.ratio(32, 3) * i.kappa**3 * tree.depth**3 * rounds}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1), noise=Table(inner.stop - 1, 0, 1),
        kappa=Choice(Fraction(3, 2), Fraction(1)), delta=Choice(Fraction(1, 2), Fraction(1, 20)), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\frac{T}{\mathbb P(X_T \in \Lambda)} \le \tfrac{32}3\,\kappa^3H^3\lceil\log_2(4\kappa H/\delta)\rceil",
    source=Source("arXiv:2510.03149", "Theorem 4.1, restarts until a leaf, explicit form", status="derived"),
    space=models,
    sizes=((2, 2),),
    lhs=lambda i: i.cost,
    rhs=lambda i: i.bound,
    loose="the leaf mass is at least 1/(2(1 + kappa(H - 1))) and a quarter of it is given away",
)
