"""No law covers better than cumulative reachability.

Some (s, a) has ``max_pi d(s, a) / mu(s, a)`` at least the ratio of the sums, as ``mu`` sums to 1. Equality at ``mu`` proportional
to the largest occupancies.
"""

from proofs_check.decision_making._settings_processes import processes, starts
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source
from theory_lab.decisions.processes import mdps, reachability


def derived(i):
    """Largest occupancies of the last step, their sum, and their largest ratio to the law."""
    largest = reachability.largest_occupancies(mdps.stochastic(i.weights), i.initial)[-1]
    return {"total": xp.sum(largest), "ratio": reachability.concentrability(largest, i.law.reshape(*i.size[:2]))}


CLAIM = Claim(
    statement=r"\sum_{s,a} \max_\pi d^\pi_h(s,a) \le \max_{\pi,s,a} \frac{d^\pi_h(s,a)}{\mu(s,a)} \text{ for every law } \mu",
    source=Source("arXiv:2312.16730", "coverability as cumulative reachability, lower side", status="derived"),
    space=lambda size: processes(size, derived, initial=starts, law=Simplex(size[0] * size[1])),
    sizes=((2, 2, 2), (3, 2, 3)),
    lhs=lambda i: i.total,
    rhs=lambda i: i.ratio,
    sharpened=lambda i: xp.ratio(99, 100) * i.ratio,
    tight_at={"weights": [1, 1, 0, 1, 0, 1, 0, 1, 0], "initial": [1, 1], "law": [1, 1, 0, 0]},
)
