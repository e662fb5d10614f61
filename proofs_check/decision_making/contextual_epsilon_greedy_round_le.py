"""One round of epsilon-greedy with an estimate.

``f(pi*) - E_p f`` is at most ``eps (1 - 1/A)`` for exploring and ``1 - eps`` times the errors at ``pi*`` and ``pihat``, which
the law plays with probability ``eps/A`` and ``1 - eps + eps/A`` at least: Cauchy-Schwarz. In all at most ``eps + sqrt(2 A E_p(f
- fhat)^2 / eps)``; summed, ``eps T + sqrt(2 A T Est / eps)``. Equality where the greedy action is as bad as all others and both
errors are in proportion. The proposition is quoted for the rate ``T^(2/3)``; this form is ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space, Table
from theory_lab.decisions.processes.mdps import greedy


def derived(i):
    """The law, the regret and the estimation error of one round; means in quarters, so that near ones are light."""
    means, estimate = i.quarters / 4, i.estimate / 4
    law = (1 - i.epsilon) * greedy(estimate) + i.epsilon / i.size
    return {"regret": xp.max(means) - xp.dot(law, means), "error": xp.dot(law, (means - estimate) ** 2)}


def bound(i):
    """``(1 - eps)^2 (A/eps + 1/(1 - eps + eps/A))`` times the error."""
    explored = i.epsilon / i.size
    return (1 - i.epsilon) ** 2 * (1 / explored + 1 / (1 - i.epsilon + explored)) * i.error


CLAIM = Claim(
    statement=r"\bigl(\mathrm{regret} - \varepsilon(1 - \tfrac1A)\bigr)_+^2 \le (1-\varepsilon)^2\Bigl(\frac A\varepsilon"
    r" + \frac1{1 - \varepsilon + \varepsilon/A}\Bigr)\mathbb E_p (f-\hat f)^2",
    source=Source(
        "arXiv:2312.16730", "Proposition 8, one round", status="second-hand", reading="quoted for its rate; this form is ours"
    ),
    space=lambda arms: Space(
        quarters=Table(arms, 0, 4),
        estimate=Table(arms, 0, 4),
        epsilon=Choice(xp.ratio(1, 8), xp.ratio(1, 2), xp.ratio(1, 32), xp.ratio(1, 1)),
        derived=derived,
    ),
    sizes=(2, 3, 6),
    lhs=lambda i: xp.maximum(i.regret - i.epsilon * xp.ratio(i.size - 1, i.size), 0) ** 2,
    rhs=bound,
    trivial=(0, 1),
    tight_at={"quarters": [1, 0, 4], "estimate": [1, 1, 1], "epsilon": 1},
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
