"""Rejection with half the coverage as level: the error stays while the promise shrinks, to the digits stated.

Two outcomes of base probabilities .9 and .1 and weights .1 and 1, ``M = C_inf/2``, ``n = ceil(4 M log(4/delta))`` draws: the
distance is 17.2 times ``delta = .01`` and 171 times ``delta = .001``. Exact over all pilots.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.choice.rejection import pilot_rejection_law
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import tilted


def quotient(inverse):
    """The distance over ``delta``; the number of draws is certified by a ball."""
    base, weight = xp.exact(["9/10", "1/10"]), xp.exact(["1/10", "1"])
    target = tilted(base, weight)
    factor = xp.value(linf_coverage(target, base)).fraction / 2
    needed = xp.value(4 * factor * xp.log(xp.exact(4 * inverse)))
    draws = ceil(Fraction(needed.bounds()[1]))
    return total_variation(pilot_rejection_law(base, weight, factor, draws), target) * inverse


CLAIM = Claim(
    statement=r"\mathrm{TV}(\text{Algorithm 5}, q) = 17.2\,\delta \ (\delta = .01),\quad 171\,\delta \ (\delta = .001)"
    r" \text{ at } M = C_\infty/2",
    source=Source("arXiv:2510.03149", "Proposition F.2 without M >= 4 C_inf, values", status="derived"),
    kind="value",
    value=quotient,
    printed={100: "17.2", 1000: "171."},
)
