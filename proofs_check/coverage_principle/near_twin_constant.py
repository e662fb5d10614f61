"""Near twins of the truth: which constant Theorem 4.1 needs.

The class of ``fine_mle_leaves_truth`` with ``2^d + 1`` models, ``d = 3, 4``: fair coins on ``d`` prompts and a rare prompt of
probability ``u``; the twins bend the coins by ``e`` and have ``1/N`` on the rare prompt. With probability ``P`` some twin is at
least as likely as the data law, and then ``Cov_N`` is ``u``; so whatever holds with probability ``1 - delta`` for every
``delta < P`` bounds ``u``. ``P`` is exact: it depends on the visits to the rare prompt and on ``sum |heads - tails|`` alone,
whose law is counted in whole numbers. The explicit theorem has 24 where this class needs less than 1; the left side is a
coverage, below 1 without any theorem.
"""

from proofs_check.coverage_principle._settings_twins import chance, twins
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array, ratio


def complexity(i: Instance) -> Array:
    """``(log|Pi|/log N + log(2/P))/n``."""
    prompts, samples = i.size
    return (xp.log(2**prompts + 1) / xp.log(i.level) + xp.log(2 / chance(i))) / samples


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(\hat\pi) \le c\, \Big(\frac{\log |\Pi|}{n \log N} + \frac{\log(2/\delta)}{n}\Big)"
        r" \text{ with probability } 1 - \delta"
    ),
    source=Source(
        "arXiv:2510.15020", "Theorem 4.1, best constant", status="derived",
        reading="classes of near twins; the explicit theorem has c = 24",
    ),
    space=twins,
    sizes=((3, 30), (4, 60)),
    unknown="c",
    bracket=(ratio(1, 10), ratio(24, 1)),
    lhs=lambda i, c: i.rare,
    rhs=lambda i, c: c * complexity(i),
    trivial="probability",
)  # fmt: skip
