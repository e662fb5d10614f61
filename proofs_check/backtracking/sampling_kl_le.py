"""Sampling by backtracking under uniform error, in KL.

``chi2(p_T || mu) = P^{2T}(o, o)/mu(o) - 1 <= (1 - gap)^{2T}/mu(o)`` with the gap at least
``1/(4 kappa^2 H^2)``; given a leaf it grows by at most ``4/mu(leaves)``, and KL is at most chi-square. So
``T = 2 kappa^2 H^2 log(16 kappa^3 H^2/delta^2)`` makes KL, and with it the regret divided by ``beta``, at
most ``delta^2``.
"""

from fractions import Fraction
from math import ceil, log

from proofs_check.backtracking._settings import within_kappa
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source
from theory_lab.decoding.walks.backtracking import sampled_law
from theory_lab.measures.divergences import kl
from theory_lab.sequences.laws import leaf_law, tilted


def derived(i):
    """The time of the theorem."""
    spread = 16 * i.kappa**3 * i.tree.depth**2 / i.delta**2
    return {
        "weights": walks.edge_weights(i.tree, i.steps, i.guide),
        "time": ceil(2 * i.kappa**2 * i.tree.depth**2 * log(spread)),
    }


CLAIM = Claim(
    statement=r"\mathrm{KL}\bigl(\mathrm{law}(X_T \mid \text{leaf})\,\|\,\pi^*\bigr) \le \delta^2"
    r" \text{ at } T = 2\kappa^2H^2\log(16\kappa^3H^2/\delta^2)",
    source=Source("arXiv:2510.03149", "Theorem 4.1, regret, explicit form", status="derived"),
    space=lambda size: within_kappa(
        size, derived, kappa=Choice(Fraction(5, 4), Fraction(1)), delta=Choice(Fraction(1, 2), Fraction(1, 5))
    ),
    sizes=((2, 2),),
    lhs=lambda i: kl(sampled_law(i.tree, i.weights, i.time), tilted(leaf_law(i.tree, i.steps), i.reward)),
    rhs=lambda i: i.delta**2,
    weak="at the theorem's time the divergence is below a millionth of the bound; see sampling_lasts_le for the least time",
    loose="the gap is bounded for the worst tree and conditioning costs a factor",
)
