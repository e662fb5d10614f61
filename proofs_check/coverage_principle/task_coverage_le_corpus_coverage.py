"""A task inherits its coverage from the corpus.

If the corpus is the mixture ``d = sum_j w_j t_j`` of tasks, then ``t_j <= d / w_j`` pointwise, so that
``t_j/q >= M`` implies ``d/q >= M w_j``. Only the domination is used, so this is the general form for
``t <= k d`` with ``k = 1/w_j``. Equality, for instance, for tasks with disjoint supports of which the model
misses one and covers the others.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import mixture


def corpora(tasks: int, outcomes: int) -> Space:
    """Mixtures of ``tasks`` laws with positive weights, and a model."""
    return Space(
        weights=Simplex(tasks, positive=True),
        q=Simplex(outcomes),
        level=Ratio(ratio(1, 4), 20),
        **{f"task{j}": Simplex(outcomes) for j in range(tasks)},
        derived=lambda i: {"corpus": mixture(i.weights, xp.stack([getattr(i, f"task{j}") for j in range(tasks)]))},
    )


def bound(i: Instance) -> Array:
    """``Cov_{M w}(d || q) / w``."""
    return coverage(i.corpus, i.q, i.level * i.weights[0]) / i.weights[0]


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_M(t_j\|q) \le \frac{1}{w_j}\, \mathrm{Cov}_{M w_j}(d\|q),"
        r" \quad d = \textstyle\sum_j w_j t_j"
    ),
    source=Source("arXiv:2510.15020", "pointwise form of Proposition D.5, for tasks of a corpus", status="derived"),
    space=lambda size: corpora(*size),
    sizes=((2, 2), (2, 3), (3, 3), (4, 3)),
    lhs=lambda i: coverage(i.task0, i.q, i.level),
    rhs=bound,
    trivial="probability",
    tight_at={"weights": [1, 1], "q": [0, 1], "level": [2, 1], "task0": [1, 1], "task1": [0, 1]},
    sharpened=lambda i: ratio(99, 100) * bound(i),
)
