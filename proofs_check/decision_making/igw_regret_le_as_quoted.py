"""The per-round inequality of inverse gap weighting, as quoted, by way of its sharp form."""

from proofs_check.decision_making.igw_regret_le import lost, rounds, sharp
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\max f - \mathbb E_p f \le \frac{A-1}{2\gamma} + \frac\gamma2\,\mathbb E_p(\hat f - f)^2"
    r" \le \frac A\gamma + \gamma\,\mathbb E_p(\hat f - f)^2, \quad p = \mathrm{IGW}_\gamma(\hat f)",
    source=Source("arXiv:2312.16730", "Proposition 9, (3.37)", status="second-hand"),
    space=rounds,
    sizes=(2, 3, 4, 6),
    chain=(lost, sharp, lambda i: i.size / i.offset + i.offset * i.error),
    trivial=(0, 4),
    loose="the first step is sharp (igw_regret_le), the last one loses a factor of at least 2",
)
