"""Maximum likelihood covers at rate |X||Y|/n with prompts too.

The empirical conditional law; a prompt that was not seen counts as uncovered. Given ``m`` visits of a prompt the pair
``(x, y)`` is missed with probability at most ``exp(-m kl)``, ``kl = kl(p/N || p)``, in the mean over the visits ``(1 - u (1 -
exp(-kl)))^n``: an equality in the limit of high levels, where ``exp(-kl)`` is ``1 - p``. As ``kl >= p psi(N)`` this is at most
``exp(-n u p (1 - 1/e) psi)``, and times ``u p`` at most ``1/((e - 1) psi n)``.
"""

from proofs_check.coverage_principle._settings import binary_kl
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
    """The sum of ``u p (1 - u (1 - exp(-kl(p/N || p))))^n``."""
    missed = xp.exp(-binary_kl(i.table / i.level, i.table))
    visits = i.prompts[:, None]
    return xp.sum(xp.sum(visits * i.table * (1 - visits * (1 - missed)) ** i.size[2], axis=1))


CLAIM = Claim(
    statement=(
        r"\mathrm{E}\,\mathrm{Cov}_N(\hat\pi) \le \sum_{x, y} u_x p_{xy}"
        r" \bigl(1 - u_x (1 - e^{-\mathrm{kl}(p_{xy}/N \| p_{xy})})\bigr)^n"
        r" \;\Bigl(\le \frac{|X| |Y|}{(e - 1)\,\psi(N)\,n}\Bigr), \quad"
        r" \hat\pi(\cdot \mid x) = \text{frequencies},\ x \text{ unseen is uncovered}"
    ),
    source=Source("arXiv:2510.15020", "Assumption E.1, the class of all conditional laws", status="derived"),
    space=lambda size: Space(
        prompts=Simplex(size[0]), level=Ratio(2, 2**20), **{f"row{x}": Simplex(size[1]) for x in range(size[0])},
        derived=lambda i: {"table": xp.stack([getattr(i, f"row{x}") for x in range(size[0])])},
    ),
    sizes=((2, 2, 3), (2, 2, 8), (3, 2, 4)),
    lhs=exact_mean,
    rhs=bound,
    trivial="probability",
    tight_at=lambda k: {"prompts": [1, 1], "row0": [1, 1], "row1": [1, 1], "level": [2 ** (k + 4), 1]},
    rate="1 - ratio of order k 2^(-k)",
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)  # fmt: skip
