"""The total variation bound of approximate rejection sampling in its usual form.

The sharp two-term maximum is at most ``E_M + (1 - E_M)(1 - 1/M)^(N+1)``, and ``1 - 1/M <= e^(-1/M)``; the usual form
has ``N`` in place of ``N + 1``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.rejection import rejection_law
from theory_lab.measures.coefficients import excess_mass
from theory_lab.measures.divergences import total_variation


def derived(i):
    """The distance and the excess mass."""
    output = rejection_law(i.base, i.target / i.base, i.level, i.draws, i.base)
    return {"distance": total_variation(i.target, output), "excess": excess_mass(i.target, i.base, i.level)}


def usual(i):
    """``E_M + e^(-N/M)``."""
    return i.excess + xp.exp(-i.draws / i.level)


CLAIM = Claim(
    statement=r"\mathrm{TV}(\pi, \mathrm{RS}_{N,M}) \le \mathcal E_M + e^{-(N+1)/M} \le \mathcal E_M + e^{-N/M}, \quad M \ge 1",
    source=Source("arXiv:2503.21878", "approximate rejection sampling", status="second-hand"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), target=Simplex(n), level=Ratio(1, 8), draws=Count(0, 30), derived=derived
    ),
    sizes=(2, 3, 5),
    chain=(
        lambda i: i.distance,
        lambda i: i.excess + xp.exp(-(i.draws + 1) / i.level),
        usual,
    ),
    trivial="probability",
    sharpened=lambda i: xp.ratio(9, 10) * usual(i),
    notes="The two-sided form with rational bounds is the sharp one.",
)
