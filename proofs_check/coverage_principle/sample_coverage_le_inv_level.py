"""On its own sample, maximum likelihood covers every competitor: convex classes.

For a mixture ``q`` of given components, the largest mean ratio ``s = max_j (1/n) sum_i q_j(y_i)/q(y_i)`` is
the residual of the Karush-Kuhn-Tucker conditions: by concavity ``q`` maximises the likelihood exactly if
``s = 1``. A competitor is a mixture too, so its mean ratio is at most ``s``, and Markov gives the bound.
Stated for every ``q`` with its residual, it covers what a solver returns; at the maximiser it says
``Cov_N <= 1/N``. With the data law in place of the sample it is the population version, for the minimiser of
KL, also if the class misses the data law.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage_under
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import mixture


def mixtures(components: int, outcomes: int) -> Space:
    """Components, a fitted mixture, a rival mixture, and the frequencies of a sample."""

    def laws(i: Instance) -> dict[str, Array]:
        table = xp.stack([getattr(i, f"component{j}") for j in range(components)])
        return {"table": table, "fitted": mixture(i.weights, table), "rival": mixture(i.rivals, table)}

    return Space(
        sample=Simplex(outcomes),
        weights=Simplex(components),
        rivals=Simplex(components),
        level=Ratio(1, 20),
        **{f"component{j}": Simplex(outcomes) for j in range(components)},
        derived=laws,
    )


def residual(i: Instance) -> Array:
    """``max_j (1/n) sum_i q_j(y_i)/q(y_i)``, infinite where the fitted mixture misses what a component has."""
    covered = i.fitted > 0
    ratios = xp.where(covered, i.table / xp.where(covered, i.fitted, 1), xp.where(i.table > 0, xp.INFINITY, 0))
    return xp.max(xp.sum(xp.where(i.sample > 0, i.sample * xp.where(i.sample > 0, ratios, 0), 0), axis=1))


CLAIM = Claim(
    statement=(
        r"\frac1n \#\{i : \pi(y_i) \ge N q(y_i)\} \le \frac{s}{N}, \quad"
        r" s = \max_j \frac1n \sum_i \frac{q_j(y_i)}{q(y_i)}, \quad \pi, q \in \mathrm{conv}\{q_1, \dots, q_m\}"
    ),
    source=Source(
        "arXiv:2510.15020", "Assumption E.1, optimality on the sample", status="derived",
        also=("Assumption E.1, optimality in the population",),
    ),
    space=lambda size: mixtures(*size),
    sizes=((2, 2), (2, 3), (3, 3), (4, 3)),
    lhs=lambda i: coverage_under(i.sample, i.rival, i.fitted, i.level),
    rhs=lambda i: residual(i) / i.level,
    trivial="probability",
    tight_at={
        "sample": [1, 1], "weights": [1, 1], "rivals": [1, 0], "level": [2, 1],
        "component0": [1, 0], "component1": [0, 1],
    },
    sharpened=lambda i: ratio(99, 100) * residual(i) / i.level,
)  # fmt: skip
