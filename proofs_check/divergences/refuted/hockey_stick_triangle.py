"""Group privacy with its deltas simply added.

The second one is multiplied by the first level: half of ``q`` may lie where ``r`` has nothing, and all of ``p`` with it.
"""

from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick

CLAIM = Claim(
    statement=r"E_{st}(p \| r) \le E_s(p \| q) + E_t(q \| r)",
    source=Source("Vadhan, The Complexity of Differential Privacy, 2017", "group privacy, without its factor", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), r=Simplex(n), s=Ratio(1, 4), t=Ratio(1, 4)),
    sizes=(2, 3),
    lhs=lambda i: hockey_stick(i.p, i.r, i.s * i.t),
    rhs=lambda i: hockey_stick(i.p, i.q, i.s) + hockey_stick(i.q, i.r, i.t),
    expect="fails",
    falls="tempting form",
)
