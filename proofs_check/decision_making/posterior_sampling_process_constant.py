"""The constant of posterior sampling in tabular reinforcement learning, with two models.

The paper is said to have 26; for pairs of small processes, with a prior on them, the search finds that about 1/65 is needed.
The trivial bound of the left side is 1.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_nearby import parts
from proofs_check.decision_making._settings_processes import starts, two_processes
from proofs_check.decision_making.posterior_sampling_process_le import compared
from theory_lab.claims import Claim, Simplex, Source

CLAIM = Claim(
    statement=r"\bigl(\mathbb E_{M\sim\mu}\mathbb E_p\,\mathrm{gap}_M\bigr)^2"
    r" \le 4c\,H^2 S A\;\mathbb E_{M\sim\mu}\mathbb E_p D_H^2(M(\pi), \bar M(\pi)), \quad c = 26 \text{ as reported}",
    source=Source("arXiv:2112.13487", "posterior sampling for tabular reinforcement learning, best constant", status="derived"),
    space=lambda size: two_processes(size, lambda i: compared(i, parts(i)), initial=starts, prior=Simplex(2)),
    sizes=((1, 2, 2),),
    lhs=lambda i, c: i.gap**2,
    rhs=lambda i, c: 4 * c * i.size[2] ** 2 * i.size[0] * i.size[1] * i.distance,
    trivial=(0, 1),
    unknown="c",
    bracket=(Fraction(0), Fraction(1)),
    notes="Small processes only; more models and steps may need more, up to the reported 26.",
)
