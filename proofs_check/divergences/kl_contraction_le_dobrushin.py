"""A channel contracts KL at least as much as total variation.

``KL(pK || qK) <= eta_TV KL(p || q)`` with Dobrushin's coefficient. The erasure channel attains it for every pair of laws.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Kernel, Simplex, Source, Space
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.numbers import Array


def dobrushin(i: Instance) -> Array:
    """The largest total variation between two rows."""
    return xp.max(xp.stack([total_variation(a, b) for a in i.K for b in i.K]))


CLAIM = Claim(
    statement=r"\mathrm{KL}(pK \| qK) \le \max_{x, y} \mathrm{TV}(K_x, K_y)\, \mathrm{KL}(p \| q)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 33, contraction coefficients",
        status="second-hand",
    ),
    space=Space(p=Simplex(2), q=Simplex(2, positive=True), K=Kernel(2, 3)),
    lhs=lambda i: kl(i.p @ i.K, i.q @ i.K),
    rhs=lambda i: dobrushin(i) * kl(i.p, i.q),
    tight_at={"p": [1, 2], "q": [1, 1], "K": [1, 0, 1, 0, 1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * dobrushin(i) * kl(i.p, i.q),
)  # fmt: skip
