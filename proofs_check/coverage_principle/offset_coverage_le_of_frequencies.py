"""The winner of an offset tournament on a sample, by how far frequencies are from probabilities: for every class and sample.

The deterministic part of Theorem 6.4, as `offset_failure_le` has it over all samples. Of a class the argument looks at the
winner, any other model, and the rival that gains most against that other. With ``A = {rival/other >= N}`` and ``C =
{other/winner >= N}`` the two events of which each has probability ``1 - e^(-L)`` are assumed: the frequency of ``A`` is at
most twice its probability and ``(9/8) L/n`` (`frequency_tail_le`), and the probability of ``C`` at most twice its frequency,
or ``8 L/n`` (`probability_tail_le`). The winner scores at most what the other does on the sample. So the rival gains at most
``2 E + (9/8) L/n``, the winner has at most ``(gamma P(C) + E)/N`` of ``C``, and it loses ``2 E`` where ``C`` is not.
"""

from proofs_check.coverage_principle.tournament_coverage_le_of_frequencies import beaten, certified
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def derived(i: Instance) -> dict[str, Array]:
    """The level ``N``, and the slack ``L/n``: light instances have a bound below 1."""
    return {"level": 8 * i.gamma**2 * i.stretch, "slack": i.share / 16}


def bound(i: Instance) -> Array:
    """``2 E + max(9 E + (9/2) L/n, 8 L/n)``."""
    gap = xp.maximum(hockey_stick(i.law, i.other, i.gamma), hockey_stick(i.other, i.law, i.gamma))
    return 2 * gap + xp.maximum(9 * gap + ratio(9, 2) * i.slack, 8 * i.slack)


CLAIM = Claim(
    statement=(
        r"(\hat{\mathrm P} - 2 \gamma \hat\pi)(C) \le (\hat{\mathrm P} - 2 \gamma \pi)(A),\ \hat{\mathrm P}(A) \le"
        r" 2\,\mathrm P(A) + \tfrac98\ell,\ \mathrm P(C) \le \max\{2\,\hat{\mathrm P}(C), 8 \ell\},\ N \ge 8 \gamma^2 \implies"
        r" \mathrm{Cov}_{2 N \gamma}(\hat\pi) \le 2 E + \max\Big\{9 E + \tfrac92 \ell, 8 \ell\Big\},"
        r" \quad A = [\pi'/\pi \ge N],\ C = [\pi/\hat\pi \ge N],\ E = E_\gamma(\pi_D \| \pi),\ \ell = L/n"
    ),
    source=Source("arXiv:2510.15020", "Theorem 6.4 where frequencies are near probabilities, by three models", status="derived"),
    space=lambda n: Space(
        law=Simplex(n),
        sample=Simplex(n),
        winner=Simplex(n),
        other=Simplex(n),
        rival=Simplex(n),
        gamma=Ratio(1, 4),
        stretch=Ratio(1, 8),
        share=Ratio(0, 4),
        derived=derived,
    ),
    sizes=(2, 3, 4),
    given={
        "the winner has a score of at most that of the other": lambda i: (
            beaten(i, i.sample) - 2 * i.gamma * beaten(i, i.winner)
            <= certified(i, i.sample) - 2 * i.gamma * certified(i, i.other)
        ),
        "frequencies are not too large": lambda i: certified(i, i.sample) <= 2 * certified(i, i.law) + ratio(9, 8) * i.slack,
        "probabilities are not too large": lambda i: beaten(i, i.law) <= xp.maximum(2 * beaten(i, i.sample), 8 * i.slack),
    },
    lhs=lambda i: coverage(i.law, i.winner, 2 * i.level * i.gamma),
    rhs=bound,
    trivial="probability",
)
