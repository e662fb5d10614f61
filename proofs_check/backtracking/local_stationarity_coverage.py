"""What local stationarity says of leaves: coverage without hitting times.

``g_T(o) >= 1``, and along the path to ``y`` the density falls by at most ``sum |grad g|``; Cauchy-Schwarz with ``sum_v
pi*(v)^2/Q(v) = 4 (sum r)(sum s)`` gives ``E_{pi*}[(1 - g_T)_+]^2 <= 4 (sum r)(sum s) E(g_T)``. The energy is at most ``(1/mu(o)
- 1)/(T + 1)``, that is ``2 (sum r)/(r_1 (T + 1))`` (``local_stationarity_le``): in all ``8 (sum r)^2 (sum s)/(r_1 (T + 1))``,
below 1 only after a time when nothing is missing any more; the energy itself is below it much earlier. (Words of one letter
have a stationary walk after one step.)
"""

from proofs_check.backtracking._settings import models, positive_reward, verifier
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Source
from theory_lab.decoding.verifiers import mean_errors
from theory_lab.sequences.laws import leaf_law, tilted, value


def derived(i):
    """The mass of the target that is missing at a time, the energy of the density, and the mean errors."""
    weights = walks.edge_weights(i.tree, i.steps, i.guide)
    density = walks.law_after(i.tree, weights, i.time) / walks.stationary(i.tree, weights)
    flows = weights / (2 * walks.volume(i.tree, weights))
    over, under = mean_errors(i.tree, i.steps, value(i.tree, i.steps, i.reward), i.guide)
    return {
        "missing": xp.dot(tilted(leaf_law(i.tree, i.steps), i.reward), xp.maximum(1 - density[i.tree.leaves], 0)),
        "energy": xp.dot(flows, (density[1:] - density[i.tree.parent[1:]]) ** 2),
        "spread": xp.sum(over) * xp.sum(under),
    }


CLAIM = Claim(
    statement=r"\bigl(\mathbb E_{y\sim\pi^*}(1 - g_T(y))_+\bigr)^2 \le 4 \sum_h r_h \sum_h s_h\; \mathcal E(g_T)"
    r" \quad \Bigl(\le \frac{8(\sum_h r_h)^2 \sum_h s_h}{r_1 (T+1)}\Bigr)",
    source=Source("arXiv:2510.03149", "local stationarity, coverage of leaves", status="derived"),
    space=lambda size: models(size, derived, reward=positive_reward, guide=verifier, time=Choice(6, 8, 4, 10, 2, 0)),
    sizes=((2, 2), (2, 3)),
    lhs=lambda i: i.missing**2,
    rhs=lambda i: 4 * i.spread * i.energy,
    trivial="probability",
    loose=(
        "Cauchy-Schwarz over levels asks for equal steps of the density; its slowest mode, a quarter of a cosine, "
        "has 8/pi^2 = .81 for long words"
    ),
)
