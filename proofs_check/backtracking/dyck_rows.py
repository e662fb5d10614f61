"""Balanced brackets with inflated opening brackets, to the digits stated.

Values ``kappa V*`` after an inner opening bracket, lengths 8 and 12: the distance of action-level sampling, the gap, the
leaf mass ``1/(H(kappa + 1))``, the exact first leaf, the distance given a leaf at ``T`` = 1, 2, 4, 8 times ``H^2``, and
the first ``T >= H`` with distance at most .01. Laws of walks are enclosed by intervals; differences are in half units of
the last digit, from above.
"""

from fractions import Fraction
from math import ceil

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, spectrum
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.decoding.instances import open_biased
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.measures.divergences import total_variation

ROWS = {
    (12, "3/2"): (".2163", ".0052865", "1/30", (".0209", ".0058", ".0008", ".0000"), 223),
    (12, "3"): (".5271", ".0045613", "1/48", (".0730", ".0222", ".0034", ".0002"), 402),
    (8, "3/2"): (".1661", ".0130246", "1/20", (".0257",), None),
    (8, "3"): (".4072", ".0111361", "1/32", (".0876",), None),
}


def half_units(low, high, printed):
    """The larger difference of an enclosure to a printed decimal, in half units of its last digit."""
    return max(abs(Fraction(end) - Fraction(printed)) for end in (low, high)) * 2 * 10 ** (len(printed) - 1)


def differences(size):
    """All differences; a wrong leaf mass, time or law of the first leaf counts as 2."""
    made, (stepped, gap, mass, distances, first) = open_biased(size[0], Fraction(size[1])), ROWS[size]
    error = xp.value(total_variation(samplers.stepwise_law(made.tree, made.steps, made.guide), made.target)).fraction
    low, high = spectrum.spectral_gap(made.tree, made.weights)
    off = [half_units(error, error, stepped), half_units(low, high, gap)]
    off.append(Fraction(0 if bool(backtracking.leaf_mass(made.tree, made.weights) == Fraction(mass)) else 2))
    first_law = backtracking.first_leaf_law(made.tree, made.weights)
    off.append(Fraction(0 if bool(total_variation(first_law, made.target) == 0) else 2))
    times = [size[0] ** 2 << k for k in range(len(distances))]
    found = walked(made, [*times, *([first - 1, first] if first else [])])
    off += [half_units(found[time][0], found[time][1], printed) for time, printed in zip(times, distances, strict=True)]
    if first:
        off.append(Fraction(0 if found[first - 1][0] > Fraction(1, 100) >= found[first][1] else 2))
    return {"off": xp.exact([Fraction(ceil(1000 * x), 1000) for x in off])}


def walked(made, times):
    """Enclosures of the distance given a leaf at several times."""
    found = {}
    for time, law in enclosed.laws_at(made.tree, made.weights, times).items():
        leaves = law[made.tree.leaves]
        found[time] = tuple(map(Fraction, xp.value(total_variation(leaves / xp.sum(leaves), made.target))))
    return found


CLAIM = Claim(
    statement=r"\text{stepwise TV } .2163, .5271; \ \mathrm{gap}\ .0052865, .0045613; \ T(.01) = 223, 402"
    r" \text{ at } H = 12,\ \kappa = \tfrac32, 3 \text{, and the rest of the rows}",
    source=Source("arXiv:2510.03149", "one-type Dyck words, open-biased values", status="derived"),
    space=lambda size: Space(instance=Choice(size), derived=lambda i: differences(size)),
    sizes=tuple(ROWS),
    kind="witness",
    witness=lambda size: {"instance": 0},
    lhs=lambda i: xp.max(i.off),
    rhs=lambda i: 1,
)
