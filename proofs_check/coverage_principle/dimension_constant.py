"""Maximum likelihood in a log-linear class: which constant Corollary 4.2 needs.

The class, the samples and the mean coverage of ``variance_constant``: coins on ``d`` prompts with features of norm ``B``, one
letter a word. There the corollary's bound reads ``(d ([log(B/log N)]_+ + log(B n)/log N) + 1)/n`` in the mean: the dimension
stands where Theorem 4.2 has the variance. Its own constant is not printed; the left side is a coverage, at most 1.
"""

from proofs_check.coverage_principle.variance_constant import mean_coverage
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.numbers import Array, ratio


def rate(i: Instance) -> Array:
    """``(d ([log(B/log N)]_+ + log(B n)/log N) + 1)/n``."""
    dimension, samples = i.size
    level = xp.log(i.level)
    bracket = xp.maximum(xp.log(i.bound / level), 0) + xp.log(i.bound * samples) / level
    return (dimension * bracket + 1) / samples


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \le \frac{c}{n} \Big(d \Big\{\Big[\log\frac{BH}{\log N}\Big]_+"
        r" + \frac{\log(BHn)}{\log N}\Big\} + 1\Big)"
    ),
    source=Source(
        "arXiv:2510.15020", "Corollary 4.2, best constant", status="derived",
        reading="in the mean; coins on d prompts, one letter a word",
    ),
    space=lambda size: Space(level=Ratio(2, 50), bound=Ratio(1, 8), visits=Ratio(ratio(1, 20), 1)),
    sizes=((2, 12), (4, 16)),
    unknown="c",
    bracket=(ratio(1, 50), ratio(2, 1)),
    lhs=lambda i, c: mean_coverage(i),
    rhs=lambda i, c: c * rate(i),
    trivial="probability",
)  # fmt: skip
