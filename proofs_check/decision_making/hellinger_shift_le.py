"""Hellinger of a shifted fair coin.

``D_H^2(Ber(1/2 + t), Ber(1/2)) / t^2`` and ``D_H^2(Ber(1/2 + t), Ber(1/2 + 2t)) / t^2`` increase to their values at
``t = 1/2`` and ``t = 1/4``: ``4 (2 - sqrt 2) = 2.3431`` and ``16 (2 - sqrt 3) = 4.2872``, where the paper has 3 and
5.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Source, Space
from theory_lab.measures.divergences import hellinger2


def coin(shift):
    """The law of a coin with this excess over 1/2."""
    return xp.stack([xp.ratio(1, 2) + shift, xp.ratio(1, 2) - shift])


def sides(i):
    """The distance and its bound; ``t`` is half or a quarter of the raw shift."""
    if i.kind == "against fair":
        shift = i.shift / 2
        return {"far": 2 * hellinger2(coin(shift), coin(0)), "bound": 4 * (2 - xp.sqrt(2 * xp.one)) * shift**2}
    shift = i.shift / 4
    return {"far": 2 * hellinger2(coin(shift), coin(2 * shift)), "bound": 16 * (2 - xp.sqrt(3 * xp.one)) * shift**2}


CLAIM = Claim(
    statement=r"D_H^2(\mathrm{Ber}(\tfrac12+t), \mathrm{Ber}(\tfrac12)) \le 4(2-\sqrt2)\,t^2,"
    r"\quad D_H^2(\mathrm{Ber}(\tfrac12+t), \mathrm{Ber}(\tfrac12+2t)) \le 16(2-\sqrt3)\,t^2 \ (t \le \tfrac14)",
    source=Source("arXiv:2112.13487", "Hellinger distance of shifted coins, 2.35 and 4.29 in place of 3 and 5", status="derived"),
    space=Space(shift=Ratio(0, 1), kind=Choice("against fair", "against twice"), derived=sides),
    lhs=lambda i: i.far,
    rhs=lambda i: i.bound,
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
    tight_at={"shift": [1, 1], "kind": 0},
)
