"""With a perfect proxy Best-of-N improves with every draw, at least by the mass of the best responses.

``J* - J(BoN_N) = int F^N`` below the largest reward, where ``F <= 1 - p*``: the regret, which is never negative, falls by that
factor or more. Equality for two rewards.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n


def kept(i):
    """``1 - p*``, the mass of all but the best responses."""
    return 1 - xp.dot(i.base, xp.at_least(i.reward, xp.max(i.reward)))


def loss(i, draws):
    """The largest reward minus the value of Best-of-N."""
    return xp.max(i.reward) - xp.dot(best_of_n(i.base, i.reward, draws), i.reward)


CLAIM = Claim(
    statement=r"\hat r = r^* \implies J(\pi^*) - J(\mathrm{BoN}_{N+1}) \le (1 - p^*)\,\bigl(J(\pi^*) - J(\mathrm{BoN}_N)\bigr),"
    r" \quad p^* = p(\arg\max r^*)",
    source=Source("arXiv:2503.21878", "no hacking with a perfect proxy", status="derived"),
    space=lambda n: responses(n, draws=Count(1, 40)),
    sizes=(2, 3, 5),
    lhs=lambda i: loss(i, i.draws + 1),
    rhs=lambda i: kept(i) * loss(i, i.draws),
    trivial=(0, 1),
    tight_at={"base": [2, 1], "reward": [1, 0, 1], "draws": 3},
    sharpened=lambda i: xp.ratio(99, 100) * kept(i) * loss(i, i.draws),
)
