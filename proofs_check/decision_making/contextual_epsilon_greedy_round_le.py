"""One round of epsilon-greedy with an estimate.

``f(pi*) - E_p f <= eps + |f - fhat|(pi*) + |f - fhat|(pihat)``, and each error is at most ``sqrt(A E_p(f - fhat)^2 / eps)``,
because every action has probability at least ``eps/A``. Summed by Cauchy-Schwarz: ``eps T + 2 sqrt(A T Est / eps)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Source, Space, Table
from theory_lab.decisions.processes.mdps import greedy

# Means and estimates up to a twelfth, where regret can exceed the rate of exploring while the bound is below 1, or up to 1.
SHARES = (xp.ratio(1, 12), xp.ratio(1, 1))


def derived(i):
    """The rate, the regret and the estimation error of one round."""
    epsilon, means, estimate = i.sixteenths / 16, i.share * i.full_means, i.share * i.full_estimate
    law = (1 - epsilon) * greedy(estimate) + epsilon / i.size
    return {
        "epsilon": epsilon, "regret": xp.max(means) - xp.dot(law, means), "error": xp.dot(law, (means - estimate) ** 2)
    }  # fmt: skip


CLAIM = Claim(
    statement=r"\bigl(\mathrm{regret} - \varepsilon\bigr)_+^2 \le \frac{4A}\varepsilon\,\mathbb E_p (f-\hat f)^2",
    source=Source("arXiv:2312.16730", "Proposition 8, one round", status="second-hand"),
    space=lambda arms: Space(
        full_means=Table(arms, 0, 1), full_estimate=Table(arms, 0, 1), share=Choice(*SHARES),
        sixteenths=Ratio(xp.ratio(1, 4), 16), derived=derived,
    ),
    sizes=(2, 3, 6),
    lhs=lambda i: xp.maximum(i.regret - i.epsilon, 0) ** 2,
    rhs=lambda i: 4 * i.size * i.error / i.epsilon,
    trivial=(0, 1),
    loose="the greedy action has probability 1 - eps and costs little, so 2 may be nearly 1",
)  # fmt: skip
