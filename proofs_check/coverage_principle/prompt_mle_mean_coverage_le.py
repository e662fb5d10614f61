"""Maximum likelihood covers at rate |X||Y|/n with prompts too.

The empirical conditional law; a prompt that was not seen counts as uncovered. Given ``m`` visits of a prompt the pair
``(x, y)`` is missed with probability at most ``exp(-m p psi(N))``, in the mean over the visits ``(1 - u (1 - exp(-p
psi)))^n`` at most ``exp(-n u p (1 - 1/e) psi)`` for ``p psi <= 1``; times ``u p`` this is at most ``1/((e - 1) psi
n)``.
"""

from proofs_check.coverage_principle._settings import psi
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import mean, prompted_coverages
from theory_lab.numbers import Array
from theory_lab.sequences.laws import joint


def exact_mean(i: Instance) -> Array:
    """The mean over all samples of the coverage, prompts without a visit uncovered."""
    prompts, answers, draws = i.size
    data = joint(i.prompts, i.table).reshape(prompts * answers)
    return mean(data, draws, prompted_coverages(i.prompts, i.table, draws, i.level))


def bound(i: Instance) -> Array:
    """``|X||Y| / ((e - 1) psi(N) n)``."""
    prompts, answers, draws = i.size
    return prompts * answers / ((xp.exp(1) - 1) * psi(i.level) * draws)


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \le \frac{|X| |Y|}{(e - 1)\,\psi(N)\,n}, \quad"
        r" \hat\pi(\cdot \mid x) = \text{frequencies},\ x \text{ unseen is uncovered}"
    ),
    source=Source("arXiv:2510.15020", "Assumption E.1, the class of all conditional laws", status="derived"),
    space=lambda size: Space(
        prompts=Simplex(size[0]), level=Ratio(2, 1000), **{f"row{x}": Simplex(size[1]) for x in range(size[0])},
        derived=lambda i: {"table": xp.stack([getattr(i, f"row{x}") for x in range(size[0])])},
    ),
    sizes=((2, 2, 3), (2, 2, 8), (3, 2, 4)),
    lhs=exact_mean,
    rhs=bound,
    trivial="probability",
    loose="e - 1 in place of e, and pairs of a prompt and an answer are counted as if each were rare by itself",
)  # fmt: skip
