"""Policy covers with inverse gap weighting.

To explore a process, play for every (step, state, action) the policy that reaches it most often for the regret that
it costs in the estimated model, each with a probability inverse to that cost. No policy reaches anything much more
often than this mixture does.

Main definitions
----------------
``policy_gaps``            ``f(pi*) - f(pi)`` of all given policies in a process
``policy_cover``           for every (step, state, action) the indicator of its policy
``cover_law``              the law on policies: at least ``1/(2HSA + strength * gap)`` on each of the cover
``cover_normaliser``       the ``lambda`` of ``p = 1/(lambda + strength * gap)``, in floats

Conventions
-----------
Policies are static whole numbers (H, N, S, A), as in ``mdps.deterministic_policies``. ``cover_law`` gives each policy
of the cover exactly ``1/(2HSA + strength * gap)`` and the rest to a best policy, so that everything stays rational.
Ties go to the first policy.

References
----------
arXiv:2112.13487, section 5 (tabular reinforcement learning); arXiv:2312.16730, chapter 6.

Tags
----
policy covers, inverse gap weighting, tabular reinforcement learning
"""

from __future__ import annotations

import numpy as np

from theory_lab import numbers as xp
from theory_lab.decisions.processes.mdps import greedy, occupancies
from theory_lab.numbers import Array

__all__ = ["cover_law", "cover_normaliser", "policy_cover", "policy_gaps"]


@xp.formula
def policy_gaps(kernels: Array, rewards: Array, initial: Array, policies: np.ndarray) -> tuple[Array, Array]:
    """Gaps (N,) to the best of the policies, and the occupancies (H, N, S, A) of all of them."""
    visits = occupancies(kernels, initial, policies)
    values = xp.sum(xp.sum(xp.sum(visits * rewards[:, None], axis=-1), axis=-1), axis=0)
    return xp.max(values) - values, visits


@xp.formula
def policy_cover(gaps: Array, visits: Array, strength: Array) -> Array:
    """Indicators (H S A, N) of a policy of largest ``d(h, s, a) / (2HSA + strength * gap)`` for every cell."""
    cells = visits.shape[0] * visits.shape[2] * visits.shape[3]
    ratios = visits / (2 * cells + strength * gaps)[:, None, None]
    rows = ratios.restructured(lambda x: np.moveaxis(x, 1, 3).reshape(cells, len(gaps), x.shape[-1]))
    return greedy(rows)


@xp.formula
def cover_law(gaps: Array, cover: Array, strength: Array) -> Array:
    """The law (N,): ``1/(2HSA + strength * gap)`` for every cell that a policy covers, the rest on the first best policy."""
    law = xp.sum(cover, axis=0) / (2 * len(cover) + strength * gaps)
    return law + (1 - xp.sum(law)) * greedy(-gaps)


def cover_normaliser(gaps: np.ndarray, strength: float) -> float:
    """``lambda >= 1`` with ``sum 1/(lambda + strength * gap) = 1`` over the gaps of a cover, one of which is 0, in floats."""
    from scipy.optimize import brentq

    if not (len(gaps) and gaps.min() == 0 and strength > 0):
        raise ValueError(f"a cover holds a best policy and the strength is positive, not gaps {gaps} and {strength}")

    def excess(normaliser: float) -> float:
        return float((1 / (normaliser + strength * gaps)).sum() - 1)

    return 1.0 if excess(1.0) <= 0 else float(brentq(excess, 1, len(gaps), xtol=1e-14))  # type: ignore[arg-type]
