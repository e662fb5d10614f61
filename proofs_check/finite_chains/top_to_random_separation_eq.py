"""Top-to-random shuffles: the time at which a card near the bottom has come up and been shuffled in is strong, and the best.

The separation after ``t`` shuffles of ``n`` cards, exact on all orders, is the chance that the card above the bottom one has
not been shuffled in: a sum of geometric times with chances ``2/n, ..., (n - 1)/n``, and one more step. The bottom card itself
would wait longer.
"""

from fractions import Fraction
from itertools import permutations

from theory_lab import numbers as xp
from theory_lab.chains.finite import law_after, separation
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array

SIZES = ((3, 2), (3, 4), (4, 4), (4, 8), (4, 12))  # cards and shuffles


def shuffle(cards: int) -> Array:
    """The transition matrix on all orders: the top card goes to a uniform place."""
    orders = list(permutations(range(cards)))
    place, table = {order: k for k, order in enumerate(orders)}, [[Fraction(0)] * len(orders) for _ in orders]
    for order in orders:
        for depth in range(cards):
            moved = (*order[1 : depth + 1], order[0], *order[depth + 1 :])
            table[place[order]][place[moved]] += Fraction(1, cards)
    return xp.exact(table)


def waiting(cards: int, time: int) -> Fraction:
    """``P(T > t)``: the card above the bottom rises with chance ``(k + 1)/n`` when ``k`` cards are below it."""
    below = [Fraction(0), Fraction(1)] + [Fraction(0)] * (cards - 1)
    for _ in range(time):
        rise = [Fraction(k + 1, cards) if k < cards - 1 else Fraction(1) for k in range(cards)]
        below = [
            (below[k] * (1 - rise[k]) if k < cards else below[k]) + (below[k - 1] * rise[k - 1] if k else 0)
            for k in range(cards + 1)
        ]
    return 1 - below[cards]


def sides(size: tuple[int, int]) -> tuple[Array, Fraction]:
    """Separation, and the tail of the time."""
    cards, time = size
    matrix = shuffle(cards)
    orders = len(matrix)
    start, uniform = xp.exact([1] + [0] * (orders - 1)), xp.exact([Fraction(1, orders)] * orders)
    return separation(law_after(matrix, start, time), uniform), waiting(cards, time)


CLAIM = Claim(
    statement=r"s(t) = \mathrm P(T > t), \quad T = 1 + \sum_{2 \le j < n} \mathrm{Geom}(j/n) \quad \text{on these instances}",
    source=Source("Aldous and Diaconis 1987", "Section 2, top to random", status="second-hand"),
    kind="value",
    sizes=SIZES,
    value=sides,
    relation="==",
)
