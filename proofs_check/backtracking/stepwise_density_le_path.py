"""How much action-level sampling amplifies errors at a word of any length: the ratio to the target by the errors along it.

``P(y)/pi*(y)`` is the product over its letters of ``e(y_1..y_h)`` over the mean error of the letters that were possible
there, under the target. Errors between ``1/kappa_h`` and ``kappa_h`` leave each factor between ``kappa_h^-2`` and ``kappa_h^2``;
with one ``kappa``, and exact scores of words, this is the bound of `stepwise_ratio_le`. The density of a word depends on nothing
else, and the other letters of a step may be put together, with their mean error. Sizes are (letters, length).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.decisions.processes.mdps import stochastic
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The density of the word ``00...0``, and the product of the squared factors."""
    kappa = i.kappa[:, None]
    errors = 1 / kappa + i.noise * (kappa - 1 / kappa)
    means = xp.sum(stochastic(i.weights) * errors, axis=-1)
    factors = errors[:, 0] / xp.where(means > 0, means, 1)  # they are positive, which is seen in the formula this way
    least, density, most = i.kappa[-1] ** -2, factors[-1], i.kappa[-1] ** 2
    for step in reversed(range(len(i.kappa) - 1)):
        least, most = i.kappa[step] ** -2 * least, i.kappa[step] ** 2 * most
        density = factors[step] * density
    return {"least": least, "density": density, "most": most}


CLAIM = Claim(
    statement=r"\prod_{h=1}^H \kappa_h^{-2} \le \frac{P(y)}{\pi^*(y)} \le \prod_{h=1}^H \kappa_h^2,"
    r" \quad \frac1{\kappa_h} \le \frac{\hat V}{V^*}(y_{<h}a) \le \kappa_h",
    source=Source("arXiv:2510.03149", "error amplification of action-level rejection sampling, along one word", status="derived"),
    space=lambda size: Space(
        weights=Table(size[::-1], 0, 1), noise=Table(size[::-1], 0, 1), kappa=Table(size[1], 1, 4), derived=derived
    ),
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(lambda i: i.least, lambda i: i.density, lambda i: i.most),
    sharpened=lambda i: xp.ratio(9, 10) * i.most,
)
