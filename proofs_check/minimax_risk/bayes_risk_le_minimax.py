"""No prior exceeds the minimax risk, which a least favourable prior attains.

Three laws on three outcomes, two samples, total variation, any law as an answer: the Bayes risk of every prior against the
value of the linear program over all randomised estimators.
"""

from functools import cache

from proofs_check.minimax_risk._settings import class_of, fractions_of
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.learning.minimax.actions import total_variation_losses
from theory_lab.learning.minimax.bayes import table_risk
from theory_lab.learning.minimax.risks import total_variation_risk
from theory_lab.learning.minimax.states import likelihoods

SAMPLES = 2
MODELS = "cyclic"


@cache
def value():
    """The minimax risk."""
    return total_variation_risk(fractions_of(MODELS), SAMPLES).value


@cache
def tables():
    """The laws of the state, and the losses of all answers that matter."""
    return likelihoods(class_of(MODELS), SAMPLES), total_variation_losses(fractions_of(MODELS))


CLAIM = Claim(
    statement=(
        r"\min_{\hat r} \sum_j w_j\, \mathbb E_j\, \mathrm{TV}(r_j, \hat r) \le \min_{\hat r} \max_j \mathbb E_j\,"
        r" \mathrm{TV}(r_j, \hat r)"
    ),
    source=Source("Wald 1950", "Bayes risks are lower bounds, and attain the minimax risk", status="second-hand"),
    space=Space(prior=Simplex(3)),
    lhs=lambda i: table_risk(i.prior, *tables()),
    rhs=lambda i: value(),
    tight_at={"prior": [10, 5, 6]},
    sharpened=lambda i: xp.ratio(99, 100) * value(),
)
