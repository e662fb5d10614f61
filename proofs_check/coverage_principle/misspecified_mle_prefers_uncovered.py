"""Cross-entropy selects the model that covers less.

Prompts ``+`` and ``-``, the second of probability ``u = a^2 / (64 log M)``; answers are fair coins. The first
model gives ``P(1 | +) = e^(-a)/2`` and is exact on ``-``: no ratio exceeds ``e^a < M``, so its ``Cov_M`` is
0. The second is exact on ``+`` and gives ``P(1 | -) = 1/(2M)``: its ``Cov_M`` is ``u/2``. Yet with
probability at least 1/4 the second is likelier, since the rare prompt hardly enters the likelihood; as its
coverage is ``u/2``, this says that the mean is at least ``u/8``. The mean is exact over all samples, with
ties counted for the first model; ``v = e^(-a)``. Printed with ``u = a/(32 log M)``, the two models exchanged in
part, and the coverage ``u`` in place of ``u/2``; the rate is the same.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Whole
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import joint


def laws(i: Instance) -> dict[str, Array]:
    """The prompt law and, for each prompt, the laws of the answers 1 and 0: the fair one and those of both models."""
    rare = xp.log(i.v) ** 2 / (64 * xp.log(i.level))
    fair = xp.full((2,), ratio(1, 2), like=i.v)
    return {
        "prompts": xp.stack([1 - rare, rare]),
        "fair": xp.stack([fair, fair]),
        "first": xp.stack([xp.stack([i.v, 2 - i.v]) / 2, fair]),
        "second": xp.stack([fair, xp.stack([1 / i.level, 2 - 1 / i.level]) / 2]),
    }


def covered_too_little(i: Instance, model: Array) -> Array:
    """``Cov_M`` of a model, the mean over the prompts."""
    return xp.dot(i.prompts, xp.stack([coverage(i.fair[x], model[x], i.level) for x in range(2)]))


def mean_coverage(i: Instance) -> Array:
    """The mean of ``Cov_M`` of the likelier model over all samples."""
    gains = xp.log(i.second / i.first).reshape(4)
    first, second = covered_too_little(i, i.first), covered_too_little(i, i.second)

    def of_types(counts: np.ndarray) -> Array:
        return xp.where(sum(counts[:, k] * gains[k] for k in range(4)) > 0, second, first)

    return xp.expect_over_types(joint(i.prompts, i.fair).reshape(4), i.size, of_types)


CLAIM = Claim(
    statement=(
        r"\tfrac14 \cdot \tfrac{u}{2} \le \mathrm{E}\, \mathrm{Cov}_M(\hat q), \quad"
        r" \hat q = \arg\max_{q_1, q_2} L_n,\ u = \frac{a^2}{64 \log M},\ 0 < a \le 1,\ M > e^a"
    ),
    source=Source("arXiv:2510.15020", "Proposition E.1, repaired", status="derived"),
    space=lambda n: Space(v=Ratio(ratio(3, 8), ratio(99, 100)), level=Whole(3, 1000), derived=laws),
    sizes=(1, 2, 3, 5),
    lhs=lambda i: i.prompts[1] / 8,
    rhs=mean_coverage,
    trivial="probability",
    loose="a factor 2: at these sizes the second model is likelier with probability at least .497, where the proof has 1/4",
)
