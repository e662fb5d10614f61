"""The regret of Best-of-N on its hacking instance, in closed form.

Best-of-N returns the hack when one of its draws does: with probability ``1 - (1 - 1/N)^N``. The error is ``loss/sqrt
N`` up to the proxy's advantage, so the regret is at least ``(1 - 1/e) sqrt N eps``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n, regret


def derived(i):
    """The instance: an honest response and a hack of mass ``1/N``."""
    rest = xp.ratio(i.draws - 1, i.draws)
    honest = 1 - i.advantage * (1 - i.loss)
    return {
        "base": xp.stack([rest, 1 - rest]),
        "proxy": xp.stack([honest, 1]),
        "reward": xp.stack([honest, honest - i.loss * honest]),
        "target": xp.stack([1, 0]),
        "honest": honest,
    }


CLAIM = Claim(
    statement=r"J(\pi^*) - J(\mathrm{BoN}_N) = D\bigl(1 - (1 - 1/N)^N\bigr)",
    source=Source("arXiv:2503.21878", "Theorem 3.2, closed form of the instance", status="derived"),
    space=Space(loss=Ratio(0, 1), advantage=Ratio(xp.ratio(1, 64), xp.ratio(1, 2)), draws=Count(2, 60), derived=derived),
    given={"the proxy prefers the hack": lambda i: i.honest < 1},
    necessary=("the proxy prefers the hack",),
    relation="==",
    lhs=lambda i: regret(i.target, best_of_n(i.base, i.proxy, i.draws), i.reward),
    rhs=lambda i: i.loss * i.honest * (1 - xp.ratio((i.draws - 1) ** i.draws, i.draws**i.draws)),
)
