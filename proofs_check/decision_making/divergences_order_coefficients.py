"""Coefficients with different divergences.

``(f - fhat)^2 <= TV^2 <= D_H^2 <= KL`` for rewards in [0, 1], so at every decision law the offset risks, and then
their minima, are in the opposite order. All three agree where the law plays only what the models agree on with the reference.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space, Table
from theory_lab.decisions.coefficients import finite_classes as dec


def derived(i):
    """Gaps and the three tables of divergences of Bernoulli models from a Bernoulli reference."""
    roots = (xp.sqrt(i.means) - xp.sqrt(i.reference)) ** 2 + (xp.sqrt(1 - i.means) - xp.sqrt(1 - i.reference)) ** 2
    kl = xp.kl_term(i.means, i.reference) + xp.kl_term(1 - i.means, 1 - i.reference)
    return {"gaps": dec.gaps(i.means), "square": dec.square_divergences(i.means, i.reference), "hellinger": roots, "kl": kl}


CLAIM = Claim(
    statement=r"\mathrm{dec}^{\mathrm{KL}}_\gamma \le \mathrm{dec}^{H}_\gamma \le \mathrm{dec}^{Sq}_\gamma"
    r" \text{ (at every decision law) for rewards in } [0,1]",
    source=Source("arXiv:2112.13487", "comparison of coefficients", status="printed"),
    space=lambda size: Space(
        means=Table(size, 0, 1), reference=Table(size[1], xp.ratio(1, 8), xp.ratio(7, 8)), decisions=Simplex(size[1]),
        offset=Ratio(0, 8), derived=derived,
    ),
    sizes=((2, 2), (4, 3), (9, 2)),
    chain=(
        lambda i: dec.offset_risk(i.gaps, i.kl, i.offset, i.decisions),
        lambda i: dec.offset_risk(i.gaps, i.hellinger, i.offset, i.decisions),
        lambda i: dec.offset_risk(i.gaps, i.square, i.offset, i.decisions),
    ),
    tight_at={"means": [2, 1, 2, 1, 0], "reference": [2, 1, 1], "decisions": [1, 0], "offset": [1, 1]},
)  # fmt: skip
