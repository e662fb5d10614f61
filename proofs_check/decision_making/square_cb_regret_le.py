"""SquareCB with the posterior mean as oracle.

Every round costs at most ``(A - 1)/(2 gamma) + (gamma/2)`` times the squared error, and for Bernoulli rewards the errors sum to
at most ``log|F|/2`` in expectation: ``E Reg <= (A - 1) T/(2 gamma) + (gamma/4) log|F|``, however contexts are chosen. With two
arms ``lambda = 1 - gamma gap + sqrt(1 + gamma^2 gap^2)``; the left side lets an adversary pick each context knowing everything.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.play.exact_regret import states_of


def decision_law(estimate, offset):
    """Inverse gap weighting of two arms, for estimates (X, 2, S)."""
    gap = abs(estimate[:, 0] - estimate[:, 1])
    greedy = 1 / (1 - offset * gap + xp.sqrt(1 + offset**2 * gap**2))
    first = xp.at_least(estimate[:, 0], estimate[:, 1])
    p = first * greedy + (1 - first) * (1 - greedy)
    return xp.stack([p, 1 - p])


def worst_total(i, error_weight=None):
    """The largest expected sum of regrets and ``error_weight`` times the squared errors, if the first function is the truth.

    By backward induction over the contexts of an adversary who knows everything.
    """
    functions, contexts, horizon = i.size
    states = states_of((contexts, 2, 2), horizon)
    truth, chances = i.means[0], xp.stack([1 - i.means, i.means])
    gaps = xp.max(truth, axis=1)[:, None] - truth
    future = xp.zeros((states.size(horizon),), like=i.means)
    for rounds in reversed(range(horizon)):
        counts = states.counts(rounds).reshape(contexts, 2, 2, -1)
        likely = xp.ones((functions, counts.shape[-1]), like=i.means)
        for x in range(contexts):
            for arm in range(2):
                for outcome in range(2):
                    powers = xp.stack([chances[outcome, :, x, arm] ** k for k in range(horizon + 1)])
                    likely = likely * powers[counts[x, arm, outcome]].T
        weights = likely / xp.sum(likely, axis=0)
        estimate = xp.stack([xp.dot(i.means[:, x].T, weights) for x in range(contexts)])
        law = decision_law(estimate, i.offset)
        options = []
        for x in range(contexts):
            cost = xp.zeros((counts.shape[-1],), like=i.means)
            for arm in range(2):
                after = [future[states.child[4 * x + 2 * arm + y][: counts.shape[-1]]] for y in range(2)]
                mean = chances[0, 0, x, arm] * after[0] + chances[1, 0, x, arm] * after[1]
                paid = gaps[x, arm] + mean
                if error_weight is not None:
                    paid = paid + error_weight * (estimate[x, arm] - truth[x, arm]) ** 2
                cost = cost + law[arm, x] * paid
            options.append(cost)
        future = xp.max(xp.stack(options), axis=0)
    return future[0]


CLAIM = Claim(
    statement=r"\mathbb E\,\mathrm{Reg}(\mathrm{SquareCB}) \le \frac{(A-1)T}{2\gamma} + \frac\gamma4"
    r" \log|\mathcal F| \text{ for all choices of contexts}"
    r" \quad (\text{Bernoulli rewards, the posterior mean as oracle; } A = T = 2,\ |\mathcal F| \le 3)",
    source=Source("arXiv:2312.16730", "Proposition 10, explicit", status="derived", also=("Proposition 10 (second-hand)",)),
    space=lambda size: Space(
        means=Table((size[0], size[1], 2), xp.ratio(1, 16), xp.ratio(15, 16)), offset=Ratio(xp.ratio(1, 2), 16)
    ),
    sizes=((2, 1, 2), (2, 2, 2), (3, 2, 2)),
    lhs=worst_total,
    rhs=lambda i: xp.ratio(i.size[2], 2) / i.offset + i.offset / 4 * xp.log(i.size[0]),
    trivial=(0, lambda i: i.size[2]),
    loose="sharp in its errors (square_cb_errors_le); those of two rounds are below log|F|/2 (square_estimation_le_log)",
)
