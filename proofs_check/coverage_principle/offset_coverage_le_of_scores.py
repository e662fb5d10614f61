"""The winner of a population offset tournament, stated for three models: a theorem for every class and any number of outcomes.

As in `tournament_coverage_le_of_scores`, the theorem involves the winner, any other model of the class, and the rival that
scores most against that other. With ``C = {other/winner >= N}`` and ``A = {rival/other >= N}`` the score of the winner is at
least ``P(C) - 2 gamma winner(C)``, and that of the other is ``P(A) - 2 gamma other(A)``; so what is assumed here holds in every
class. The argument is that of `offset_coverage_le_any_level`, outcome by outcome: ``p`` where ``p/winner >= 2 N gamma`` is at
most ``N/(N - 1)`` times ``p - 2 gamma winner`` on ``C`` and ``2 gamma/N (other - gamma p)_+``, and twice ``(p - gamma
other)_+`` less ``p - 2 gamma other`` on ``A``.
"""

from collections.abc import Callable

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import hockey_stick
from theory_lab.measures.profiles import coverage, coverage_under
from theory_lab.numbers import Array, ratio


def score(i: Instance, rival: Array, model: Array) -> Array:
    """``P(E) - 2 gamma model(E)`` on ``E = {rival/model >= N}``."""
    return coverage_under(i.law, rival, model, i.level) - 2 * i.gamma * coverage_under(model, rival, model, i.level)


def distance(i: Instance) -> Array:
    """``E_gamma`` of the data law and the other model, the larger of both directions."""
    return xp.maximum(hockey_stick(i.law, i.other, i.gamma), hockey_stick(i.other, i.law, i.gamma))


def at_level(i: Instance) -> Array:
    """``2 + (1 + 2 gamma)/(N - 1)`` times the distance."""
    return (2 + (1 + 2 * i.gamma) / (i.level - 1)) * distance(i)


def uncovered(i: Instance) -> Array:
    """``Cov_{2 N gamma}`` of the winner."""
    return coverage(i.law, i.winner, 2 * i.level * i.gamma)


def space(n: int, level: Callable[[Instance], Array], stretch: Ratio) -> Space:
    """The data law, three models, ``gamma``, and the level ``N`` made from it."""
    laws = {name: Simplex(n) for name in ("law", "winner", "other", "rival")}
    return Space(**laws, gamma=Ratio(1, 4), stretch=stretch, derived=lambda i: {"level": level(i)})


SCORES = r"\mathrm{score}(\hat\pi, \pi) \le \mathrm{score}(\pi, \pi'),\ "
SCORE = (
    r", \quad \mathrm{score}(\pi, \pi') = (\mathrm P - 2 \gamma \pi)[\pi'/\pi \ge N],"
    r" \quad \text{for all models } \hat\pi, \pi, \pi'"
)
LOWER = {"the winner scores at most what the other does": lambda i: score(i, i.other, i.winner) <= score(i, i.rival, i.other)}
CLAIMS = {
    "any_level": Claim(
        statement=SCORES
        + r"N \ge 2 \gamma^2 \implies \mathrm{Cov}_{2 N \gamma}(\hat\pi) \le \Bigl(2 + \frac{1 + 2 \gamma}{N - 1}\Bigr)"
        r" E_\gamma(\pi_D \| \pi)" + SCORE,
        source=Source("arXiv:2510.15020", "population form of Theorem 6.4 at every level, by scores", status="derived"),
        space=lambda n: space(n, lambda i: 2 * i.gamma**2 * (21 + i.stretch), Ratio(-20, 60)),
        sizes=(2, 3, 4),
        given=LOWER,
        lhs=uncovered,
        rhs=at_level,
        trivial="probability",
        sharpened=lambda i: ratio(99, 100) * at_level(i),
    ),
    "printed_levels": Claim(
        statement=SCORES
        + r"N \ge 8 \gamma^2 \implies \mathrm{Cov}_{2 N \gamma}(\hat\pi) \le \tfrac{17}{7} E_\gamma(\pi_D \| \pi)"
        + SCORE,
        source=Source("arXiv:2510.15020", "population form of Theorem 6.4, by scores", status="derived"),
        space=lambda n: space(n, lambda i: 8 * i.gamma**2 * i.stretch, Ratio(1, 20)),
        sizes=(4, 2, 3),
        given=LOWER,
        chain=(uncovered, at_level, lambda i: ratio(17, 7) * distance(i)),
        trivial="probability",
        tight_at={
            "law": [112, 160, 0, 128],
            "winner": [7, 10, 14, 369],
            "other": [0, 160, 112, 128],
            "rival": [7, 10, 14, 369],
            "gamma": [1, 1],
            "stretch": [1, 1],
        },
        sharpened=lambda i: ratio(12, 5) * distance(i),
    ),
}
