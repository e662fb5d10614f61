"""The easy comparison of the two coefficients has no converse without localisation.

``dec^c_eps <= inf_gamma max(dec_gamma, 0) + gamma eps^2`` always. Backwards it fails with every constant: two arms of which
one is better by 1/4, and a third that pays nothing and tells both models from the reference, where it pays 1/2. Playing the
third excludes both, so that the constrained coefficient is 0; the offset one is at least 1/8 for every offset. The best
value of the reference is 1/4 below those of the models, so that a localised class of smaller slack is empty. The trivial
bound of the left side is the largest gap, 3/4.
"""

from fractions import Fraction

from proofs_check.decision_making._settings_estimation import divergences_above
from theory_lab.claims import Claim, Source
from theory_lab.decisions.coefficients.constrained import constrained_coefficient

HALF, HIGH, NONE = Fraction(1, 2), Fraction(3, 4), Fraction(0)
MODELS, REFERENCE = ((HIGH, HALF, NONE), (HALF, HIGH, NONE)), (HALF, HALF, HALF)
RADIUS = Fraction(1, 10)
GAPS = [[max(row) - mean for mean in row] for row in MODELS]


def offset_side():
    """``inf_gamma max(dec_gamma, 0) + gamma eps^2`` from below: under the uniform prior it is linear between three offsets."""
    far = divergences_above(MODELS, REFERENCE, "Hellinger")
    gains = [sum(column) / 2 for column in zip(*GAPS, strict=True)]
    costs = [sum(column) / 2 for column in zip(*far, strict=True)]

    def bayes(offset):
        return max(min(gain - offset * cost for gain, cost in zip(gains, costs, strict=True)), 0) + offset * RADIUS

    zeros = [gain / cost for gain, cost in zip(gains, costs, strict=True)]
    crossing = (gains[2] - gains[0]) / (costs[2] - costs[0])
    return min(map(bayes, (0, *zeros, *([crossing] if crossing > 0 else []))))


def constrained_side():
    """``dec^c_eps`` at ``eps^2 = 1/10``: 0, whichever of the divergences within their enclosures are the true ones."""
    return constrained_coefficient(GAPS, [[0, 0, HALF]] * 2, RADIUS).value


CLAIM = Claim(
    statement=r"\inf_\gamma\{\max(\mathrm{dec}_\gamma(\mathcal M, \hat M), 0) + \gamma\varepsilon^2\} \le C\,"
    r"\mathrm{dec}^c_\varepsilon(\mathcal M, \hat M) \text{ for all classes}",
    source=Source("arXiv:2312.16730", "Proposition 27 in the other direction, without localisation", status="derived"),
    kind="value",
    sizes=(1, 10, 1000),
    value=lambda constant: offset_side(),
    rhs=lambda constant: constant * constrained_side(),
    expect="fails",
    falls="tempting form",
    notes="The third arm has squared distance 2 - sqrt 2 > 1/2 to the reference; with 1/2 for it, exclusion is harder.",
)
