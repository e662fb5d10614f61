"""On every sample, the clipped log-ratios bound how often the data law exceeds a model.

A draw with ``p/q >= M`` has ``(log p/q - C)_+ >= log M - C``. The sum of these over the sample has to be divided by ``n``, which
the printed form leaves out: it is true, and ``n`` times as large. ``M = e^(-2 alpha) N`` and ``k = e^C``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage_under
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``(1/n) sum (log p/q - C)_+ / (log M - C)``."""
    clipped = xp.log(xp.maximum(i.p / (i.q * i.clip), 1))
    return xp.dot(i.sample, clipped) / xp.log(i.factor)


CLAIM = Claim(
    statement=(
        r"\frac1n \#\{i : p(y_i) \ge M q(y_i)\} \le \frac{\frac1n \sum_i (\log \frac{p(y_i)}{q(y_i)} - C)_+}{\log M - C},"
        r" \quad M = e^{-2\alpha} N,\ \log M > C"
    ),
    source=Source("arXiv:2510.15020", "Proposition H.2, divided by n", status="derived"),
    space=lambda n: Space(
        p=Simplex(n), q=Simplex(n, positive=True), sample=Simplex(n), clip=Ratio(1, 8), factor=Ratio(ratio(11, 10), 8),
        derived=lambda i: {"level": i.clip * i.factor},
    ),
    sizes=(2, 3, 4),
    lhs=lambda i: coverage_under(i.sample, i.p, i.q, i.level),
    rhs=bound,
    trivial="probability",
    tight_at={"p": [2, 1], "q": [1, 2], "sample": [1, 1], "clip": [1, 1], "factor": [2, 1]},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)  # fmt: skip
