"""No randomised estimator has a smaller largest risk than the linear program says.

Three laws on three outcomes, one sample, total variation: the estimator is any kernel from the three states to the answers that
matter; the search for a better one is in vain, and finds those that come close.
"""

from fractions import Fraction
from functools import cache

from proofs_check.minimax_risk._settings import class_of, fractions_of
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Kernel, Source, Space
from theory_lab.learning.minimax.actions import total_variation_losses
from theory_lab.learning.minimax.risks import total_variation_risk
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers import Array

MODELS = "cyclic"


@cache
def value() -> Fraction:
    """The minimax risk."""
    return total_variation_risk(fractions_of(MODELS), 1).value


@cache
def tables():
    """The laws of the state, and the losses of the answers."""
    return likelihoods(class_of(MODELS), 1), total_variation_losses(fractions_of(MODELS))


def worst(i: Instance) -> Array:
    """The largest expected loss of the estimator."""
    rows, losses = tables()
    expected = [xp.dot(rows[j], xp.dot(i.learner, losses[j])) for j in range(3)]
    return xp.max(xp.stack(expected))


CLAIM = Claim(
    statement=(
        r"\min_{\hat r} \max_j \mathbb E_j\, \mathrm{TV}(r_j, \hat r) \le \max_j \mathbb E_j\, \mathrm{TV}(r_j,"
        r" \hat r) \quad \text{for every } \hat r"
    ),
    source=Source("Wald 1950", "the value of the statistical game, one class", status="derived"),
    space=Space(learner=Kernel(3, 6)),
    lhs=lambda i: value(),
    rhs=worst,
    sharpened=lambda i: xp.ratio(98, 100) * worst(i),
)
