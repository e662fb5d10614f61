"""Sampling with boosted leaves: a constant chance of a leaf at every run.

Inner values divided by ``kappa H``: climbing takes at most ``6 kappa^2 H^2`` steps and leaves have at least a quarter of the
mass, so ``T = 12 kappa^2 H^2 ceil(log2(8/delta))`` gives separation ``delta/8``, a leaf with probability at least
``(1 - delta/8)/4``, and a law given a leaf within ``delta``: ``O(kappa^2 H^2 log(1/delta))`` steps a sample.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source, Space, Steps, Table
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.decoding.walks.backtracking import boosted
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier within ``kappa`` of the values, boosted, and the law at the time of the theorem."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[inner]
        guide = xp.concatenate([exact * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        weights = walks.edge_weights(tree, i.steps, boosted(tree, guide, i.kappa * tree.depth))
        rounds = (ceil(8 / i.delta) - 1).bit_length()
        law = law_by_squaring(tree, weights, ceil(12 * i.kappa**2 * tree.depth**2 * rounds))[tree.leaves]
        target = tilted(leaf_law(tree, i.steps), i.reward)
        return {"found": xp.sum(law), "distance": total_variation(law / xp.sum(law), target)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1), noise=Table(inner.stop - 1, 0, 1),
        kappa=Choice(Fraction(5, 4), Fraction(1)), delta=Choice(Fraction(1, 2), Fraction(1, 20)), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\frac{\mathrm{TV}(X_T|\Lambda, \pi^*)}{\delta} \le 1 \le \frac{4\,\mathbb P(X_T \in \Lambda)}{1-\delta/8},"
    r" \quad T = 12\kappa^2H^2\lceil\log_2(8/\delta)\rceil",
    source=Source("arXiv:2510.03149", "leaf boost, sampling", status="derived"),
    space=models,
    sizes=((2, 2),),
    chain=(lambda i: i.distance / i.delta, lambda i: 1, lambda i: 4 * i.found / (1 - i.delta / 8)),
    loose="separation is bounded by restarts of Markov's inequality, and the leaf mass is at least H/(4H - 2)",
)
