"""One step by rejection with an estimated normalisation.

A pilot of ``n`` draws estimates the mean weight; then up to ``n`` draws are accepted at the level ``M``
times the estimate. With ``M >= 4 C_inf`` the level is large enough unless the pilot is off by a factor 4,
and ``n = 4 M log(4/delta)`` makes all failures together at most ``delta``; inverted,
``delta = 4 exp(-n/(4M))``: below 1 from ``n = 5.6 M`` on, so long pilots come first.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import pilot_rejection_law
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import tilted


def derived(i):
    """The target and a level factor of at least four times its coverage."""
    target = tilted(i.base, i.weight)
    return {"target": target, "factor": 4 * linf_coverage(target, i.base) * (1 + i.surplus)}


CLAIM = Claim(
    statement=r"\mathrm{TV}(\text{Algorithm 5}, q) \le 4 e^{-n/(4M)}, \quad M \ge 4 C_\infty",
    source=Source("arXiv:2510.03149", "Proposition F.2", status="second-hand"),
    space=Space(
        base=Simplex(2, positive=True),
        weight=Simplex(2),
        surplus=Ratio(0, 2),
        draws=Choice(48, 40, 32, 24, 12, 4, 1),
        derived=derived,
    ),
    lhs=lambda i: total_variation(pilot_rejection_law(i.base, i.weight, i.factor, i.draws), i.target),
    rhs=lambda i: 4 * xp.exp(-i.draws / (4 * i.factor)),
    trivial="probability",
    loose="the 4 in the exponent is at most .786 (pilot_rejection_budget_constant); three failure probabilities are added",
)
