"""The constant of policy covers with inverse gap weighting, on small processes.

The paper is said to have 95; for a reference and a model of one state, two actions and two steps the search finds that about
2.9 is needed. The trivial bound of the left side is 1.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_nearby import parts
from proofs_check.decision_making._settings_processes import starts, two_processes
from proofs_check.decision_making.policy_cover_risk_le import compared
from theory_lab.claims import Claim, Instance, Ratio, Source
from theory_lab.numbers import Array, ratio

# The largest offset, where the bound is below 1.
LARGEST = 512


def offset(i: Instance) -> dict[str, Array]:
    """The offset as a part of the largest one, and what comes from it."""
    gamma = LARGEST * i.part
    return {"offset": gamma, **compared(i, gamma, parts(i))}


CLAIM = Claim(
    statement=r"\mathbb E_p[f^M(\pi_M) - f^M(\pi)] - \gamma\,\mathbb E_p D_H^2(M(\pi), \bar M(\pi)) \le"
    r" \frac{c\,H^3 S A}{\gamma}, \quad c = 95 \text{ as reported}",
    source=Source(
        "arXiv:2112.13487",
        "policy covers with inverse gap weighting, tabular reinforcement learning, best constant",
        status="derived",
    ),
    space=lambda size: two_processes(size, offset, initial=starts, part=Ratio(ratio(1, 4096), 1)),
    sizes=((1, 2, 2),),
    lhs=lambda i, c: i.regret - i.offset * i.distance,
    rhs=lambda i, c: c * i.size[2] ** 3 * i.size[0] * i.size[1] / i.offset,
    trivial=(0, 1),
    unknown="c",
    bracket=(Fraction(0), Fraction(95)),
    notes="Small processes only; larger ones may need more, up to the reported 95.",
)
