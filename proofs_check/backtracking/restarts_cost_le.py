"""Steps per sample when runs are repeated until one ends at a leaf.

Runs of ``T`` steps succeed with probability ``P(E_leaf)``, independently, so an output takes ``T/P(E_leaf)`` steps and follows
the law given a leaf; with ``T = 4 kappa^2 H^2 r`` and ``P >= (1 - 2^(-r))/(2 (1 + kappa (H - 1)))`` (`sampling_success_ge`) at
most ``8 kappa^2 H^2 (1 + kappa (H - 1)) r/(1 - 2^(-r))``, below ``(32/3) kappa^3 H^3 r``. Sharp for an exact verifier and many
rounds.
"""

from fractions import Fraction
from math import ceil

from proofs_check.backtracking._settings import within_kappa
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source
from theory_lab.counting.estimators import law_by_squaring


def derived(i):
    """Time and bound of the theorem."""
    rounds = (ceil(4 * i.kappa * i.tree.depth / i.delta) - 1).bit_length()
    time = ceil(4 * i.kappa**2 * i.tree.depth**2 * rounds)
    found = xp.sum(law_by_squaring(i.tree, walks.edge_weights(i.tree, i.steps, i.guide), time)[i.tree.leaves])
    return {"cost": time / found, "bound": time * 2 * (1 + i.kappa * (i.tree.depth - 1)) / (1 - xp.ratio(1, 2**rounds))}


CLAIM = Claim(
    statement=r"\frac{T}{\mathbb P(X_T \in \Lambda)} \le \frac{8\kappa^2H^2(1 + \kappa(H-1))\,r}{1 - 2^{-r}}"
    r" \le \tfrac{32}3\,\kappa^3H^3 r,"
    r" \quad r = \lceil\log_2(4\kappa H/\delta)\rceil",
    source=Source("arXiv:2510.03149", "Theorem 4.1, restarts until a leaf, explicit form", status="derived"),
    space=lambda size: within_kappa(
        size, derived, kappa=Choice(Fraction(3, 2), Fraction(1)), delta=Choice(Fraction(1, 2), Fraction(1, 20))
    ),
    sizes=((2, 2),),
    lhs=lambda i: i.cost,
    rhs=lambda i: i.bound,
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
)
