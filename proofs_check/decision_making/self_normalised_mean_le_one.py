"""The self-normalised supermartingale.

Mix ``exp(<x, S_T> - |x|^2_{V_T - ridge}/2)``, a supermartingale for noise with ``E exp(s noise) <= exp(s^2/2)``, over a
Gaussian ``x``. The noise here is a fair sign; the rules look at earlier signs. Gaussian noise would give equality.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Ratio, Source, Space, Table
from theory_lab.decisions.dimensions.designs import self_normalised_mean

RULES = {
    "first": lambda played, signs: 0,
    "in turn": lambda played, signs: len(played) % 2,
    "change after a loss": lambda played, signs: (played[-1] if signs[-1] > 0 else 1 - played[-1]) if signs else 0,
    "second when ahead": lambda played, signs: int(sum(signs) > 0),
}

CLAIM = Claim(
    statement=r"\mathbb E\,\exp\bigl(\tfrac12\|S_T\|^2_{V_T^{-1}}\bigr)\sqrt{\lambda^d/\det V_T} \le 1",
    source=Source("arXiv:2312.16730", "self-normalised bound for adaptive designs", status="second-hand"),
    space=lambda size: Space(actions=Table((2, size[0]), -1, 1), ridge=Ratio(xp.ratio(1, 8), 8), rule=Choice(*RULES)),
    sizes=((1, 2), (2, 3), (2, 5)),
    lhs=lambda i: self_normalised_mean(i.actions, RULES[i.rule], i.size[1], i.ridge),
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"actions": [1, 0, 0], "ridge": [1, 1], "rule": 0},
)
