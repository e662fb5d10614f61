"""The best constant of the fourth-order term beside Pinsker's: 9/4.

``KL >= 2 TV^2 + TV^4/c``. The fair coin alone would allow 3/4; the worst laws are coins whose bias is of the order of the
distance.
"""

from proofs_check.divergences._settings import pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"2\,\mathrm{TV}(p, q)^2 + \tfrac1c\,\mathrm{TV}(p, q)^4 \le \mathrm{KL}(p \| q)",
    source=Source("Topsoe 2000", "best constant in the refined Pinsker inequality", status="derived"),
    space=pair,
    sizes=(2,),
    unknown="c",
    bracket=(xp.ratio(1, 2), xp.ratio(4, 1)),
    lhs=lambda i, c: 2 * total_variation(i.p, i.q) ** 2 + total_variation(i.p, i.q) ** 4 / c,
    rhs=lambda i, c: kl(i.p, i.q),
)
