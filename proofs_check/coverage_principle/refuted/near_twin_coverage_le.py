"""Maximum likelihood at high levels: the coarse term alone is not enough.

The tempting reading of Theorem 4.1, that at its level of confidence coverage is a matter of missing mass, ``log(2/delta)/n``
whatever the class: near twins of the truth (``_settings_twins``) refute it, as ``d`` grows. The term ``log|Pi|/(n log N)``
is needed (``near_twin_constant`` has both). The left side is a coverage, at most 1.
"""

from proofs_check.coverage_principle._settings_twins import chance, twins
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\mathrm{Cov}_N(\hat\pi) \le \frac{\log(2/\delta)}{n} \text{ with probability } 1 - \delta",
    source=Source("arXiv:2510.15020", "Theorem 4.1 without the fine term", status="derived"),
    space=twins,
    sizes=((24, 40),),
    lhs=lambda i: i.rare,
    rhs=lambda i: xp.log(2 / chance(i)) / i.size[1],
    expect="fails",
    falls="tempting form",
)
