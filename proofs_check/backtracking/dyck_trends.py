"""Balanced brackets: errors of the verifier cost time, gracefully.

With opening brackets inflated by ``kappa`` and time measured in ``H^2``: doubling the time at least halves the distance, doubling
``kappa`` raises the distance of action-level sampling, and the time after which the walk is within .01 grows by less than
``kappa^2``, nearly by ``kappa``. Laws are enclosed.
"""

from fractions import Fraction

from theory_lab import numbers as xp
from theory_lab.chains import enclosed
from theory_lab.claims import Claim, Source
from theory_lab.decoding.instances import open_biased
from theory_lab.decoding.stepwise import samplers
from theory_lab.decoding.walks.horizons import sampling_time
from theory_lab.measures.divergences import total_variation


def distances(made, times):
    """The distances given a leaf."""
    leaves = [law[made.tree.leaves] for law in enclosed.laws_at(made.tree, made.weights, times).values()]
    return [total_variation(law / xp.sum(law), made.target) for law in leaves]


def within(made):
    """The first time with distance at most .01."""
    return sampling_time(made.tree, made.weights, made.target, Fraction(1, 100))


def quotients(size):
    """The quotients of the three statements."""
    depth, kappa = size[0], Fraction(size[1])
    small, large = open_biased(depth, kappa), open_biased(depth, 2 * kappa)
    found = distances(large, [depth**2 << k for k in range(4)])
    halving = [2 * later / sooner for sooner, later in zip(found, found[1:], strict=False)]
    error = [total_variation(samplers.stepwise_law(m.tree, m.steps, m.guide), m.target) for m in (small, large)]
    growth = Fraction(within(large), within(small)) / 4
    return {"twice the time": halving, "twice the error": error[0] / error[1], "first time": growth}


CLAIM = Claim(
    statement=r"\mathrm{TV}(2T) \le \tfrac12\mathrm{TV}(T),\quad \mathrm{TV}_{\mathrm{step}}(\kappa) \le"
    r" \mathrm{TV}_{\mathrm{step}}(2\kappa),\quad T_{.01}(2\kappa) \le 4\,T_{.01}(\kappa)"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2510.03149", "one-type Dyck words, trends", status="derived"),
    sizes=((6, "3/2"), (8, "3/2"), (8, "2"), (10, "3/2")),
    kind="value",
    value=quotients,
    rhs=lambda size: 1,
)
