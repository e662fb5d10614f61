"""Total variation from chi-square, up to one half: attained by every coin against the fair one.

``4 TV^2 <= chi2`` is Cauchy-Schwarz. Beyond one half ``total_variation_odds_le_chi2`` is the sharp bound.
"""

from proofs_check.divergences._settings import pair
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import chi2, total_variation

CLAIM = Claim(
    statement=r"4\,\mathrm{TV}(p, q)^2 \le \chi^2(p \| q)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning",
        "Chapter 7, joint range of TV and chi2, sharp for TV <= 1/2",
        status="second-hand",
    ),
    space=pair,
    sizes=(2, 3, 4),
    lhs=lambda i: 4 * total_variation(i.p, i.q) ** 2,
    rhs=lambda i: chi2(i.p, i.q),
    tight_at={"p": [3, 1], "q": [1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * chi2(i.p, i.q),
)  # fmt: skip
