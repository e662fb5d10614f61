"""The constant of posterior sampling in tabular reinforcement learning, with two models.

The paper is said to have 26. For pairs of small processes, with a prior on them, the search refutes constants up to .1247, at
one step and two arms, where the models are near a fair coin and near each other, and none from 1/8 on; of two steps about 1/65
is needed. The trivial bound of the left side is 1.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_nearby import parts
from proofs_check.decision_making._settings_processes import pairs, starts, two_processes
from proofs_check.decision_making.posterior_sampling_process_le import compared, still
from theory_lab.claims import Claim, Simplex, Source, Space


def two_models(size):
    """Two processes, a first state and a prior; those of one step have no kernels."""
    if size[2] > 1:
        return two_processes(size, lambda i: compared(i, parts(i)), initial=starts, prior=Simplex(2))
    return Space(
        chances=pairs(*size),
        other_chances=pairs(*size),
        initial=starts(*size),
        prior=Simplex(2),
        derived=lambda i: compared(i, ((still(i), i.chances), (still(i), i.other_chances))),
    )


CLAIM = Claim(
    statement=r"\bigl(\mathbb E_{M\sim\mu}\mathbb E_p\,\mathrm{gap}_M\bigr)^2"
    r" \le 4c\,H^2 S A\;\mathbb E_{M\sim\mu}\mathbb E_p D_H^2(M(\pi), \bar M(\pi)), \quad c = 26 \text{ as reported}"
    r" \quad (\text{two models}; (S, A, H) = (1, 2, 1), (2, 2, 1), (1, 2, 2))",
    source=Source("arXiv:2112.13487", "posterior sampling for tabular reinforcement learning, best constant", status="derived"),
    space=two_models,
    sizes=((1, 2, 1), (2, 2, 1), (1, 2, 2)),
    lhs=lambda i, c: i.gap**2,
    rhs=lambda i, c: 4 * c * i.size[2] ** 2 * i.size[0] * i.size[1] * i.distance,
    trivial=(0, 1),
    unknown="c",
    bracket=(Fraction(0), Fraction(1)),
    notes="Small processes only; more models and steps may need more, up to the reported 26.",
)
