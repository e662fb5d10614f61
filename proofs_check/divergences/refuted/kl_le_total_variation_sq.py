"""The reverse of Pinsker's inequality with the constant that Taylor's expansion suggests.

``KL <= TV^2 / q_min`` is right to second order for two outcomes of equal mass, and wrong at the next order.
"""

from proofs_check.divergences._settings import covered
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"\mathrm{KL}(p \| q) \le \frac{\mathrm{TV}(p, q)^2}{\min q}",
    source=Source("arXiv:1503.07118", "a reverse of Pinsker's inequality with constant 1", status="derived"),
    space=covered,
    sizes=(2, 3),
    lhs=lambda i: kl(i.p, i.q),
    rhs=lambda i: total_variation(i.p, i.q) ** 2 / xp.min(i.q),
    expect="fails",
    falls="tempting form",
)
