"""Sampling by backtracking under uniform error, in KL.

With ``chi2_T`` the distance ``P^{2T}(o, o)/mu(o) - 1`` of the walk and ``M = mu(leaves)``, a leaf has probability at least ``M
(1 - sqrt(x))``, ``x = chi2_T/M``; given a leaf the distance is at most ``x/(1 - sqrt(x))^2``, since the target is the best
multiple of ``mu`` on the leaves, and KL is at most chi-square. As ``chi2_T`` is at most ``2 kappa^2 H exp(-T/(kappa^2 H^2))``
(``sampling_returns_le``) and ``M`` at least ``1/(2 kappa H)``, ``T = kappa^2 H^2 log(16 kappa^3 H^2/delta^2)`` gives ``x <=
delta^2/4``: KL, and with it the regret divided by ``beta``, is at most ``delta^2`` for ``delta <= 1``. That is decided at twice
this time in ``theorem_as_reported``; here the claim is stated for every time.
"""

from proofs_check.backtracking._settings import within_kappa
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Instance, Source
from theory_lab.decoding.walks.backtracking import sampled_law
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law, tilted


def derived(i: Instance) -> dict[str, Array]:
    """The weights of the edges, and the distance of the walk over the mass of the leaves."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    limit = walks.stationary(i.tree, weights)
    distance = walks.law_after(i.tree, weights, 2 * i.time)[0] / limit[0] - 1
    return {"weights": weights, "x": distance / xp.sum(limit[i.tree.leaves])}


def distance(i: Instance) -> Array:
    """``KL(law(X_T | leaf) || pi*)``."""
    return kl(sampled_law(i.tree, i.weights, i.time), tilted(leaf_law(i.tree, i.steps), i.reward))


def bound(i: Instance) -> Array:
    """``x/(1 - sqrt(x))^2``."""
    return i.x / (1 - xp.sqrt(i.x)) ** 2


CLAIM = Claim(
    statement=r"\mathrm{KL}\bigl(\mathrm{law}(X_T \mid \text{leaf})\,\|\,\pi^*\bigr) \le \frac{x}{(1 - \sqrt x)^2},"
    r" \quad x = \frac{\chi^2_T}{\mu(\Lambda)} < 1",
    source=Source("arXiv:2510.03149", "Theorem 4.1, regret, explicit form", status="derived"),
    space=lambda size: within_kappa(
        size, derived, kappa=Choice(xp.ratio(5, 4), xp.ratio(1, 1), xp.ratio(2, 1)), time=Choice(8, 6, 10, 4, 14)
    ),
    sizes=((2, 2), (2, 3)),
    given={"mixed": lambda i: i.x < 1},
    lhs=distance,
    rhs=bound,
    notes="The proof uses x < 1, where a leaf is certain to be found; no counterexample is known without it.",
    loose=(
        "KL tends to chi-square/2 for laws that meet, and the leaves, which have at most half of the mass, are "
        "charged the distance of all nodes"
    ),
)
