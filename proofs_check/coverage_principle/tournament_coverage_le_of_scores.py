"""The winner of a population tournament, stated for three models: a theorem for every class and any number of outcomes.

The theorem involves three models of a class: the winner, any other one, and the rival that certifies most against that other,
so that its score is ``P[rival/other >= N]``. The score of the winner is at least ``P[other/winner >= N]`` and at most that of
the other; so what is assumed here holds in every class (`tournament_coverage_le` computes the scores of small ones). Outcome by
outcome: where ``p/winner >= N N'`` also ``p/other >= N'`` or ``other/winner >= N``; where ``rival/other >= N`` also ``p/other
>= N'`` or ``p <= (N'/N) rival``. The other model is the data law or any model.
"""

from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage, coverage_under
from theory_lab.numbers import Array, ratio


def derived(i: Instance) -> dict[str, Array]:
    """The other model, and the levels ``N >= 1`` and ``N' >= 1``, of which light ones tell."""
    return {"other": i.law if i.same else i.guess, "level": 2 * i.half, "inner": ratio(17, 16) + i.more}


def bound(i: Instance) -> Array:
    """``2 Cov_{N'}(other) + N'/N``."""
    return 2 * coverage(i.law, i.other, i.inner) + i.inner / i.level


CLAIM = Claim(
    statement=(
        r"\mathrm P[\pi/\hat\pi \ge N] \le \mathrm P[\pi'/\pi \ge N] \implies"
        r" \mathrm{Cov}_{N N'}(\hat\pi) \le 2\, \mathrm{Cov}_{N'}(\pi) + N'/N \quad \text{for all models } \hat\pi, \pi, \pi'"
    ),
    source=Source("arXiv:2510.15020", "population form of Theorem 6.3, by the scores of three models", status="derived"),
    space=lambda n: Space(
        law=Simplex(n), winner=Simplex(n), same=Choice(True, False), guess=Simplex(n), rival=Simplex(n),
        half=Ratio(ratio(1, 2), 10), more=Ratio(ratio(-1, 16), 5), derived=derived,
    ),
    sizes=(2, 3, 4),
    given={
        "the winner has a score of at most that of the other": lambda i: (
            coverage_under(i.law, i.other, i.winner, i.level) <= coverage_under(i.law, i.rival, i.other, i.level)
        )
    },
    lhs=lambda i: coverage(i.law, i.winner, i.level * i.inner),
    rhs=bound,
    trivial="probability",
    tight_at=lambda k: {
        "law": [3, 1], "winner": [1, 0], "same": 0, "guess": [1, 0], "rival": [0, 1],
        "half": [2, 1], "more": [1 - 2**k, 2 ** (k + 4)],
    },
    rate="1 - ratio of order 2^(-k)",
    sharpened=lambda i: ratio(99, 100) * bound(i),
)  # fmt: skip
