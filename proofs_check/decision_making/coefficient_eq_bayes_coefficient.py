"""The coefficient is the value of a game: frequentist and Bayesian forms agree.

``min over p, max over M`` and ``max over priors, min over decisions`` are two linear programs, solved apart
and each proved in rationals; they are dual to each other.
"""

from theory_lab.claims import Claim, Ratio, Source, Space, Table
from theory_lab.decisions.games import game_value


def scattered(size, step):
    """A table of whole numbers over 16 without a pattern: squares modulo 17, of a stride."""
    return [16, *((step * k * k + k) % 17 for k in range(size[0] * size[1]))]


CLAIM = Claim(
    statement=r"\min_p \max_M \mathbb E_p[\mathrm{gap}_M - \gamma D_M]"
    r" = \max_\mu \min_\pi \mathbb E_{M\sim\mu}[\mathrm{gap}_M(\pi) - \gamma D_M(\pi)]"
    r" \quad \text{on these instances}",
    source=Source("arXiv:2312.16730", "dual form of the decision-estimation coefficient, finite classes", status="derived"),
    space=lambda size: Space(
        gaps=Table(size, 0, 1), divergences=Table(size, 0, 1), offset=Ratio(0, 8),
        derived=lambda i: {"payoffs": i.gaps - i.offset * i.divergences},
    ),
    sizes=((2, 2), (8, 4), (24, 12), (50, 6)),
    kind="witness",
    witness=lambda size: {"gaps": scattered(size, 7), "divergences": scattered(size, 11), "offset": [3, 2]},
    relation="==",
    lhs=lambda i: -game_value(-i.payoffs.T),
    rhs=lambda i: game_value(i.payoffs),
)  # fmt: skip
