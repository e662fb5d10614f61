"""Hard families force a large coefficient.

Average over the uniform prior on the ``N`` models: every decision has ``sum_i u_i <= 1`` and
``sum_i v_i <= 1``, so the mean gap is at least ``alpha (1 - 1/N)`` and the mean divergence at most
``beta/N + delta``. The ``alpha/2`` of the lemma as quoted is less, for two models and more.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decisions.coefficients.finite_classes import offset_risk


def models(n):
    """``n`` models on 2 decisions; each column of ``u`` and of ``v`` is a share of a law, so that it sums to at most 1."""
    laws = {name: Simplex(n) for name in ("u0", "u1", "v0", "v1")}
    parameters = {name: Ratio(0, 4) for name in ("alpha", "beta", "delta", "offset")}
    return Space(
        decisions=Simplex(2), surplus=Table((n, 2), 0, 1), shares=Table((2, 2), 0, 1), derived=tables, **laws, **parameters
    )


def tables(i):
    """Gaps at least ``alpha (1 - u)`` and divergences at most ``beta v + delta``."""
    u, v = (i.shares[k] * xp.stack([a, b]).T for k, (a, b) in enumerate(((i.u0, i.u1), (i.v0, i.v1))))
    return {"gaps": i.alpha * (1 - u) + i.surplus, "divergences": (i.beta * v + i.delta) * (1 - i.surplus)}


def bound(i):
    """``alpha (1 - 1/N) - gamma (beta/N + delta)``."""
    return i.alpha - i.alpha / i.size - i.offset * (i.beta / i.size + i.delta)


CLAIM = Claim(
    statement=r"\Bigl(\alpha/2 - \gamma(\beta/N + \delta) \le\Bigr)\ \alpha(1 - 1/N) - \gamma(\beta/N + \delta)"
    r" \le \max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_M]",
    source=Source("arXiv:2112.13487", "Lemma 5.1 with beta >= 0", status="second-hand"),
    space=models,
    sizes=(2, 3, 5),
    lhs=bound,
    rhs=lambda i: offset_risk(i.gaps, i.divergences, i.offset, i.decisions),
    sharpened=lambda i: xp.ratio(99, 100) * offset_risk(i.gaps, i.divergences, i.offset, i.decisions),
)
