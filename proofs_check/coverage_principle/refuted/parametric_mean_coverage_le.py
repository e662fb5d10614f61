"""A parametric class at high levels: the bracket cannot vanish.

Prompts ``0 .. d``, ``mu(i) = 1/(2n)`` for ``i >= 1`` with a likely answer ``v_i`` of probability ``1 - e^-K``, the same
answer for all models on prompt 0: ``log N_inf(a) = d log 2 <= d log(2/a)`` on (0, 1], so ``C = 2``. A maximiser that
guesses wrongly on unseen prompts has ``E Cov_N = d (1 - 1/(2n))^n / (2n)`` up to ``e^-K``, at ``log N = K - 1``; for
``log N > 2`` the printed bracket ``[log(C/log N)]_+`` is 0 and the bound tends to ``log(1/delta)/n``. Stated in the
mean (the integral over ``delta``), with the explicit constant 24. With ``max(log 2, .)`` in place of ``[.]_+`` it is
true (``parametric_bound_le``), and so it is under the other reading of the hypothesis
(``parametric_mean_coverage_le``).
"""

from proofs_check.coverage_principle._settings import guessing_mean_coverage
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.numbers import Array


def bound(i: Instance) -> Array:
    """``24 (d ([log(2/log N)]_+ + log(2n)/log N) + 1)/n``."""
    log_level = i.exponent - 1
    bracket = xp.maximum(xp.log(2 / log_level), 0)
    return 24 * (i.d * (bracket + xp.log(2 * i.size) / log_level) + 1) / i.size


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \le \frac{24}{n} \Big(d \Big\{\Big[\log\frac{C}{\log N}\Big]_+ +"
        r" \frac{\log(Cn)}{\log N}\Big\} + 1\Big)"
    ),
    source=Source(
        "arXiv:2510.15020", "Corollary 4.1(i)", quote="log N_inf(Pi, a) <= d log(C/a)", reading="for a in (0, C/2]"
    ),
    space=lambda n: Space(d=Whole(2, n), exponent=Whole(4, 10**6)),
    sizes=(1000, 4000),
    lhs=guessing_mean_coverage,
    rhs=bound,
    expect="fails",
    falls="theorem",
)  # fmt: skip
