"""Sampling with boosted leaves: a constant chance of a leaf at every run.

Inner values divided by ``kappa H``: climbing takes at most ``6 kappa^2 H^2`` steps and leaves have at least a quarter of the
mass, so ``T = 12 kappa^2 H^2 ceil(log2(8/delta))`` gives separation ``delta/8``, a leaf with probability at least
``(1 - delta/8)/4``, and a law given a leaf within ``delta``: ``O(kappa^2 H^2 log(1/delta))`` steps a sample.
"""

from fractions import Fraction
from math import ceil

from proofs_check.backtracking._settings import within_kappa
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.decoding.walks.backtracking import boosted
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted


def derived(i):
    """The law of the boosted walk at the time of the theorem."""
    weights = walks.edge_weights(i.tree, i.steps, boosted(i.tree, i.guide, i.kappa * i.tree.depth))
    rounds = (ceil(8 / i.delta) - 1).bit_length()
    law = law_by_squaring(i.tree, weights, ceil(12 * i.kappa**2 * i.tree.depth**2 * rounds))[i.tree.leaves]
    target = tilted(leaf_law(i.tree, i.steps), i.reward)
    return {"found": xp.sum(law), "distance": total_variation(law / xp.sum(law), target)}


def at_the_time(size):
    """Two errors and two accuracies, at the time of the theorem."""
    return within_kappa(size, derived, kappa=Choice(Fraction(5, 4), Fraction(1)), delta=Choice(Fraction(1, 2), Fraction(1, 20)))


CLAIMS = {
    "given_leaf": Claim(
        statement=r"\mathrm{TV}(X_T|\Lambda, \pi^*) \le \delta, \quad T = 12\kappa^2H^2\lceil\log_2(8/\delta)\rceil",
        source=Source("arXiv:2510.03149", "leaf boost, sampling", status="derived"),
        space=at_the_time,
        sizes=((2, 2),),
        lhs=lambda i: i.distance,
        rhs=lambda i: i.delta,
        trivial="probability",
        weak="at the explicit time the distance is below a millionth of the bound; leaf_boost_rows has the least sufficient time",
        loose="separation is bounded by restarts of Markov's inequality",
    ),
    "leaf": Claim(
        statement=r"\mathbb P(X_T \in \Lambda) \ge \tfrac14(1-\delta/8), \quad T = 12\kappa^2H^2\lceil\log_2(8/\delta)\rceil",
        source=Source("arXiv:2510.03149", "leaf boost, a leaf is found", status="derived"),
        space=at_the_time,
        sizes=((2, 2),),
        relation=">=",
        lhs=lambda i: i.found,
        rhs=lambda i: (1 - i.delta / 8) / 4,
        trivial="probability",
        loose="the leaf mass is at least H/(4H - 2)",
    ),
}
