"""Exact counts give exact samples, letter by letter.

With ``Vhat = V*`` the action-level sampler draws ``y_{h+1}`` from ``pi*(. | y_{1:h})``: the easy direction from
counting to sampling.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.counting.instances import CLASSIC, classic
from theory_lab.decoding.stepwise.samplers import stepwise_law


def difference(problem):
    """``sum |P(y) - pi*(y)|``."""
    return xp.sum(abs(stepwise_law(problem.tree, problem.steps, problem.values[1:]) - problem.target))


CLAIM = Claim(
    statement=r"\hat V = V^* \implies P_{\mathrm{stepwise}} = \pi^*"
    r" \quad \text{on these instances of self-reducible problems}",
    source=Source("arXiv:2510.03149", "ActionLevelRS with exact values, self-reducible problems", status="second-hand"),
    sizes=tuple(CLASSIC),
    kind="value",
    value=lambda name: difference(classic(name)),
    rhs=lambda name: 0,
    relation="==",
)
