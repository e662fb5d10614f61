"""Maximum likelihood covers at rate 1/n: the Bernoulli class, with high probability.

For ``p <= 1/2`` and ``N >= 2`` the outcome 0 is always covered, so ``Cov_N > t`` says that ``p > t`` and
``k <= n p/N``, which has probability at most ``exp(-n p psi(N))`` (Chernoff). At confidence ``1 - delta``
this reads ``Cov_N <= log(1/delta) / (psi(N) n)``, and ``psi(N) >= psi(2) > 1/8``. Meanwhile the mean of KL is
infinite. Near equality: no success seen, large ``N``, small ``p``.
"""

from proofs_check.coverage_principle._settings import psi
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space
from theory_lab.learning.likelihood.maximisers import bernoulli_coverages, tail
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """The probability over all samples that the maximiser's coverage exceeds the threshold."""
    law = xp.stack([1 - i.p, i.p])
    return tail(law, i.size, bernoulli_coverages(law, i.size, i.level), i.threshold)


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\big(\mathrm{Cov}_N(\mathrm{Ber}(p)\|\hat q) > t\big) \le e^{-n t \psi(N)}, \quad"
        r" \hat q = \mathrm{Ber}(\min\{k/n, 1/2\}),\ p \le 1/2,\ N \ge 2"
    ),
    source=Source("arXiv:2510.15020", "Section 3, Bernoulli class, with constants", status="derived"),
    space=lambda n: Space(p=Ratio(0, ratio(1, 2)), level=Ratio(2, 1000), threshold=Ratio(0, ratio(1, 2))),
    sizes=(1, 2, 5, 10, 30, 100),
    lhs=failure,
    rhs=lambda i: xp.exp(-i.size * i.threshold * psi(i.level)),
    trivial="probability",
    sharpened=lambda i: xp.exp(-ratio(10, 9) * i.size * i.threshold * psi(i.level)),
)
