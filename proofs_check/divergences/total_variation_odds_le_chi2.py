"""Total variation from chi-square, from one half on.

``TV/(1 - TV) <= chi2``, attained by a sure outcome. Below one half it is false: there ``4 TV^2`` is attained, which is smaller.
"""

from proofs_check.divergences._settings import HALF, pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.measures.divergences import chi2, total_variation
from theory_lab.numbers import Array


def odds_of_distance(i: Instance) -> Array:
    """``TV/(1 - TV)``, infinite at 1."""
    t = total_variation(i.p, i.q)
    return xp.where(t < 1, t / xp.where(t < 1, 1 - t, 1), xp.INFINITY)


CLAIM = Claim(
    statement=r"\mathrm{TV}(p, q) \ge \tfrac12 \implies \frac{\mathrm{TV}(p, q)}{1 - \mathrm{TV}(p, q)} \le \chi^2(p \| q)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 7, joint range of TV and chi2, TV >= 1/2",
        status="second-hand",
    ),
    space=pair,
    sizes=(2, 3),
    given={"far": lambda i: 2 * total_variation(i.p, i.q) >= 1},
    necessary=("far",),
    lhs=odds_of_distance,
    rhs=lambda i: chi2(i.p, i.q),
    tight_at=HALF,
    sharpened=lambda i: xp.ratio(99, 100) * chi2(i.p, i.q),
)  # fmt: skip
