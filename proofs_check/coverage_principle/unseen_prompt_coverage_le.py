"""On the instance of Proposition 3.2 coverage shows nothing: it is small for every estimator.

Prompt 1 has probability ``1/(2n)``, and on prompt 0 all models of the class agree with the data. So no answer on prompt 1,
seen or not, at whatever length, can leave more than ``1/(2n)`` uncovered, while KL grows with the length.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio
from theory_lab.sequences.laws import joint


def rare_prompt(i: Instance) -> Array:
    """``Cov_N``: the mean over the prompts, the first of which the model answers exactly."""
    rare = ratio(1, 2 * i.size[1])
    prompts = xp.stack([1 - rare, rare])
    return coverage(joint(prompts, xp.stack([i.common, i.p])), joint(prompts, xp.stack([i.common, i.q])), i.level)


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(\pi_D \| \hat\pi) \le \frac{1}{2n} \quad"
        r" (N > 1,\ \mu(1) = \tfrac{1}{2n},\ \hat\pi = \pi_D \text{ on prompt } 0)"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2, coverage on its instance", status="derived"),
    space=lambda size: Space(
        common=Simplex(size[0]), p=Simplex(size[0]), q=Simplex(size[0]), level=Ratio(ratio(101, 100), 20)
    ),
    sizes=((2, 1), (2, 5), (4, 20)),
    lhs=rare_prompt,
    rhs=lambda i: ratio(1, 2 * i.size[1]),
    trivial="probability",
    tight_at={"common": [1, 1], "p": [1, 0], "q": [0, 1], "level": [2, 1]},
    sharpened=lambda i: ratio(99, 200 * i.size[1]),
)  # fmt: skip
