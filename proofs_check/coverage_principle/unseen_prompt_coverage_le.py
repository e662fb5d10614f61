"""On the instance of Proposition 3.2 coverage shows nothing: it is small for every estimator.

Prompt 1 has probability ``1/(2n)``, and on prompt 0 all models of the class agree with the data. So no answer on prompt 1,
seen or not, at whatever length, can leave more than ``1/(2n)`` uncovered, while KL grows with the length.
"""

from fractions import Fraction

from theory_lab.claims import Claim, Count, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def rare(i: Instance) -> Fraction:
    """``1/(2n)``, the probability of prompt 1."""
    return ratio(1, 2 * i.draws)


def rare_prompt(i: Instance) -> Array:
    """``Cov_N``: the mean over the prompts, the first of which the model answers exactly."""
    return (1 - rare(i)) * coverage(i.common, i.common, i.level) + rare(i) * coverage(i.p, i.q, i.level)


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(\pi_D \| \hat\pi) \le \frac{1}{2n} \quad"
        r" (N > 1,\ \mu(1) = \tfrac{1}{2n},\ \hat\pi = \pi_D \text{ on prompt } 0)"
    ),
    source=Source("arXiv:2510.15020", "Proposition 3.2, coverage on its instance", status="derived"),
    space=lambda answers: Space(
        common=Simplex(answers),
        p=Simplex(answers),
        q=Simplex(answers),
        level=Ratio(ratio(101, 100), 20),
        draws=Count(1, 20),
    ),
    sizes=(2, 4),
    lhs=rare_prompt,
    rhs=rare,
    trivial="probability",
    tight_at={"common": [1, 1], "p": [1, 0], "q": [0, 1], "level": [2, 1], "draws": 1},
    sharpened=lambda i: ratio(99, 100) * rare(i),
)
