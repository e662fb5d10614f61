"""Jeffreys's divergence from total variation: the whole curve is attained.

``J >= 2 TV log((1 + TV)/(1 - TV))``, by two laws with their weights exchanged. Stronger than twice Pinsker. At ``TV = 1``
both sides are infinite, which "overlap" leaves out: it is not necessary.
"""

from proofs_check.divergences._settings import OPPOSITE, jeffreys, odds, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=r"2\,\mathrm{TV} \log \frac{1 + \mathrm{TV}}{1 - \mathrm{TV}} \le \mathrm{KL}(p \| q) + \mathrm{KL}(q \| p)",
    source=Source("arXiv:1508.00335", "the least Jeffreys divergence at a given total variation", status="second-hand"),
    space=pair,
    sizes=(2, 3),
    given={"overlap": lambda i: total_variation(i.p, i.q) < 1},
    lhs=lambda i: 2 * total_variation(i.p, i.q) * odds(total_variation(i.p, i.q)),
    rhs=lambda i: jeffreys(i.p, i.q),
    tight_at=OPPOSITE,
    sharpened=lambda i: xp.ratio(99, 100) * jeffreys(i.p, i.q),
)
