"""The largest density of Best-of-N, and KL below its logarithm.

The density is largest on the best tie class, of mass ``q``: ``(1 - (1 - q)^N)/q``. KL is at most the logarithm of the
largest density, so it stays below ``log(1/q)`` however large ``N`` is.
"""

from proofs_check.alignment._settings import responses
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import kl


def derived(i):
    """The law and the density on the best tie class."""
    mass = xp.dot(i.base, xp.at_least(i.reward, xp.max(i.reward)))
    return {"law": best_of_n(i.base, i.reward, i.draws), "best": (1 - (1 - mass) ** i.draws) / mass, "mass": mass}


CLAIM = Claim(
    statement=r"\mathrm{KL}(\mathrm{BoN}_N\|p) \le \log C_\infty(\mathrm{BoN}_N) = \log\frac{1 - (1-q)^N}{q} \le"
    r" \log\min(N, 1/q),"
    r" \quad q = p(\arg\max\hat r)",
    source=Source(
        "arXiv:2401.01879", "explicit form of Theorem 3.6", status="derived", also=("L-infinity coverage of Best-of-N",)
    ),
    space=lambda n: responses(n, draws=Count(1, 20), derived=derived),
    sizes=(2, 3, 5),
    chain=(
        lambda i: kl(i.law, i.base),
        lambda i: xp.log(linf_coverage(i.law, i.base)),
        lambda i: xp.log(i.best),
        lambda i: xp.log(xp.minimum(i.draws, 1 / i.mass)),
    ),
    tight_at=lambda k: {"base": [2**k, 1], "reward": [1, 1, 0], "draws": 2},
    rate="1 - ratio of order k 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * xp.log(xp.minimum(i.draws, 1 / i.mass)),
)
