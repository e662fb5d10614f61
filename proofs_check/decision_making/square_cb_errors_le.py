"""The regret of SquareCB against the errors of its own estimates.

With two arms, a round of inverse gap weighting costs at most ``1/(2 gamma)`` more than ``gamma/2`` times the squared error on
the arm played, whatever the estimates are; this adds up over the rounds, however contexts are chosen. Equality for one round
and two functions that exchange the arms: the estimates are 1/2, and the gap is ``2/gamma``.
"""

from proofs_check.decision_making.square_cb_regret_le import worst_total
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Table

CLAIM = Claim(
    statement=r"\mathbb E \sum_{t\le T} \Bigl(\max_a f^*(x_t, a) - f^*(x_t, a_t) - \frac\gamma2"
    r" \bigl(\hat f_t(x_t, a_t) - f^*(x_t, a_t)\bigr)^2\Bigr) \le \frac{(A-1)T}{2\gamma} \text{ for all choices of contexts}",
    source=Source("arXiv:2312.16730", "Proposition 10, in the errors of the estimates", status="derived"),
    space=lambda size: Space(
        means=Table((size[0], size[1], 2), xp.ratio(1, 16), xp.ratio(15, 16)), offset=Ratio(xp.ratio(1, 2), 16)
    ),
    sizes=((2, 1, 1), (2, 2, 2), (3, 2, 2)),
    lhs=lambda i: worst_total(i, -i.offset / 2),
    rhs=lambda i: xp.ratio(i.size[2], 2) / i.offset,
    trivial=lambda i: i.size[2],
    tight_at={"means": [4, 3, 1, 1, 3], "offset": [4, 1]},
    sharpened=lambda i: xp.ratio(99 * i.size[2], 200) / i.offset,
)
