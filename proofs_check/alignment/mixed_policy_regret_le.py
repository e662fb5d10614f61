"""The regret of the policy regularised by chi-square and KL.

As for chi-square alone: optimality costs ``b (D* - D)`` minus half a squared distance, the transfer costs ``eps``
times the distance. ``KL <= chi2`` gives ``D* <= (3/2)(C - 1)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decoding.responses.regularised import mixed_divergence, mixed_reward
from theory_lab.measures.coefficients import l1_coverage


def derived(i):
    """The true reward, which differs from the proxy by the given error, and ``eps^2/(2b)``."""
    truth = mixed_reward(i.policy, i.base, i.strength) - i.error
    return {"truth": truth, "penalty": xp.dot(i.base, i.error**2) / (2 * i.strength)}


def coarse(i):
    """``(3b/2)(C - 1) + eps^2/(2b)``."""
    return 3 * i.strength * (l1_coverage(i.target, i.base) - 1) / 2 + i.penalty


CLAIM = Claim(
    statement=r"J(\pi^*) - J(\pi_{\mathrm{mix}}) \le b\bigl(D(\pi^*) - D(\pi_{\mathrm{mix}})\bigr) + \frac{\varepsilon^2}{2b}"
    r" \le \tfrac{3b}2\bigl(C(\pi^*)-1\bigr) + \frac{\varepsilon^2}{2b}, \quad D = \tfrac12\chi^2 + \mathrm{KL}",
    source=Source("arXiv:2407.13399", "regret of the chi-PO policy, explicit form", status="derived"),
    space=lambda n: Space(
        base=Simplex(n, positive=True),
        policy=Simplex(n, positive=True),
        target=Simplex(n),
        error=Table(n, -1, 1),
        strength=Ratio(xp.ratio(1, 16), 4),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    chain=(
        lambda i: xp.dot(i.target - i.policy, i.truth),
        lambda i: i.strength * (mixed_divergence(i.target, i.base) - mixed_divergence(i.policy, i.base)) + i.penalty,
        coarse,
    ),
    trivial="nonnegative",
    loose="D is 3 chi2/2 only where the target leaves out a rare response, and there the first step drops b KL(pi* || pi)",
)
