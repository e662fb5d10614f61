"""What maximum likelihood on a corpus covers of one task.

The corpus is ``d = w t + (1 - w) u``, the model is the empirical law of ``n`` draws from it. Pointwise ``t <= d/w`` gives
the first step in every sample, and the mean bound for all laws on ``K`` symbols the second: a task needs a number of
samples that is inverse to its weight. Both means are exact, over all samples; for small ``w`` the task is learnt from
about ``w n`` samples.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import mean, tabular_coverages
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.numbers.whole.types import count_vectors
from theory_lab.sequences.laws import mixture


def task_mean(i: Instance) -> Array:
    """``E Cov_M(t || counts/n)`` over all samples from the corpus."""
    draws = i.size[1]
    return mean(i.corpus, draws, xp.stack([coverage(i.task, row / draws, i.level) for row in samples(i)]))


def samples(i: Instance) -> Array:
    """All count vectors."""
    return xp.exact(count_vectors(i.size[1], i.size[0]))


def corpus_mean(i: Instance) -> Array:
    """``E Cov_{M w}(d || counts/n) / w``."""
    return mean(i.corpus, i.size[1], tabular_coverages(i.corpus, i.size[1], i.level * i.weights[0])) / i.weights[0]


def bound(i: Instance) -> Array:
    """``K / (e psi(M w) w n)``."""
    (outcomes, draws), inner = i.size, i.level * i.weights[0]
    psi = 1 - (1 + xp.log(inner)) / inner
    return outcomes * xp.exp(-1) / (draws * psi * i.weights[0])


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_M(t\|\hat q) \le \tfrac1w \mathrm{E}\,\mathrm{Cov}_{M w}(d\|\hat q)"
        r" \le \frac{K}{e\,\psi(M w)\,w\,n}, \quad d = w t + (1 - w) u,\ \hat q = \text{counts}/n \text{ from } d"
    ),
    source=Source("arXiv:2510.15020", "pointwise form of Proposition D.5, for maximum likelihood on a corpus", status="derived"),
    space=lambda size: Space(
        weights=Simplex(2, positive=True),
        task=Simplex(size[0]),
        rest=Simplex(size[0]),
        inner=Choice(ratio(100, 1), ratio(20, 1), ratio(5, 1), ratio(3, 2)),
        derived=lambda i: {"corpus": mixture(i.weights, xp.stack([i.task, i.rest])), "level": i.inner / i.weights[0]},
    ),
    sizes=((2, 4), (2, 8), (3, 3)),
    chain=(task_mean, corpus_mean, bound),
    trivial="probability",
    sharpened=lambda i: ratio(3, 4) * bound(i),
)
