"""The penalty of Best-of-N cannot be improved by more than a constant.

With a hack of base mass ``1/N`` it is ``(1 - (1 - 1/N)^N) sqrt N eps >= 0.632 sqrt N eps``; a constant 3/5
is false.
"""

from proofs_check.alignment._settings import with_proxy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Source
from theory_lab.decoding.choice.best_of_n import best_of_n

CLAIM = Claim(
    statement=r"\mathbb E_{\mathrm{BoN}_N}[\hat r - r^*] \le \tfrac35\sqrt N\,\varepsilon \text{ for } N \ge 10",
    source=Source("arXiv:2503.21878", "penalty term of Theorem 3.1 with a smaller constant", status="derived"),
    space=with_proxy(2, draws=Count(10, 40)),
    lhs=lambda i: xp.dot(best_of_n(i.base, i.proxy, i.draws), i.proxy - i.reward),
    rhs=lambda i: xp.ratio(3, 5) * xp.sqrt(i.draws * xp.dot(i.base, (i.proxy - i.reward) ** 2)),
    expect="fails",
    falls="tempting form",
)
