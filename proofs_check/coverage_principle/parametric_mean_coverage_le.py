"""A parametric class at high levels, under the other reading of its hypothesis.

If ``log N_inf(a) <= d [log(C/a)]_+`` is asked for *every* ``a``, the class of the refuted claim (answers of probability
``1 - e^-K``, of which ``log N_inf(a) = d log 2`` up to ``a = K - log 2``) needs ``C >= 2 (K - log 2)``. Then the
bracket is at least ``log 2`` for ``log N <= K``, and the bound holds on that class with room.
"""

from proofs_check.coverage_principle._settings import guessing_mean_coverage
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Whole
from theory_lab.numbers import Array


def bound(i: Instance) -> Array:
    """``24 (d [log(C/log N)]_+ + 1)/n`` with ``C = 2 (K - 1)``, less than the hypothesis allows."""
    bracket = xp.maximum(xp.log(2), 0)
    return 24 * (i.d * bracket + 1) / i.size


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \le \frac{24}{n} \Big(d \Big[\log\frac{C}{\log N}\Big]_+ + 1\Big), \quad"
        r" \Pi = \{\pi_v\},\ \pi_v(v_i \mid i) = 1 - e^{-K},\ \log N = K - 1"
    ),
    source=Source(
        "arXiv:2510.15020",
        "Corollary 4.1(i) with constants, on the class that refutes its other reading",
        status="derived",
        reading="log N_inf(Pi, a) <= d [log(C/a)]_+ for every a",
    ),
    space=lambda n: Space(d=Whole(2, n), exponent=Whole(4, 10**6)),
    sizes=(60, 100, 1000),
    lhs=guessing_mean_coverage,
    rhs=bound,
    trivial="probability",
    loose=(
        "24 times the worst ratio is .437, the best constant on this class; for coins of several prompts it is .48 "
        "(coin_class_constant)"
    ),
)
