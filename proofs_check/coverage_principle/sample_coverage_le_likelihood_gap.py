"""On its own sample, maximum likelihood covers what is nearly as likely: convex classes.

``x - log x - 1 >= 0`` increases on ``x >= 1``. Apply it to the ratios ``x_i = pi(y_i)/q(y_i)`` of a
competitor to a mixture with Karush-Kuhn-Tucker residual ``s`` (1 at the maximiser): the mean of ``x_i - 1``
is at most ``s - 1``, and that of ``-log x_i`` is the gap of the log-likelihoods per observation.
Deterministic: it holds for every sample.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage_under
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import mixture


def mixtures(components: int, outcomes: int) -> Space:
    """Positive components, a fitted mixture, a rival mixture, and the frequencies of a sample."""

    def laws(i: Instance) -> dict[str, Array]:
        table = xp.stack([getattr(i, f"component{j}") for j in range(components)])
        return {"table": table, "fitted": mixture(i.weights, table), "rival": mixture(i.rivals, table)}

    return Space(
        sample=Simplex(outcomes),
        weights=Simplex(components),
        rivals=Simplex(components),
        level=Ratio(1, 20),
        **{f"component{j}": Simplex(outcomes, positive=True) for j in range(components)},
        derived=laws,
    )


def bound(i: Instance) -> Array:
    """``s - 1 + (L(q) - L(pi))/n``, as a sum of nonnegative terms: ``x - log x - 1`` and ``s`` minus the mean of ``x``."""
    ratios = i.rival / i.fitted
    means = xp.sum(i.sample * i.table / i.fitted, axis=1)
    return xp.dot(i.sample, xp.kl_term(xp.ones(ratios.shape, like=ratios), ratios)) + xp.dot(i.rivals, xp.max(means) - means)


CLAIM = Claim(
    statement=(
        r"(N - \log N - 1)\, \frac1n \#\{i : \pi(y_i) \ge N q(y_i)\} \le s - 1 + \frac{L_n(q) - L_n(\pi)}{n}, \quad"
        r" s = \max_j \frac1n \sum_i \frac{q_j(y_i)}{q(y_i)}"
    ),
    source=Source("arXiv:2510.15020", "Assumption E.1, coverage on the sample from the likelihood gap", status="derived"),
    space=lambda size: mixtures(*size),
    sizes=((2, 2), (2, 3), (3, 3)),
    lhs=lambda i: (i.level - xp.log(i.level) - 1) * coverage_under(i.sample, i.rival, i.fitted, i.level),
    rhs=bound,
    tight_at={
        "sample": [1, 0], "weights": [0, 1], "rivals": [1, 0], "level": [2, 1],
        "component0": [2, 1], "component1": [1, 2],
    },
    sharpened=lambda i: ratio(99, 100) * bound(i),
)  # fmt: skip
