"""The winner of a tournament on a sample, by how far frequencies are from probabilities: a theorem for every class and sample.

The deterministic part of Theorem 6.3, as `tournament_failure_le` has it over all samples. Of a class the argument looks at
the winner, any other model, and the rival that certifies most against that other. Assumed are the two events of which each
has probability ``1 - e^(-L)``: where the rival certifies the frequency is at most twice the probability and ``(9/8) L/n``
(`frequency_tail_le`), and where the other model certifies against the winner the probability is at most twice the frequency,
or ``8 L/n`` (`probability_tail_le`). The score of the winner on the sample is at most that of the other, and outcome by
outcome ``p`` where ``rival/other >= N`` is at most ``p`` where ``p/other >= N'`` and ``N'/N`` of the rival. The other model
is the data law or any model.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage, coverage_under
from theory_lab.numbers import Array, ratio


def derived(i: Instance) -> dict[str, Array]:
    """The other model, the levels ``N`` and ``N'``, and the slack ``L/n``: light instances have a bound below 1."""
    return {"other": i.law if i.same else i.guess, "level": 64 * i.part, "inner": 2 * i.half, "slack": i.share / 16}


def certified(i: Instance, law: Array) -> Array:
    """The mass under a law of ``{rival/other >= N}``."""
    return coverage_under(law, i.rival, i.other, i.level)


def beaten(i: Instance, law: Array) -> Array:
    """The mass under a law of ``{other/winner >= N}``."""
    return coverage_under(law, i.other, i.winner, i.level)


def bound(i: Instance) -> Array:
    """``c + max(4 (c + N'/N) + (9/4) L/n, 8 L/n)``."""
    best = coverage(i.law, i.other, i.inner)
    return best + xp.maximum(4 * (best + i.inner / i.level) + ratio(9, 4) * i.slack, 8 * i.slack)


CLAIM = Claim(
    statement=(
        r"\hat{\mathrm P}[\pi/\hat\pi \ge N] \le \hat{\mathrm P}[\pi'/\pi \ge N] \le 2\,\mathrm P[\pi'/\pi \ge N] + \tfrac98\ell,"
        r"\ \mathrm P[\pi/\hat\pi \ge N] \le \max\{2\,\hat{\mathrm P}[\pi/\hat\pi \ge N], 8 \ell\} \implies"
        r" \mathrm{Cov}_{N N'}(\hat\pi) \le c + \max\Big\{4 c + 4 \frac{N'}{N} + \tfrac94 \ell, 8 \ell\Big\},"
        r" \quad c = \mathrm{Cov}_{N'}(\pi),\ \ell = L/n"
    ),
    source=Source("arXiv:2510.15020", "Theorem 6.3 where frequencies are near probabilities, by three models", status="derived"),
    space=lambda n: Space(
        law=Simplex(n),
        sample=Simplex(n),
        winner=Simplex(n),
        same=Choice(True, False),
        guess=Simplex(n),
        rival=Simplex(n),
        part=Ratio(ratio(1, 64), 4),
        half=Ratio(ratio(1, 2), 2),
        share=Ratio(0, 4),
        derived=derived,
    ),
    sizes=(2, 3, 4),
    given={
        "the winner has a score of at most that of the other": lambda i: beaten(i, i.sample) <= certified(i, i.sample),
        "frequencies are not too large": lambda i: certified(i, i.sample) <= 2 * certified(i, i.law) + ratio(9, 8) * i.slack,
        "probabilities are not too large": lambda i: beaten(i, i.law) <= xp.maximum(2 * beaten(i, i.sample), 8 * i.slack),
    },
    lhs=lambda i: coverage(i.law, i.winner, i.level * i.inner),
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: ratio(3, 4) * bound(i),
)
