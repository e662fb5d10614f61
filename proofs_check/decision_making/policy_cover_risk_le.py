"""Policy covers certify the coefficient of tabular reinforcement learning.

The mixture of a policy cover at the reference model has small regret there (at most ``HSA/eta``), and reaches
whatever another model's best policy reaches; a change of measure turns its distance of trajectories into the rest.
Constants are far from sharp.
"""

from proofs_check.decision_making._settings_processes import paid, starts, two_processes
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decisions.processes import mdps, trajectories
from theory_lab.decisions.processes.policy_covers import cover_law, policy_cover, policy_gaps


def derived(i):
    """Regret and expected squared distance of the cover of the reference under the other model."""
    states, actions, steps = i.size
    policies, strength = mdps.deterministic_policies(steps, states, actions), i.offset / (21 * steps**2)
    kernels = [mdps.stochastic(weights) for weights in (i.weights, i.other_weights)]
    gaps, visits = policy_gaps(kernels[0], i.chances / steps, i.initial, policies)
    law = cover_law(gaps, policy_cover(gaps, visits, strength), strength)
    other = policy_gaps(kernels[1], i.other_chances / steps, i.initial, policies)[0]
    rewards = [paid(chances) for chances in (i.chances, i.other_chances)]
    far = xp.stack(
        [
            xp.sum((xp.sqrt(p) - xp.sqrt(q)) ** 2)
            for p, q in (
                tuple(trajectories.trajectory_law(k, r, i.initial, policies[:, n]) for k, r in zip(kernels, rewards, strict=True))
                for n in range(policies.shape[1])
            )
        ]
    )
    return {"regret": xp.dot(law, other), "distance": xp.dot(law, far)}


CLAIM = Claim(
    statement=r"\mathbb E_p[f^M(\pi_M) - f^M(\pi)] - \gamma\,\mathbb E_p D_H^2(M(\pi), \bar M(\pi)) \le"
    r" \frac{95\,H^3 S A}{\gamma}",
    source=Source(
        "arXiv:2112.13487",
        "policy covers with inverse gap weighting, tabular reinforcement learning",
        status="second-hand",
        reading="each policy of the cover has exactly 1/(2HSA + eta gap), a best policy the rest",
    ),
    space=lambda size: two_processes(size, derived, initial=starts, offset=Ratio(1, 512)),
    sizes=((1, 2, 2), (2, 2, 2)),
    lhs=lambda i: i.regret - i.offset * i.distance,
    rhs=lambda i: 95 * i.size[2] ** 3 * i.size[0] * i.size[1] / i.offset,
    trivial=(0, 1),
    weak="up to the largest offset the bound exceeds 1; policy_cover_risk_constant has strength",
    loose="the search reaches a constant of about 3 with two states, actions and steps",
)
