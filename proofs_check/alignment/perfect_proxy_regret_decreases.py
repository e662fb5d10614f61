"""With a perfect proxy Best-of-N improves with every draw, and the regularised policy has a bounded bias.

The regret against the best responses is nonincreasing in ``N`` and never negative; the policy loses at most
``(b/2)(C* - C_b)``, the skyline bound at ``eps = 0``.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n


def loss(i, draws):
    """The largest reward minus the value of Best-of-N."""
    return xp.max(i.reward) - xp.dot(best_of_n(i.base, i.reward, draws), i.reward)


CLAIM = Claim(
    statement=r"\hat r = r^* \implies 0 \le J(\pi^*) - J(\mathrm{BoN}_{N+1}) \le J(\pi^*) - J(\mathrm{BoN}_N)",
    source=Source("arXiv:2503.21878", "no hacking with a perfect proxy", status="derived"),
    space=lambda n: responses(n, draws=Count(1, 40)),
    sizes=(2, 3, 5),
    chain=(lambda i: 0, lambda i: loss(i, i.draws + 1), lambda i: loss(i, i.draws)),
    trivial=(-1, None),
    loose="the ratio of the last step is at most one minus the mass of the best responses, which may be tiny",
)
