"""A policy cover reaches whatever any policy reaches.

The policy of the cell (h, s, a) maximises ``d(h, s, a)/(2HSA + eta gap)`` and has at least the probability
``1/(2HSA + eta gap)``, so the mixture has ``dbar(h, s, a) >= d^pi(h, s, a)/(2HSA + eta gap(pi))`` for every policy ``pi``.
"""

from proofs_check.decision_making._settings_processes import pairs, processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decisions.processes import mdps
from theory_lab.decisions.processes.policy_covers import cover_law, policy_cover, policy_gaps


def derived(i):
    """All occupancies, those of the mixture, and what multiplies the latter for each policy."""
    states, actions, steps = i.size
    policies = mdps.deterministic_policies(steps, states, actions)
    gaps, visits = policy_gaps(mdps.stochastic(i.weights), i.rewards, i.initial, policies)
    law = cover_law(gaps, policy_cover(gaps, visits, i.strength), i.strength)
    mixed = xp.sum(law[:, None, None] * visits, axis=1)
    return {"visits": visits, "mixed": mixed, "factors": 2 * steps * states * actions + i.strength * gaps}


def worst(i):
    """The largest ``d^pi / (dbar (2HSA + eta gap(pi)))``."""
    allowed = i.mixed[:, None] * i.factors[:, None, None]
    reached, covered = i.visits > 0, allowed > 0
    return xp.max(xp.where(covered, i.visits / xp.where(covered, allowed, 1), xp.where(reached, xp.INFINITY, 0)))


CLAIM = Claim(
    statement=r"d^\pi_h(s,a) \le \bar d_h(s,a)\,\bigl(2HSA + \eta\,\mathrm{gap}(\pi)\bigr) \text{ for all } \pi, h, s, a",
    source=Source("arXiv:2112.13487", "policy cover with inverse gap weighting, cover ratio", status="second-hand"),
    space=lambda size: processes(size, derived, rewards=pairs, initial=starts, strength=Ratio(xp.ratio(1, 8), 64)),
    sizes=((2, 2, 2),),
    lhs=worst,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
)
