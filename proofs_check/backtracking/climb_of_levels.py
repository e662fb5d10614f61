"""The climb from a word under uniform error, for words of any length: by the errors along it.

The climb is ``2 sum vol(T_u)/w(u)`` along the word, and ``vol(T_u) = w(u) + 2 D(u)`` with ``D`` the weight strictly below. A
level below ``u`` weighs ``E e/e(u)`` times as much as ``u``, in the mean over its prefixes below ``u``, and words ``1/e(u)``; so
the climb is ``2 H + 4 sum (1 + M_h)/e_h``, where ``M_h`` is the sum of these means. With errors between ``1/kappa_h`` and
``kappa_h`` it is at most as stated, and with one ``kappa`` this is the bound of `root_times_le`. Sizes are numbers of inner
levels, ``H - 1``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The sum of all ``(1 + M_h)/e_h``, ``M_h`` a share of its bound, and what it is at most."""
    errors, last = 1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa), len(i.kappa) - 1
    rates = 1 / xp.where(errors > 0, errors, 1)  # they are positive, which is seen in the formula this way
    climb, later, most = rates[last], i.kappa[last], i.kappa[last]
    for level in reversed(range(last)):
        climb = rates[level] + rates[level] * i.share[level] * later + climb
        most = i.kappa[level] + i.kappa[level] * later + most
        later = i.kappa[level] + later
    return {"climb": climb, "most": most}


CLAIM = Claim(
    statement=r"\mathbb E_y[\text{time to the root}] - 2H = 4 \sum_{h<H} \frac{1 + M_h}{e_h}"
    r" \le 4 \sum_{h<H} \kappa_h \Bigl(1 + \sum_{h<j<H} \kappa_j\Bigr), \quad M_h \le \sum_{h<j<H} \kappa_j",
    source=Source("arXiv:2510.03149", "climbing times under Assumption 4.1, level by level", status="derived"),
    space=lambda levels: Space(kappa=Table(levels, 1, 4), noise=Table(levels, 0, 1), share=Table(levels, 0, 1), derived=derived),
    sizes=(2, 3, 5),
    lhs=lambda i: 4 * i.climb,
    rhs=lambda i: 4 * i.most,
    sharpened=lambda i: xp.ratio(9, 10) * 4 * i.most,
)
