"""Clipping does not keep the ratio of the policies within its range.

A policy whose clipped surrogate is as large as it can be may be anywhere beyond the range: nothing pulls it back.
"""

from proofs_check.policy_optimisation._settings import clipped, surrogates
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\pi \in \arg\max \mathcal L_{\mathrm{clip}} \implies \max_a \rho(a) \le 1 + \epsilon",
    source=Source("arXiv:1707.06347", "Section 3, what clipping is for", status="derived"),
    space=surrogates,
    sizes=(2,),
    given={"maximal": lambda i: clipped(i) >= i.eps * xp.dot(i.old, xp.absolute(i.advantage))},
    lhs=lambda i: xp.max(i.rho),
    rhs=lambda i: 1 + i.eps,
    expect="fails",
    falls="tempting form",
)
