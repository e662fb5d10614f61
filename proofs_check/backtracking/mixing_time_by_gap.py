"""Mixing times between the two bounds by the gap, on small trees.

``(1/gap - 1) log(1/(2 eps)) <= t_mix(eps) <= log(1/(eps mu_min))/gap`` for a lazy reversible chain (the second
eigenfunction; chi-square). Mixing times are decided exactly, gaps are enclosed by counting eigenvalues.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.chains.mixing import mixing_time
from theory_lab.chains.spectrum import spectral_gap
from theory_lab.claims import Claim, Source
from theory_lab.counting.battery import SMALL, case


def quotients(size):
    """The time over the upper bound, and the lower bound over the time."""
    pair, eps = size[0], Fraction(1, size[1])
    made = case(*pair)
    time = mixing_time(walks.transition_matrix(made.tree, made.weights), eps).time
    low, high = spectral_gap(made.tree, made.weights)
    least = xp.value(xp.min(walks.stationary(made.tree, made.weights))).fraction
    return {
        "above": time * high / xp.log(xp.exact(1 / (eps * least))),
        "below": (1 / low - 1) * xp.log(xp.exact(1 / (2 * eps))) / time,
    }


CLAIM = Claim(
    statement=r"\Bigl(\frac1{\mathrm{gap}} - 1\Bigr)\log\frac1{2\varepsilon} \le t_{\mathrm{mix}}(\varepsilon) \le"
    r" \frac1{\mathrm{gap}}\log\frac1{\varepsilon\mu_{\min}}"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("Levin and Peres 2017", "relaxation and mixing times", status="second-hand"),
    sizes=tuple((pair, inverse) for pair in (*SMALL[1::15], SMALL[5]) for inverse in (4, 100)),
    kind="value",
    value=quotients,
    rhs=lambda size: 1,
)
