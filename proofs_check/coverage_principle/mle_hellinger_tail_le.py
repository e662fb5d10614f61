"""Maximum likelihood in Hellinger distance, with the constant 1.

``C`` centres with two models each in reach of ``r = e^eps``; some model is the data law. A model as likely as the data law has a
centre at least ``r^(-n)`` times as likely, which by Markov at ``s = 1/2`` has probability at most ``r^(n/2) (1 - H2(centre))^n``,
and ``1 - H2`` changes by a factor ``sqrt r`` from centre to model: in all ``C r^n e^(-n H2)``. So with probability ``1 - delta``
``H2 <= log C/n + eps + log(1/delta)/n``. The printed form lacks the last term (see the refuted claim).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.learning.likelihood.maximisers import likelier_worst, tail
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array, ratio

CENTRES = 2


def models(i: Instance) -> dict[str, Array]:
    """The class, the data law first, and ``r``, the largest quotient between a model and its centre."""
    tilts = [xp.concatenate([row, xp.ones((1,), like=row)]) for row in i.tilts]
    members = [i.centre0 * tilts[0], i.centre0 * tilts[1], i.centre1 * tilts[2], i.centre1 * tilts[3]]
    laws = xp.stack([member / xp.sum(member) for member in members])
    quotients = laws / xp.stack([i.centre0, i.centre0, i.centre1, i.centre1])
    return {"models": laws, "law": laws[0], "reach": xp.max(xp.maximum(quotients, 1 / quotients)), "excess": i.rate / i.size[1]}


def failure(i: Instance) -> Array:
    """The probability that a model at least as likely as the data law has ``H2 > eps + u``."""
    distances = xp.stack([hellinger2(i.law, model) for model in i.models])
    far = xp.where(distances > xp.log(i.reach) + i.excess, 1, 0)
    return tail(i.law, i.size[1], likelier_worst(i.models, far, 0, i.size[1]), ratio(1, 2))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\big(\mathrm{H}^2(p, \hat\pi) > \epsilon + u\big) \le \mathcal{N}_\infty(\Pi, \epsilon)\, e^{-n u},"
        r" \quad p \in \Pi,\ \hat\pi \text{ any maximiser}"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.8 with constants", status="derived"),
    space=lambda size: Space(
        centre0=Simplex(size[0], positive=True),
        centre1=Simplex(size[0], positive=True),
        tilts=Table((2 * CENTRES, size[0] - 1), ratio(1, 2), 2),
        rate=Ratio(0, 8),
        derived=models,
    ),
    sizes=((2, 40), (2, 60)),
    lhs=failure,
    rhs=lambda i: CENTRES * xp.exp(-i.rate),
    trivial="probability",
    sharpened=lambda i: CENTRES * xp.exp(-i.rate) * ratio(9, 20),
    loose="9/20 of the bound fails at u = 0, where it is trivial, and survives the search where it is below 1",
)
