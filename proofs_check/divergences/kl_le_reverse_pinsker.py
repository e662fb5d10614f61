"""A reverse of Pinsker's inequality, with the smallest mass of the second law.

``KL <= log(1 + chi2)`` and ``chi2 <= sum (p - q)^2 / q_min <= 2 TV^2 / q_min``; a coin that is sure against a fair one attains
all.
"""

from proofs_check.divergences._settings import HALF, covered
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import chi2, kl, total_variation

CLAIM = Claim(
    statement=(r"\mathrm{KL}(p \| q) \le \log(1 + \chi^2(p \| q)) \le \log\Big(1 + \frac{2\,\mathrm{TV}(p, q)^2}{\min q}\Big)"),
    source=Source("arXiv:1503.07118", "Theorem 1, finite alphabets", status="second-hand"),
    space=covered,
    sizes=(2, 3, 4),
    chain=(
        lambda i: kl(i.p, i.q),
        lambda i: xp.log(1 + chi2(i.p, i.q)),
        lambda i: xp.log(1 + 2 * total_variation(i.p, i.q) ** 2 / xp.min(i.q)),
    ),
    tight_at=HALF,
)
