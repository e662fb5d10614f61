"""The lemma of adaptive rates at every horizon: numbers over the root of their sum so far add up to twice the root of the sum.

``2 sqrt(S_t) - 2 sqrt(S_{t-1}) >= a_t/sqrt(S_t)``, for the square of the difference of both roots is nonnegative. It is how the
regret of steps that adapt to their gradients is summed, and the widths of confidence intervals. The first number is the last
row: what the first rounds have led to is then a function of the rows that are left.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """``sum_t a_t/sqrt(S_t)`` and what the root of the sum grows by; the first number is the last row."""
    before, total, growth = i.start, xp.exact(0), xp.exact(0)
    for step in reversed(range(len(i.numbers))):
        root = xp.sqrt(xp.maximum(before**2 + i.numbers[step], i.start**2))  # the sum is at least that
        total, growth = i.numbers[step] / root + total, root - before + growth
        before = root
    return {"total": total, "growth": growth}


CLAIM = Claim(
    statement=r"\sum_{t \le T} \frac{a_t}{\sqrt{S_t}} \le 2 \bigl(\sqrt{S_T} - \sqrt{S_0}\bigr), \quad"
    r" S_t = S_0 + \sum_{s \le t} a_s,\ S_0 > 0,\ a_t \ge 0",
    source=Source("Auer, Cesa-Bianchi and Gentile 2002", "Lemma 3.5, at every horizon", status="second-hand"),
    space=lambda steps: Space(numbers=Table(steps, 0, 4), start=Ratio(xp.ratio(1, 4), 4), derived=derived),
    sizes=(2, 3),
    lhs=lambda i: i.total,
    rhs=lambda i: 2 * i.growth,
    tight_at=lambda k: {"numbers": [k, 1, 0], "start": [1, 1]},
    rate="1 - ratio of order k^(-1)",
    sharpened=lambda i: xp.ratio(198, 100) * i.growth,
)
