"""Coverage under average error: Markov's inequality for the errors of words and for their climbs, for any number of words.

The last step of Theorem 4.2. A walk meets a word with probability at least ``mu(y) (1 - S(y)/T)``, where ``S(y)`` is its
expected climb, and ``mu(y)`` is ``pi*(y)`` over ``u(y) = V*/Vhat(y)`` and over ``2 R`` with ``R`` the sum of the mean errors
of the levels (`finite_time_coverage`). Words with ``u`` above ``2/delta`` of its mean, or with ``S`` above ``2/delta`` of its
mean, have at most half of ``delta`` each under the target; all others have at least ``delta/(8 R s)`` of their probability
once ``T`` is ``4/delta`` mean climbs. With mean errors of at most ``kappa`` on all levels it is ``R <= H kappa`` and ``s <=
kappa``, the level of `average_case_coverage_le`.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """What the walk has at least of each word, for ``R u`` of 1/16 to 16 and climbs of 1 to 64 steps; the level and ``delta``."""
    rarer, climbs, delta = xp.ratio(1, 16) + i.high * xp.ratio(255, 16), 1 + 63 * i.far, i.twice / 2
    time = 4 * xp.dot(i.target, climbs) / delta
    late = xp.maximum(1 - climbs / xp.where(time > 0, time, 1), 0)
    level = 8 * xp.dot(i.target, rarer) / delta
    return {"law": i.target / (2 * rarer) * late, "level": level, "delta": delta}


CLAIM = Claim(
    statement=r"P(y) \ge \frac{\pi^*(y)}{2 R\, u(y)} \bigl(1 - S(y)/T\bigr)_+,\ T = \tfrac4\delta\, \mathbb E_{\pi^*} S: \quad"
    r" \pi^*\Bigl\{P(y) < \frac{\delta}{8 R\, \mathbb E_{\pi^*} u}\, \pi^*(y)\Bigr\} \le \delta",
    source=Source("arXiv:2510.03149", "Theorem 4.2, from climbs to coverage", status="derived"),
    space=lambda n: Space(
        target=Simplex(n),
        high=Table(n, 0, 1),
        far=Table(n, 0, 1),
        twice=Ratio(xp.ratio(1, 8), 2),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: xp.dot(i.target, xp.indicator(i.law * i.level < i.target)),
    rhs=lambda i: i.delta,
    trivial="probability",
    loose="each of the two events is charged 1/2 of delta, and one of them alone comes to .4947",
)
