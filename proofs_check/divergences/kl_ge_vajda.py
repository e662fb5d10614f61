"""Vajda's lower bound on KL, which is unbounded as total variation tends to 1.

``KL >= log((1 + TV)/(1 - TV)) - 2 TV/(1 + TV)``; near the diagonal it is Pinsker's bound. At ``TV = 1`` both sides are
infinite, which "overlap" leaves out: it is not necessary.
"""

from proofs_check.divergences._settings import near, odds, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.numbers import Array


def vajda(i: Instance) -> Array:
    """``log((1 + TV)/(1 - TV)) - 2 TV/(1 + TV)``."""
    t = total_variation(i.p, i.q)
    return odds(t) - 2 * t / (1 + t)


CLAIM = Claim(
    statement=r"\log \frac{1 + \mathrm{TV}}{1 - \mathrm{TV}} - \frac{2\,\mathrm{TV}}{1 + \mathrm{TV}} \le \mathrm{KL}(p \| q)",
    source=Source("arXiv:cs/0603097", "Vajda's inequality", status="second-hand"),
    space=pair,
    sizes=(2, 3),
    given={"overlap": lambda i: total_variation(i.p, i.q) < 1},
    lhs=vajda,
    rhs=lambda i: kl(i.p, i.q),
    tight_at=near,
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: xp.ratio(98, 100) * kl(i.p, i.q),
)
