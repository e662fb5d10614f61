"""Best-of-N succeeds on what is covered, as printed.

The printed hypothesis ``N >= 2 M log(1/eps)`` says ``eps >= exp(-N/(2M))``, and the bound is checked at the
smallest such ``eps`` against the exact worst case over all rewards. It follows from the explicit form, whose
exponent is twice as large and which does not need ``Cov_M <= 1/2``. Near equality: half of the target is
missed and ``N`` is large.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def bound(i: Instance) -> Array:
    """``Cov_M + exp(-N/(2M))``."""
    return coverage(i.t, i.q, i.level) + xp.exp(-i.draws / (2 * i.level))


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_M(t\|q) \le 1/2,\ N \ge 2 M \log(1/\epsilon) \implies"
        r" \sup_r \mathrm{regret}_N(r) \le \mathrm{Cov}_M(t\|q) + \epsilon"
    ),
    source=Source("arXiv:2510.15020", "Proposition D.6"),
    space=lambda n: Space(t=Simplex(n), q=Simplex(n), level=Ratio(1, 20), draws=Choice(1, 2, 3, 8, 30)),
    sizes=(2, 3, 4, 6),
    given={"at most half is uncovered": lambda i: coverage(i.t, i.q, i.level) <= ratio(1, 2)},
    notes="No counterexample is known without the hypothesis, which the proof uses.",
    lhs=lambda i: worst_regret(i.t, i.q, i.draws),
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
