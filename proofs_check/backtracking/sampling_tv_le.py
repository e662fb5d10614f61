"""Sampling by backtracking under uniform error, with all constants.

The climb takes at most ``2 kappa^2 H^2`` steps, so ``T = 4 kappa^2 H^2 ceil(log2(4 kappa H / delta))``
makes the separation ``eta`` at most ``delta/(4 kappa H)``; conditioning on a leaf, of stationary mass at
least ``1/(2 kappa H)``, costs ``eta/((1 - eta) mu + eta) <= (2/3) delta``.
"""

from fractions import Fraction
from math import ceil, log2

from proofs_check.backtracking._settings import within_kappa
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source
from theory_lab.decoding.walks.backtracking import sampled_law
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted


def derived(i):
    """The time of the theorem."""
    rounds = ceil(log2(4 * i.kappa * i.tree.depth / i.delta))
    return {
        "weights": walks.edge_weights(i.tree, i.steps, i.guide),
        "time": ceil(4 * i.kappa**2 * i.tree.depth**2 * rounds),
    }


CLAIM = Claim(
    statement=r"\mathrm{TV}\bigl(\mathrm{law}(X_T \mid \text{leaf}), \pi^*\bigr) \le \tfrac23\delta"
    r" \text{ at } T = 4\kappa^2H^2\lceil\log_2(4\kappa H/\delta)\rceil",
    source=Source("arXiv:2510.03149", "Theorem 4.1, explicit form", status="derived"),
    space=lambda size: within_kappa(
        size, derived, kappa=Choice(Fraction(5, 4), Fraction(1)), delta=Choice(Fraction(1, 2), Fraction(1, 5))
    ),
    sizes=((2, 2),),
    lhs=lambda i: total_variation(sampled_law(i.tree, i.weights, i.time), tilted(leaf_law(i.tree, i.steps), i.reward)),
    rhs=lambda i: xp.ratio(2, 3) * i.delta,
    trivial="probability",
    weak="at the theorem's time the distance is below a millionth of the bound; sampling_lasts_le has the least sufficient time",
    loose="separation is bounded by restarts of Markov's inequality; the distance itself is far smaller",
)
