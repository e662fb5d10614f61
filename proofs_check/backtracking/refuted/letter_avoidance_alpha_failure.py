"""Letter avoidance: ``alpha`` is not the failure probability.

"Take ``alpha`` about the probability that a position fails": then ``alpha^(H-h)`` is exact only for ``q = 1/2``. The
exact choice is the success probability (``letter_avoidance_exact_alpha``).
"""

from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.numbers import ratio

CLAIM = Claim(
    statement=r"\hat V = q^{H-h} 1[\text{no failure}] = V^* = (1-q)^{H-h} 1[\text{no failure}]",
    source=Source("arXiv:2510.03149", "letter avoidance, parameter as reported", status="second-hand"),
    space=lambda depth: Space(q=Ratio(ratio(1, 16), ratio(15, 16))),
    sizes=(1, 2, 4),
    relation="==",
    lhs=lambda i: i.q**i.size,
    rhs=lambda i: (1 - i.q) ** i.size,
    expect="fails",
    falls="tempting form",
)
