"""The per-round inequality of inverse gap weighting, as quoted."""

from proofs_check.decision_making.igw_regret_le import lost, rounds
from theory_lab.claims import Claim, Source

CLAIM = Claim(
    statement=r"\max f - \mathbb E_p f \le \frac A\gamma + \gamma\,\mathbb E_p(\hat f - f)^2,"
    r" \quad p = \mathrm{IGW}_\gamma(\hat f)",
    source=Source("arXiv:2312.16730", "Proposition 9, (3.37)", status="second-hand"),
    space=rounds,
    sizes=(2, 3, 4, 6),
    lhs=lost,
    rhs=lambda i: i.size / i.offset + i.offset * i.error,
    trivial=(0, 4),
    loose="at least twice the sharp right side, which has (A - 1)/2 and gamma/2 (igw_regret_le)",
)
