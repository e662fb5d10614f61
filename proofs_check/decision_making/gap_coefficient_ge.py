"""The coefficient of bandits with a gap does not vanish with the offset.

The hard family of ``hellinger_bandit_coefficient`` has value ``D (1 - 1/A) - gamma h(D)/A`` at every decision law at least,
with ``h(D) <= 4 (2 - sqrt 2) D^2``: an equality for the uniform law and ``D = 1/2``. At ``gamma <= A/(48 D)`` at most a
twentieth of ``D`` is subtracted, which leaves the printed ``D/4`` (``gap_coefficient_ge_quarter``).
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hellinger2


def derived(i):
    """The offset, and the risk of the law against the family ``Ber(1/2 + D e_s)`` around fair coins.

    Under the model of arm ``s`` all other arms have the gap ``D``, and this one alone tells it apart.
    """
    half = xp.ratio(1, 2)
    laws = [xp.stack([half - shift, half + shift]) for shift in (i.shift, 0)]
    offset = i.share * i.size / i.shift
    risks = i.shift * (1 - i.decisions) - 2 * hellinger2(*laws) * offset * i.decisions
    return {"offset": offset, "risk": xp.max(risks)}


CLAIM = Claim(
    statement=r"\max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_H^2]"
    r" \ge \Delta\Bigl(1 - \frac1A\Bigr) - \frac{4(2-\sqrt2)\gamma\Delta^2}A"
    r" \text{ for every } p \text{ and } \gamma \le \frac A\Delta",
    source=Source("arXiv:2112.13487", "gap-dependent lower bound for bandits, for every offset", status="derived"),
    space=lambda arms: Space(
        shift=Ratio(xp.ratio(1, 64), xp.ratio(1, 2)), decisions=Simplex(arms), share=Ratio(0, 1), derived=derived
    ),
    sizes=(2, 3, 6),
    lhs=lambda i: i.shift - i.shift / i.size - 4 * (2 - xp.sqrt(2)) * i.offset * i.shift**2 / i.size,
    rhs=lambda i: i.risk,
    tight_at={"shift": [1, 2], "decisions": [1, 1], "share": [1, 8]},
)
