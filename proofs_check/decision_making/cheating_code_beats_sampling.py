"""A cheating code: reading it is worth more than playing what may be best.

One of ``2^b`` arms is better by 1/10, and ``b`` arms that are never optimal spell its number. Posterior
sampling and optimism play arms that are optimal under some model, and their offset risk is the coefficient
of the class without the code; the linear program plays the code. The idea is that of the notes, the numbers are ours.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.classes import cheating_code
from theory_lab.decisions.coefficients.finite_classes import decision_coefficient


def tables(bits):
    """Gaps in units of 1/s and squared differences to the class mean in units of 1/s^2, with ``s = 20 * 2^bits``."""
    scale = 20 << bits
    means = (cheating_code(bits).means[:, 0] * scale).astype(int)
    reference = means.sum(axis=0) // len(means)
    return means.max(axis=1)[:, None] - means, (means - reference) ** 2, scale


def sides(size):
    """The coefficient of the whole class, and the less of that of the arms alone and the risk of playing every arm alike."""
    gaps, divergences, scale = tables(size[0])
    offset, arms = xp.ratio(size[1], scale), slice(1 << size[0])
    alone = decision_coefficient(gaps[:, arms], divergences[:, arms], offset).value
    sampling = max(gaps[:, arms].sum(axis=1) - offset * divergences[:, arms].sum(axis=1)) / (1 << size[0])
    return decision_coefficient(gaps, divergences, offset).value / scale, min(alone, sampling) / scale


CLAIM = Claim(
    statement=r"\mathrm{dec}_\gamma(\text{with the code}) < \mathrm{dec}_\gamma(\text{arms alone})"
    r" = \text{risk of posterior sampling} \text{ (each side twice, strictly apart)}",
    source=Source(
        "arXiv:2312.16730",
        "cheating-code example: optimism and posterior sampling",
        status="second-hand",
        reading="the numbers are ours",
    ),
    sizes=((3, 30), (6, 30), (6, 60), (6, 100)),
    kind="value",
    value=sides,
    relation="<",
    notes="At 6 bits and offset 100 the coefficient is even negative.",
)
