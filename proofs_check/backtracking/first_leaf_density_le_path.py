"""How stopping at the first leaf distorts the target at a word of any length: by the errors along it and beside it.

Per unit of the flow ``pi_ref V*`` the network below a prefix has a resistance ``r``; the edge above it adds ``1/e`` for an error
``e = Vhat/V*``, and what leads to one prefix is parallel to what leads to its siblings, in the shares of the flow. So with
errors between ``1/kappa_h`` and ``kappa_h`` and exact leaves, ``r_h`` lies between ``1 + sum 1/kappa_j`` and ``1 + sum
kappa_j`` over the inner levels ``j > h``; siblings have any resistance between such bounds here. The first leaf is ``y`` with
``pi*(y) r_0 prod e_h r_h/(1 + e_h r_h)``, which grows with all of these. With one ``kappa`` this is sharper than the bound of
`first_leaf_ratio_le`. Sizes are numbers of inner levels, ``H - 1``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The density of the word, and what it is between."""
    errors, last = 1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa), len(i.kappa) - 1
    inverse, rates = 1 / i.kappa, 1 / _positive(errors)
    low, high = 1 + inverse[last], 1 + i.kappa[last]
    least, density, most = 1 / high, 1 / _positive(1 + rates[last]), 1 / low
    resistance = _parallel(1 + rates[last], low + i.other[last] * (high - low), i.share[last])
    for level in reversed(range(last)):
        least = low / _positive(low + i.kappa[level]) * least
        most = high / _positive(high + inverse[level]) * most
        along, low, high = resistance + rates[level], low + inverse[level], high + i.kappa[level]
        density = resistance / _positive(along) * density
        resistance = _parallel(along, low + i.other[level] * (high - low), i.share[level])
    return {"least": low * least, "density": resistance * density, "most": high * most}


def _positive(some: Array) -> Array:
    """What is positive, as is seen in the formula this way."""
    return xp.where(some > 0, some, 1)


def _parallel(along: Array, beside: Array, share: Array) -> Array:
    """The resistance of two networks side by side, per unit of flow, where the second has a share of the flow."""
    return along * beside / _positive(share * along + (1 - share) * beside)


CLAIM = Claim(
    statement=r"a_0 \prod_{0 < h < H} \frac{a_h}{a_h + \kappa_h} \le \frac{\mathbb P(\text{first leaf} = y)}{\pi^*(y)}"
    r" \le b_0 \prod_{0 < h < H} \frac{b_h}{b_h + 1/\kappa_h}, \quad a_h = 1 + \sum_{h < j < H} \frac1{\kappa_j},"
    r" \quad b_h = 1 + \sum_{h < j < H} \kappa_j",
    source=Source("arXiv:2510.03149", "distortion of the first leaf under Assumption 4.1, along one word", status="derived"),
    space=lambda levels: Space(
        kappa=Table(levels, 1, 4),
        noise=Table(levels, 0, 1),
        share=Table(levels, 0, 1),
        other=Table(levels, 0, 1),
        derived=derived,
    ),
    sizes=(2, 3),
    chain=(lambda i: i.least, lambda i: i.density, lambda i: i.most),
    sharpened=lambda i: xp.ratio(9, 10) * i.most,
)
