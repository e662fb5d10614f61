"""Balanced brackets with inflated opening brackets, to the digits stated.

Values ``kappa V*`` after an inner opening bracket, lengths 8 and 12: the distance of action-level sampling, the gap, the
leaf mass ``1/(H(kappa + 1))``, the exact first leaf, the distance given a leaf at ``T`` = 1, 2, 4, 8 times ``H^2``, and
the first ``T >= H`` with distance at most .01. Laws of walks are enclosed by intervals.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import enclosed, spectrum
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import open_biased
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks import backtracking
from theory_lab.decoding.walks.horizons import sampling_time
from theory_lab.measures.divergences import total_variation

ROWS = {  # action-level sampling, gap, leaf mass, first leaf, walk, first time
    (12, "3/2"): (".2163", ".0052865", "1/30", 0, (".0209", ".0058", ".0008", ".0000"), 223),
    (12, "3"): (".5271", ".0045613", "1/48", 0, (".0730", ".0222", ".0034", ".0002"), 402),
    (8, "3/2"): (".1661", ".0130246", "1/20", 0, (".0257",)),
    (8, "3"): (".4072", ".0111361", "1/32", 0, (".0876",)),
}


def row(size):
    """The numbers of a row; the gap by both ends of an enclosure."""
    made, square, long = open_biased(size[0], Fraction(size[1])), size[0] ** 2, size[0] == 12
    laws = enclosed.laws_at(made.tree, made.weights, [square << k for k in range(4 if long else 1)]).values()
    leaves = [law[made.tree.leaves] for law in laws]
    found = (
        total_variation(samplers.stepwise_law(made.tree, made.steps, made.guide), made.target),
        spectrum.spectral_gap(made.tree, made.weights),
        backtracking.leaf_mass(made.tree, made.weights),
        total_variation(backtracking.first_leaf_law(made.tree, made.weights), made.target),
        [total_variation(law / xp.sum(law), made.target) for law in leaves],
    )
    return (*found, sampling_time(made.tree, made.weights, made.target, Fraction(1, 100))) if long else found


CLAIM = Claim(
    statement=r"\text{stepwise TV } .2163, .5271; \ \mathrm{gap}\ .0052865, .0045613; \ T(.01) = 223, 402"
    r" \text{ at } H = 12,\ \kappa = \tfrac32, 3 \text{, and the rest of the rows}",
    source=Source("arXiv:2510.03149", "one-type Dyck words, open-biased values", status="derived"),
    kind="value",
    value=row,
    printed=ROWS,
)
