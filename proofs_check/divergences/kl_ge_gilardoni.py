"""Gilardoni's lower bound on KL, above Vajda's everywhere.

``KL >= -log(1 - TV) - (1 - TV) log(1 + TV)``, of second order ``2 TV^2`` near the diagonal as Pinsker's. The first step is the
comparison of the two bounds. At ``TV = 1`` all three sides are infinite, which "overlap" leaves out: it is not necessary.
"""

from proofs_check.divergences._settings import near, odds, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.numbers import Array


def gilardoni(i: Instance) -> Array:
    """``-log(1 - TV) - (1 - TV) log(1 + TV)``."""
    t = total_variation(i.p, i.q)
    return -xp.log(1 - t) - (1 - t) * xp.log(1 + t)


def vajda(i: Instance) -> Array:
    """``log((1 + TV)/(1 - TV)) - 2 TV/(1 + TV)``, with TV in the place of the laws."""
    return odds(total_variation(i.p, i.q)) - 2 + 2 / (1 + total_variation(i.p, i.q))


CLAIM = Claim(
    statement=(
        r"\log \frac{1 + \mathrm{TV}}{1 - \mathrm{TV}} - \frac{2\,\mathrm{TV}}{1 + \mathrm{TV}}"
        r" \le -\log(1 - \mathrm{TV}) - (1 - \mathrm{TV}) \log(1 + \mathrm{TV}) \le \mathrm{KL}(p \| q)"
    ),
    source=Source("arXiv:cs/0603097", "an explicit improvement of Vajda's inequality", status="second-hand"),
    space=pair,
    sizes=(2, 3),
    given={"overlap": lambda i: total_variation(i.p, i.q) < 1},
    chain=(vajda, gilardoni, lambda i: kl(i.p, i.q)),
    tight_at=near,
    rate="1 - ratio of order 2^(-k)",
)
