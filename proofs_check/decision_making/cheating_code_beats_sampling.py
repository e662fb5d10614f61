"""A cheating code: reading it is worth more than playing what may be best.

One of ``2^b`` arms is better by 1/10, and ``b`` arms that are never optimal spell its number. Posterior
sampling and optimism play arms that are optimal under some model, and their offset risk is the coefficient
of the class without the code; the linear program plays the code.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Whole
from theory_lab.decisions.classes import cheating_code
from theory_lab.decisions.coefficients.finite_classes import decision_coefficient


def tables(bits):
    """Gaps in units of 1/s and squared differences to the class mean in units of 1/s^2, with ``s = 20 * 2^bits``."""
    scale = 20 << bits
    means = (cheating_code(bits).means[:, 0] * scale).astype(int)
    reference = means.sum(axis=0) // len(means)
    return means.max(axis=1)[:, None] - means, (means - reference) ** 2, scale


def with_code(i):
    """The coefficient of the whole class."""
    gaps, divergences, scale = tables(i.size[0])
    return decision_coefficient(gaps, divergences, xp.ratio(i.size[1], scale)).value / scale


def without_code(i):
    """The coefficient when only the arms may be played."""
    gaps, divergences, scale = tables(i.size[0])
    arms = slice(1 << i.size[0])
    return decision_coefficient(gaps[:, arms], divergences[:, arms], xp.ratio(i.size[1], scale)).value / scale


def sampling(i):
    """The risk of posterior sampling, which plays every arm alike."""
    gaps, divergences, scale = tables(i.size[0])
    arms = slice(1 << i.size[0])
    risks = gaps[:, arms].sum(axis=1) - xp.ratio(i.size[1], scale) * divergences[:, arms].sum(axis=1)
    return max(risks) / (scale << i.size[0])


CLAIM = Claim(
    statement=r"\mathrm{dec}_\gamma(\text{with the code}) < \mathrm{dec}_\gamma(\text{arms alone})"
    r" = \text{risk of posterior sampling} \text{ (each side twice, strictly apart)}",
    source=Source("arXiv:2312.16730", "cheating-code example: optimism and posterior sampling", status="second-hand"),
    space=lambda size: Space(bits=Whole(1, 6), offset=Whole(1, 100)),
    sizes=((3, 30), (6, 30), (6, 60), (6, 100)),
    kind="witness",
    witness=lambda size: {"bits": size[0], "offset": size[1]},
    relation="<",
    lhs=with_code,
    rhs=lambda i: min(without_code(i), sampling(i)),
    notes="At 6 bits and offset 100 the coefficient is even negative.",
)
