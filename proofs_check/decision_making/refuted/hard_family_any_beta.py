"""The lower bound for hard families without ``beta >= 0``.

With ``beta`` negative and ``v = 0`` the right side grows without bound, while the risk stays below the
largest gap.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.decisions.coefficients.finite_classes import offset_risk


def tables(i):
    """Two models on two decisions with gaps at least ``alpha (1 - u)`` and divergences at most ``beta v + delta``."""
    u, v = (xp.stack([a, b]).T[:-1] for a, b in ((i.u0, i.u1), (i.v0, i.v1)))
    return {"gaps": i.alpha * (1 - u), "divergences": xp.maximum(i.beta * v + i.delta, 0), "bounds": i.beta * v + i.delta}


CLAIM = Claim(
    statement=r"\alpha/2 - \gamma(\beta/N + \delta) \le \max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_M]"
    r" \text{ whenever } \mathrm{gap}_i \ge \alpha(1-u_i),\ 0 \le D_i \le \beta v_i + \delta",
    source=Source("arXiv:2112.13487", "Lemma 5.1 without beta >= 0", status="second-hand"),
    space=Space(
        decisions=Simplex(2),
        u0=Simplex(3),
        u1=Simplex(3),
        v0=Simplex(3),
        v1=Simplex(3),
        alpha=Ratio(0, 4),
        beta=Ratio(-4, 0),
        delta=Ratio(0, 4),
        offset=Ratio(0, 4),
        derived=tables,
    ),
    given={"divergences are nonnegative": lambda i: i.bounds >= 0},
    lhs=lambda i: i.alpha / 2 - i.offset * (i.beta / 2 + i.delta),
    rhs=lambda i: offset_risk(i.gaps, i.divergences, i.offset, i.decisions),
    expect="fails",
    falls="tempting form",
)
