"""A scalar step in the proof of a moment bound.

``log(1 + x)/x`` decreases, and at ``x = 8/5`` it is 0.597 and not 3/4; 3/4 holds up to ``x = 0.73`` only. The
lemma itself is true, with a better constant than printed (see the claim on its best constant).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=r"\tfrac34 x \le \log(1 + x) \quad (0 \le x \le 8/5)",
    source=Source("arXiv:2510.15020", "proof of Lemma F.5"),
    space=Space(x=Ratio(0, ratio(8, 5))),
    lhs=lambda i: ratio(3, 4) * i.x,
    rhs=lambda i: xp.log(1 + i.x),
    expect="fails",
    falls="proof step",
)
