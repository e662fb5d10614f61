"""A parametric class: the explicit bound for maximum likelihood in three numbers.

The explicit form of Theorem 4.1 (``mle_coverage_tail_le_max``) with ``log N_inf(a) <= d log(C/a)`` for ``a <= C/2``, cover
radii ``1/n`` and ``min(log N / 12, C/2)``, and half of ``delta`` for each part. Since ``max(log 2, .)`` is at least ``log
2``, constants go into ``d``: 24 is enough, and no less is as ``n`` grows. The printed bracket ``[log(C / log N)]_+`` without
the ``log 2`` is refuted for ``log N > C``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Whole
from theory_lab.numbers import Array, ratio


def explicit(i: Instance) -> Array:
    """``n`` times the bound of Theorem 4.1 in explicit form."""
    log_level, log_half = xp.log(i.level), xp.log(2 / i.delta)
    fine = 24 / log_level * (i.d * xp.log(i.scale * i.n) + 1 + log_half)
    coarse = 8 * (i.d * xp.maximum(xp.log(2), xp.log(12 * i.scale / log_level)) + log_half)
    return xp.maximum(fine, coarse)


def three_numbers(i: Instance) -> Array:
    """``d (max(log 2, log(12 C/log N)) + log(C n)/log N) + log(1/delta)``."""
    log_level = xp.log(i.level)
    coarse = xp.maximum(xp.log(2), xp.log(12 * i.scale / log_level))
    return i.d * (coarse + xp.log(i.scale * i.n) / log_level) + xp.log(1 / i.delta)


CLAIM = Claim(
    statement=(
        r"\max\Big\{\tfrac{24}{\log N} \big(d \log(Cn) + 1 + \log\tfrac2\delta\big),"
        r" 8 \big(d \max\{\log 2, \log\tfrac{12 C}{\log N}\}"
        r" + \log\tfrac2\delta\big)\Big\} \le 24 \Big(d \big(\max\{\log 2, \log\tfrac{12C}{\log N}\}"
        r" + \tfrac{\log(Cn)}{\log N}\big)"
        r" + \log\tfrac1\delta\Big)"
    ),
    source=Source("arXiv:2510.15020", "Corollary 4.1(i), repaired, with constants", status="derived"),
    space=Space(d=Whole(2, 100), n=Whole(1, 10**18), level=Whole(8, 10**6), scale=Ratio(2, 1000), delta=Ratio(ratio(1, 1000), 1)),
    lhs=explicit,
    rhs=lambda i: 24 * three_numbers(i),
    tight_at=lambda k: {"d": 2, "n": 10**k, "level": 8, "scale": [2, 1], "delta": [1, 1]},
    rate="1 - ratio of order 1/k",
    sharpened=lambda i: ratio(43, 2) * three_numbers(i),
)
