"""Every prior bounds the worst regret of every learner from below.

The Bayes-optimal dynamic program is optimal for the average over the prior, and the average is at most the
largest. Any learner will do on the right: UCB, epsilon-greedy, explore-then-commit and uniform play, by their
exact regrets.
"""

from functools import lru_cache

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Simplex, Source, Space, Table
from theory_lab.decisions.play import learners
from theory_lab.decisions.play.exact_regret import expected_regret, final_weights
from theory_lab.decisions.play.minimax import bayes_regret


@lru_cache(maxsize=64)
def weights(name, horizon):
    """The final weights of a learner of two arms."""
    learner = {
        "uniform": learners.uniform,
        "explore": learners.explore_then_commit(1),
        "greedy": learners.epsilon_greedy(xp.ratio(1, 4)),
        "optimist": learners.upper_confidence(horizon, learners.short_width(horizon, 2, xp.ratio(1, 2))),
    }[name]
    return final_weights(learner, (1, 2, 2), horizon, exact=True)


def worst_regret(i):
    """The largest regret over the class."""
    return xp.max(xp.stack([expected_regret(means, *weights(i.learner, i.size[1])) for means in i.means]))


CLAIM = Claim(
    statement=r"\min_{\text{learner}} \mathbb E_{M\sim\mu} \mathrm{Reg}_M \le \max_M \mathrm{Reg}_M(\text{learner})",
    source=Source("arXiv:2312.16730", "Bayesian lower bound on the minimax regret", status="derived"),
    space=lambda size: Space(
        prior=Simplex(size[0]), means=Table((size[0], 2), 0, 1), learner=Choice("uniform", "explore", "greedy", "optimist")
    ),
    sizes=((2, 2), (3, 3), (4, 5)),
    lhs=lambda i: bayes_regret(i.means, i.prior, i.size[1]),
    rhs=worst_regret,
    sharpened=lambda i: xp.ratio(99, 100) * worst_regret(i),
)
