"""No confidence is free: the Hellinger rate of maximum likelihood needs log(1/delta)/n.

Printed for every ``delta``, with ``inf_eps {log N_inf(Pi, eps)/n + eps}`` alone, here with a factor 4 and ``|Pi| = 2``,
``eps = 0``. A rival that misses an outcome of probability ``t`` is likelier on all samples without it, of probability
``(1-t)^n``, which is not below every ``delta`` while ``H2`` is far above ``4 log 2/n``. With the term it is true
(``mle_hellinger_tail_le``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import likelier_worst, tail
from theory_lab.measures.divergences import hellinger2
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """The probability that a maximiser of two models, of which one is the data law, has ``H2 > 4 log 2 / n``."""
    models = xp.stack([i.law, i.rival])
    distances = xp.stack([hellinger2(i.law, model) for model in models])
    far = xp.where(distances > 4 * xp.log(2) / i.size, 1, 0)
    return tail(i.law, i.size, likelier_worst(models, far, 0, i.size), ratio(1, 2))


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\Big(\mathrm{H}^2(p, \hat\pi) > 4 \inf_\epsilon \Big\{\frac{\log \mathcal{N}_\infty(\Pi, \epsilon)}{n} +"
        r" \epsilon\Big\}\Big) \le \delta \quad \text{for every } \delta"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.8"),
    space=lambda n: Space(law=Simplex(2), rival=Simplex(2), delta=Ratio(0, 1)),
    sizes=(5, 12),
    lhs=failure,
    rhs=lambda i: i.delta,
    expect="fails",
    falls="misprint",
)
