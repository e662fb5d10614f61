"""Policy covers certify the coefficient of tabular reinforcement learning.

The mixture of a policy cover at the reference model has small regret there (at most ``HSA/eta``), and reaches
whatever another model's best policy reaches; a change of measure turns its distance of trajectories into the rest.
Constants are far from sharp: the bound is below 1 from offsets of a thousand on, where models at distances of the inverse offset
decide. The other model is a mixture with the reference, of a share ``rate/gamma`` (all models from ``rate = gamma`` on).
"""

from proofs_check.decision_making._settings_nearby import Parts, nearby, parts
from proofs_check.decision_making._settings_processes import paid, starts, two_processes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.decisions.processes import mdps, trajectories
from theory_lab.decisions.processes.policy_covers import cover_law, policy_cover, policy_gaps
from theory_lab.numbers import Array


def compared(i: Instance, offset: Array, models: tuple[Parts, Parts]) -> dict[str, Array]:
    """Regret and expected squared distance of the cover of the first model under the second."""
    states, actions, steps = i.size[:3]
    policies, strength = mdps.deterministic_policies(steps, states, actions), offset / (21 * steps**2)
    (reference, visits), (other, _) = (policy_gaps(k, r / steps, i.initial, policies) for k, r in models)
    law = cover_law(reference, policy_cover(reference, visits, strength), strength)
    far = []
    for n in range(policies.shape[1]):
        p, q = (trajectories.trajectory_law(k, paid(r), i.initial, policies[:, n]) for k, r in models)
        far.append(2 - 2 * xp.sum(xp.sqrt(p * q)))
    return {"regret": xp.dot(law, other), "distance": xp.dot(law, xp.stack(far))}


def derived(i: Instance) -> dict[str, Array]:
    """The offset, and the comparison with a model near the reference."""
    offset = 2048 * i.size[0] * i.scale
    model, free = parts(i)
    return {"offset": offset, **compared(i, offset, (model, nearby(model, free, xp.minimum(i.rate / offset, 1))))}


CLAIM = Claim(
    statement=r"\mathbb E_p[f^M(\pi_M) - f^M(\pi)] - \gamma\,\mathbb E_p D_H^2(M(\pi), \bar M(\pi)) \le"
    r" \frac{95\,H^3 S A}{\gamma}",
    source=Source(
        "arXiv:2112.13487",
        "policy covers with inverse gap weighting, tabular reinforcement learning",
        status="second-hand",
        reading="each policy of the cover has exactly 1/(2HSA + eta gap), a best policy the rest",
    ),
    space=lambda size: two_processes(size, derived, initial=starts, scale=Ratio(xp.ratio(1, 4096), 4), rate=Ratio(0, 16384)),
    sizes=((1, 2, 2), (2, 2, 2)),
    lhs=lambda i: i.regret - i.offset * i.distance,
    rhs=lambda i: 95 * i.size[2] ** 3 * i.size[0] * i.size[1] / i.offset,
    trivial=(0, 1),
    loose="for two models the 95 is at most 2.9 (policy_cover_risk_constant)",
)
