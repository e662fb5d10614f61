"""How often a width can be large.

Round ``t`` has a function ``f_t`` with ``sum over earlier points of f_t^2 <= beta``. Put the rounds with ``|f_t| > eps`` into
bins on which ``f_t`` is still small: every bin is an eluding sequence, and at most ``beta/eps^2`` bins can refuse a
round. The literature has 4 beta in place of beta.
"""

from proofs_check.decision_making._settings import function_sequences
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.dimensions.eluding import longest_eluding


def bound(i):
    """``(beta + eps^2) El``: the right side times ``eps^2``."""
    return (i.beta + i.eps**2) * longest_eluding(i.functions, i.eps)


CLAIM = Claim(
    statement=r"\#\{t : |f_t(\pi_t)| > \varepsilon\} \le \Bigl(\frac\beta{\varepsilon^2} +"
    r" 1\Bigr)\check{\mathrm{El}}(\mathcal F, \varepsilon)"
    r" \text{ if } \sum_{i<t} f_t(\pi_i)^2 \le \beta \text{ for all } t",
    source=Source("arXiv:2312.16730", "eluder pigeonhole, beta in place of 4 beta", status="derived"),
    space=function_sequences,
    sizes=((2, 4), (3, 6), (4, 8)),
    lhs=lambda i: i.eps**2 * xp.sum(1 - xp.at_least(i.eps, abs(i.own))),
    rhs=bound,
    trivial=(0, lambda i: i.eps**2 * i.size[1]),
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"functions": [1, 1, -1, 0, 0, 0, 0, 0, 0], "order": 0, "eps": [1, 4]},
    notes="Both sides are multiplied by eps^2.",
)
