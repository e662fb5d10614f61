"""Maximum likelihood covers faster further into the tail: Chernoff information in numbers.

The coverage that ``likelier_coverage_tail_le`` allows at ``log(m/delta)/n = 1/20`` is the root of ``Lam_N(t) = 1/20``, where
``exp(-Lam_N(t))`` is the least value over ``s`` of ``t N^(-s) + (1-t)^(1-s) (1-t/N)^s``. At each level the root is enclosed:
at the upper end some ``s`` of the grid already gives less than ``exp(-1/20)``; at the lower end, by convexity in ``s``, the least
value in a cell is at least what the chords of its neighbours, extended into it, leave. The roots fall from 0.615 at ``N = 2`` to
0.066 at ``N = 10^6``; the limit ``1 - exp(-1/20) = 0.049`` is pure missing mass.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.numbers import Array, ratio

ROOTS = {2: 615, 4: 316, 16: 156, 256: 93, 10**6: 66}  # thousandths
GRID = 200
INNER = xp.exact([ratio(k, GRID) for k in range(1, GRID)])


def overlap(t: Array, level: Array, s: Array) -> Array:
    """``t N^(-s) + (1-t)^(1-s) (1-t/N)^s``, convex in ``s``."""
    return t * xp.exp(-s * xp.log(level)) + (1 - t) * xp.exp(s * (xp.log(1 - t / level) - xp.log(1 - t)))


def least_from_above(level: int) -> Array:
    """The least value over the grid at the upper end of the root."""
    return xp.min(overlap(xp.exact(ratio(ROOTS[level] + 1, 1000)), xp.exact(level), INNER))


def least_from_below(level: int) -> Array:
    """A lower bound of the least value over all ``s`` in (0, 1) at the lower end of the root."""
    values = overlap(xp.exact(ratio(ROOTS[level] - 1, 1000)), xp.exact(level), INNER)
    before = xp.minimum(values[1:], 2 * values[1:] - values[:-1])  # to the right of a point, the chord of the last step
    after = xp.minimum(values[:-1], 2 * values[:-1] - values[1:])  # to the left of a point, the chord of the next step
    inner = xp.maximum(before[:-2], after[2:])
    return xp.min(xp.concatenate([after[:2], inner, before[-2:]]))


CLAIM = Claim(
    statement=(
        r"\min_s A_N(t + 10^{-3}, s) \le e^{-1/20} \le \min_s A_N(t - 10^{-3}, s), \quad"
        r" t = 0.615, 0.316, 0.156, 0.093, 0.066 \text{ at } N = 2, 4, 16, 256, 10^6"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1 for finite classes, the gain with the level", status="derived"),
    sizes=tuple(ROOTS),
    kind="value",
    value=lambda level: (least_from_above(level), xp.exp(xp.exact(ratio(-1, 20))), least_from_below(level)),
)
