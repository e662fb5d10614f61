"""Estimation to decisions in general: classes, divergences, and the three numbers of its theorem.

The learner forecasts the model by the Bayes mixture of the class and plays the law of least offset risk against it; its
laws are floats and are taken at their word. Regret and estimation error are enclosed; the coefficient is bounded from below
by exact linear programs at several references, with divergences that are rounded up.

Main definitions: `CLASSES`, `DIVERGENCES`; `played`, `coefficient`, `references`, `divergences_above`, `bound`; `cases`,
`sides`, `ball`.

Conventions: ``D_H^2`` has no factor 1/2, and ``KL(M | Mhat)`` has the forecast second.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Instance, Space
from theory_lab.decisions.classes import bernoulli
from theory_lab.decisions.coefficients import references as ascents
from theory_lab.decisions.coefficients.finite_classes import decision_coefficient
from theory_lab.decisions.play import estimation
from theory_lab.decisions.play.exact_regret import enclosed_sums
from theory_lab.decisions.play.learners import mixture
from theory_lab.numbers import Array
from theory_lab.numbers.reals.ends import ball_between

LOW, HIGH = Fraction(3, 10), Fraction(7, 10)
CLASSES: dict[str, tuple[tuple[Fraction, ...], ...]] = {
    "two arms either way": ((LOW, HIGH), (HIGH, LOW)),
    "grid of three levels": tuple(product((Fraction(1, 5), Fraction(1, 2), Fraction(4, 5)), repeat=2)),
    "three models": ((Fraction(1, 2), Fraction(1, 4)), (Fraction(1, 2), Fraction(3, 4)), (Fraction(1, 10), Fraction(1, 4))),
}
DIVERGENCES = {"Hellinger": estimation.hellinger, "KL": estimation.kullback_leibler}
CENTERS = {"Hellinger": ascents.root_mean_laws, "KL": ascents.mean_laws}
SLACK = 1e-13  # of a divergence in floats: roundings of roots and logarithms of numbers below 1, some hundred times over
DIGITS = 10**6  # of a reference found in floats: any reference gives a lower bound


@cache
def played(name: str, divergence: str, offset: Fraction, horizon: int) -> tuple[Array, Array]:
    """The regret and the estimation error of the learner under every model, enclosed; shapes (N,)."""
    with xp.guessing():  # laws are floats that are taken at their word, and the sums of what they cost are enclosed
        models = bernoulli(CLASSES[name]).floats()
        prior, distance = np.full(len(models), 1 / len(models)), DIVERGENCES[divergence]
        learner = cache_of(estimation.estimation_to_decisions(models, prior, float(offset), distance))

        def paid(counts: np.ndarray, law: np.ndarray, rounds: int) -> np.ndarray:
            return (models.gaps[..., None] * law).sum(axis=2).sum(axis=1)

        def missed(counts: np.ndarray, law: np.ndarray, rounds: int) -> np.ndarray:
            return (distance(models, mixture(models, prior, counts)) * law).sum(axis=2).sum(axis=1)

        return enclosed_sums(learner, models, horizon, paid), enclosed_sums(learner, models, horizon, missed, SLACK)


def cache_of(learner: estimation.Learner) -> estimation.Learner:
    """A learner that remembers its laws by round: two sums over the same play need them twice."""
    known: dict[int, np.ndarray] = {}

    def law(counts: np.ndarray, rounds: int) -> np.ndarray:
        if rounds not in known:
            known[rounds] = learner(counts, rounds)
        return known[rounds]

    return law


def references(name: str, divergence: str, offset: Fraction) -> list[tuple[Fraction, ...]]:
    """Mean rewards of references: the ends of ascents from the uniform mixture and from every model."""
    models = bernoulli(CLASSES[name]).floats()
    with xp.guessing():  # any reference gives a lower bound
        starts = [models.laws.mean(axis=0)[0], *(0.9 * law[0] + 0.1 * models.laws.mean(axis=0)[0] for law in models.laws)]
        ends = [
            ascents.ascend_laws(models, start, float(offset), DIVERGENCES[divergence], CENTERS[divergence])[1] for start in starts
        ]
    return sorted({tuple(Fraction(round(mean * DIGITS), DIGITS) for mean in end[:, 1].tolist()) for end in ends})


@cache
def coefficient(name: str, divergence: str, offset: Fraction) -> Fraction:
    """A lower bound of ``sup over references of dec``: exact programs with divergences rounded up."""
    means = CLASSES[name]
    gaps = [[max(row) - mean for mean in row] for row in means]
    return max(
        decision_coefficient(gaps, divergences_above(means, reference, divergence), offset).value
        for reference in references(name, divergence, offset)
    )


def divergences_above(
    means: tuple[tuple[Fraction, ...], ...], reference: tuple[Fraction, ...], divergence: str
) -> list[list[Fraction]]:
    """Upper bounds of the divergences of Bernoulli laws with these means, (N, A)."""
    p = xp.intervals([[[1 - mean, mean] for mean in row] for row in means])
    q = xp.intervals([[[1 - mean, mean] for mean in reference]] * len(means))
    terms = (xp.sqrt(p) - xp.sqrt(q)) ** 2 if divergence == "Hellinger" else xp.kl_term(p, q)
    return [[Fraction(high) for high in row] for row in xp.sum(terms, axis=2).bounds()[1]]


def bound(name: str, divergence: str, offset: Fraction, horizon: int) -> Array:
    """``dec T + offset Est`` under every model, from below; shape (N,)."""
    return horizon * coefficient(name, divergence, offset) + offset * played(name, divergence, offset, horizon)[1]


def cases(*offsets: Fraction) -> Space:
    """A divergence, an offset, a class with the model that is true."""
    pairs = [(name, model) for name, means in CLASSES.items() for model in range(len(means))]
    return Space(divergence=Choice(*DIVERGENCES), offset=Choice(*offsets), case=Choice(*pairs))


def sides(i: Instance) -> tuple[Array, Array]:
    """The regret under the true model after ``size`` rounds, and the bound, both enclosed."""
    name, model = i.case
    regret, most = played(name, i.divergence, i.offset, i.size)[0], bound(name, i.divergence, i.offset, i.size)
    return ball(regret[model]), ball(most[model])


def ball(number: Array) -> Array:
    """An enclosed number in the arithmetic that decides: the ball between its ends."""
    return xp.exact(xp.Real(None, ball_between(*xp.value(number))))
