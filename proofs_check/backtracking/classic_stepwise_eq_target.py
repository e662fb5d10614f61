"""Exact counts give exact samples, letter by letter.

With ``Vhat = V*`` the action-level sampler draws ``y_{h+1}`` from ``pi*(. | y_{1:h})``: the easy direction from
counting to sampling.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space
from theory_lab.counting.instances import CLASSIC, classic
from theory_lab.decoding.stepwise.samplers import stepwise_law

CLAIM = Claim(
    statement=r"\hat V = V^* \implies P_{\mathrm{stepwise}} = \pi^*",
    source=Source("arXiv:2510.03149", "ActionLevelRS with exact values, self-reducible problems", status="second-hand"),
    space=lambda name: Space(problem=Choice(classic(name))),
    sizes=tuple(CLASSIC),
    kind="witness",
    witness=lambda name: {"problem": 0},
    relation="==",
    lhs=lambda i: xp.sum(abs(stepwise_law(i.problem.tree, i.problem.steps, i.problem.values[1:]) - i.problem.target)),
    rhs=lambda i: 0,
)
