"""How many rounds of the walk bring the bound of `sampling_tv_le` below half of ``delta``.

At ``r = ceil(log2(4 kappa H/delta))`` rounds ``eta = 2^(-r)`` is at most ``delta/(4 kappa H)``, half of ``delta`` times the mass
``mu = 1/(2 kappa H)`` of a leaf. Then ``eta/((1 - eta) mu + eta)`` is at most ``2 delta/(4 + delta)``, as ``kappa H >= 1``, and
so below ``delta/2``.
"""

from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array


def bound(i: Instance) -> Array:
    """``eta/((1 - eta) mu + eta)``, divided by ``mu``; ``eta = part * delta/(4 kappa H)``, ``inverse = 1/(kappa H)``."""
    eta, over_mass = i.part * i.delta * i.inverse / 4, i.part * i.delta / 2
    return over_mass / (1 - eta + over_mass)


CLAIM = Claim(
    statement=r"\kappa H \ge 1,\ \eta \le \frac{\delta}{4\kappa H},\ \mu = \frac{1}{2\kappa H} \implies"
    r" \frac{\eta}{(1 - \eta)\mu + \eta} \le \frac{2\delta}{4 + \delta} \le \frac\delta2",
    source=Source("arXiv:2510.03149", "Theorem 4.1, explicit form, the number of rounds", status="derived"),
    space=Space(inverse=Ratio(0, 1), delta=Ratio(0, 1), part=Ratio(0, 1)),
    chain=(bound, lambda i: 2 * i.delta / (4 + i.delta), lambda i: i.delta / 2),
    trivial="probability",
    tight_at=lambda k: {"inverse": [1, 1], "delta": [1, 2**k], "part": [1, 1]},
    rate="1 - ratio of order 2^(-k)",
)
