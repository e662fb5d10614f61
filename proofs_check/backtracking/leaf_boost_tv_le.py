"""Sampling with boosted leaves: a constant chance of a leaf at every run.

Inner values divided by ``kappa H``: climbing takes at most ``6 kappa^2 H^2`` steps and leaves have at least ``H/(4H - 2)`` of
the mass (`leaf_boost`), more than a quarter, so ``12 kappa^2 H^2 r`` steps make the separation ``eta`` at most ``2^(-r)``: a
leaf has probability at least ``(1 - eta) H/(4H - 2)``, and its law is within ``4 eta/(1 + 3 eta)`` of the target. At ``r =
ceil(log2(8/delta))`` this is within ``delta``: ``O(kappa^2 H^2 log(1/delta))`` steps a sample. After that many the distance is
below a millionth of the bound; after few rounds it is not.
"""

from math import ceil

from proofs_check.backtracking._settings import within_kappa
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Instance, Source, Space
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.decoding.walks.backtracking import boosted
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted


def derived(i: Instance) -> dict[str, object]:
    """The law of the boosted walk after so many rounds, and ``eta``."""
    weights = walks.edge_weights(i.tree, i.steps, boosted(i.tree, i.guide, i.kappa * i.tree.depth))
    law = law_by_squaring(i.tree, weights, ceil(12 * i.kappa**2 * i.tree.depth**2 * i.rounds))[i.tree.leaves]
    distance = total_variation(law / xp.sum(law), tilted(leaf_law(i.tree, i.steps), i.reward))
    return {"found": xp.sum(law), "distance": distance, "separation": xp.exact(xp.ratio(1, 2**i.rounds))}


def after_rounds(size: tuple[int, int]) -> Space:
    """Two errors, and up to eight rounds: an accuracy ``delta`` of 1/32."""
    return within_kappa(size, derived, kappa=Choice(xp.ratio(5, 4), xp.ratio(1, 1)), rounds=Choice(1, 2, 8))


CLAIMS = {
    "given_leaf": Claim(
        statement=r"\mathrm{TV}(X_T|\Lambda, \pi^*) \le \frac{4\eta}{1 + 3\eta}, \quad T = 12\kappa^2H^2r,\ \eta = 2^{-r},"
        r" \text{ so } \le \delta \text{ at } r = \lceil\log_2(8/\delta)\rceil",
        source=Source("arXiv:2510.03149", "leaf boost, sampling", status="derived"),
        space=after_rounds,
        sizes=((2, 2),),
        lhs=lambda i: i.distance,
        rhs=lambda i: 4 * i.separation / (1 + 3 * i.separation),
        trivial="probability",
        loose="after one round the distance is at most 1/2262 of the bound: Markov's inequality halves what falls by that much",
    ),
    "leaf": Claim(
        statement=r"\mathbb P(X_T \in \Lambda) \ge \frac{H}{4H-2}(1-\eta), \quad T = 12\kappa^2H^2r,\ \eta = 2^{-r}",
        source=Source("arXiv:2510.03149", "leaf boost, a leaf is found", status="derived"),
        space=after_rounds,
        sizes=((2, 2),),
        relation=">=",
        lhs=lambda i: i.found,
        rhs=lambda i: (1 - i.separation) * xp.ratio(i.tree.depth, 4 * i.tree.depth - 2),
        trivial="probability",
    ),
}
