"""The constrained coefficient of a class, against all offsets.

``decc_eps <= max(dec_gamma, 0) + gamma eps^2`` for every ``gamma``: the mixed-integer program on the left (its
pattern re-solved in rationals), on the right the certified linear program over a grid of offsets and at the offset
that a finer search prefers.
"""

from functools import lru_cache

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.coefficients.constrained import constrained_coefficient
from theory_lab.decisions.coefficients.finite_classes import decision_coefficient

OFFSETS = [xp.ratio(2**k, 8) for k in range(10)]


@lru_cache(maxsize=64)
def solved(gaps, divergences, radius):
    """The constrained coefficient, and the least bound over offsets: the grid, and points between its two best."""

    def bound(offset):
        return max(decision_coefficient(gaps, divergences, offset).value, 0) + offset * radius

    tried = {offset: bound(offset) for offset in OFFSETS}
    best = min(tried, key=lambda offset: tried[offset])
    tried |= {best * xp.ratio(k, 8): bound(best * xp.ratio(k, 8)) for k in range(5, 16)}
    return constrained_coefficient(gaps, divergences, radius).value, min(tried.values())


def sides(i):
    """Both numbers of an instance."""
    return solved(*(tuple(map(tuple, table.fractions())) for table in (i.gaps, i.divergences)), xp.value(i.radius).fraction)


def instance(size):
    """Tables without a pattern; the first model is the reference, and every model has a best decision."""
    models, decisions, radius = size
    gaps = [(7 * k * k * k + 5 * k) % 17 if k % decisions != k // decisions % decisions else 0 for k in range(models * decisions)]
    divergences = [0] * decisions + [(11 * k * k + 3 * k + 1) % 23 for k in range((models - 1) * decisions)]
    return {"gaps": [16, *gaps], "divergences": [11, *divergences], "radius": [radius, 16]}


CLAIM = Claim(
    statement=r"\mathrm{dec}^c_\varepsilon(\mathcal M, \hat M) \le \inf_\gamma"
    r" \bigl\{\max(\mathrm{dec}_\gamma(\mathcal M, \hat M), 0)"
    r" + \gamma\varepsilon^2\bigr\}"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "Proposition 27, easy direction, solved", status="derived"),
    space=lambda size: Space(gaps=Table(size[:2], 0, 1), divergences=Table(size[:2], 0, 2), radius=Ratio(0, 1)),
    sizes=((8, 4, 12), (10, 5, 12), (10, 5, 14), (10, 5, 16)),
    kind="witness",
    witness=instance,
    lhs=lambda i: sides(i)[0],
    rhs=lambda i: sides(i)[1],
    notes="Sizes are models, decisions, and eps^2 in sixteenths.",
)
