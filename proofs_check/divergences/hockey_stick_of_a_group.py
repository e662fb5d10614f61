"""The step behind group privacy: levels multiply, and the second delta is multiplied too.

``(p - s t r)_+ <= (p - s q)_+ + s (q - t r)_+`` at every outcome.
"""

from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick

CLAIM = Claim(
    statement=r"E_{st}(p \| r) \le E_s(p \| q) + s\, E_t(q \| r)",
    source=Source("Vadhan, The Complexity of Differential Privacy, 2017", "group privacy, one step", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n), r=Simplex(n), s=Ratio(1, 4), t=Ratio(1, 4)),
    sizes=(2, 3),
    lhs=lambda i: hockey_stick(i.p, i.r, i.s * i.t),
    rhs=lambda i: hockey_stick(i.p, i.q, i.s) + i.s * hockey_stick(i.q, i.r, i.t),
    tight_at={"p": [1, 0], "q": [1, 1], "r": [0, 1], "s": [2, 1], "t": [1, 1]},
)
