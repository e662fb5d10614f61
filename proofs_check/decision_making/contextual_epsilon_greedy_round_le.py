"""One round of epsilon-greedy with an estimate.

``f(pi*) - E_p f <= eps + |f - fhat|(pi*) + |f - fhat|(pihat)``, and each error is at most ``sqrt(A E_p(f - fhat)^2 / eps)``,
because every action has probability at least ``eps/A``. Summed by Cauchy-Schwarz: ``eps T + 2 sqrt(A T Est / eps)``.
The proposition is quoted for the rate ``T^(2/3)``; this form is ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Source, Space, Table
from theory_lab.decisions.processes.mdps import greedy


def derived(i):
    """The law, the regret and the estimation error of one round; means in quarters, so that near ones are light."""
    means, estimate = i.quarters / 4, i.estimate / 4
    law = (1 - i.epsilon) * greedy(estimate) + i.epsilon / i.size
    return {"regret": xp.max(means) - xp.dot(law, means), "error": xp.dot(law, (means - estimate) ** 2)}


CLAIM = Claim(
    statement=r"\bigl(\mathrm{regret} - \varepsilon\bigr)_+^2 \le \frac{4A}\varepsilon\,\mathbb E_p (f-\hat f)^2",
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
    lhs=lambda i: xp.maximum(i.regret - i.epsilon, 0) ** 2,
    rhs=lambda i: 4 * i.size * i.error / i.epsilon,
    trivial=(0, 1),
    loose="the greedy action has probability 1 - eps and costs little, so 2 may be nearly 1",
)
