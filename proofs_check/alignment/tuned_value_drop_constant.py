"""How far the value of inference-time pessimism falls when it draws once more, at the tuned strength.

The sampled policy is not monotone in ``N`` (`refuted.tuned_value_falls_by_skylines`). With two responses, the better one as
comparator and up to seven draws, exact over all first pools, one more draw costs at most about .07. The trivial bound of the
drop is 1. Where the skyline is 0 the tuned strength is 0 or has no value, and there is no sampler to speak of.
"""

from proofs_check.alignment._settings import with_proxy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Instance, Source
from theory_lab.decoding.responses.pessimism import pessimistic_sampler, tuned_strength
from theory_lab.numbers import Array


def tuned(i: Instance) -> dict[str, Array]:
    """The tuned strength and the skyline, for the response of the largest true reward."""
    error = xp.sqrt(xp.dot(i.base, (i.proxy - i.reward) ** 2))
    excess = 1 / xp.where(i.reward[0] >= i.reward[1], i.base[0], i.base[1]) - 1
    return {"strength": tuned_strength(error, 1 + excess), "skyline": error * xp.sqrt(excess)}


def value(i: Instance, draws: int) -> Array:
    """``E J(ITP_N)``, exact over all first pools."""
    return xp.dot(pessimistic_sampler(i.base, i.proxy, i.strength, draws, 1), i.reward)


CLAIM = Claim(
    statement=(r"b = \varepsilon/\sqrt{C-1} \implies \mathbb E J(\mathrm{ITP}_{N,b}) - \mathbb E J(\mathrm{ITP}_{N+1,b}) \le c"),
    source=Source("arXiv:2503.21878", "scaling monotonicity, the largest drop at the tuned strength", status="derived"),
    space=lambda n: with_proxy(n, draws=Count(1, 6), derived=tuned),
    sizes=(2,),
    given={"off": lambda i: i.skyline > 0},
    lhs=lambda i, c: value(i, i.draws) - value(i, i.draws + 1),
    rhs=lambda i, c: c,
    trivial=(0, 1),
    unknown="c",
    bracket=(xp.ratio(0, 1), xp.ratio(1, 1)),
)
