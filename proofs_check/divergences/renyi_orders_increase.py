"""Renyi divergences increase with their order: 1/2, 1, 2 and infinity.

``-2 log sum sqrt(pq) <= KL <= log(1 + chi2) <= log max p/q``: twice Jensen, then ``sum p (p/q) <= max p/q``. All four agree
where the ratio is constant on the support of ``p``.
"""

from proofs_check.divergences._settings import HALF, covered
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import chi2, hellinger2, kl

CLAIM = Claim(
    statement=r"-2 \log \sum \sqrt{pq} \le \mathrm{KL}(p \| q) \le \log(1 + \chi^2(p \| q)) \le \log \max \tfrac{p}{q}",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 7, Renyi divergence", status="second-hand"
    ),
    space=covered,
    sizes=(2, 3, 4),
    chain=(
        lambda i: -2 * xp.log(1 - hellinger2(i.p, i.q)),
        lambda i: kl(i.p, i.q),
        lambda i: xp.log(1 + chi2(i.p, i.q)),
        lambda i: xp.log(xp.max(i.p / i.q)),
    ),
    tight_at=HALF,
)
