"""Whatever looks as likely as the data law covers it: inverse Chernoff information.

A model with ``Cov_N > t`` is at least as likely as the data law with probability at most ``(sum p^(1-s) q^s)^n``, and by data
processing on ``{p/q >= N}``, whose model mass is at most ``Cov_N/N``, this is at most ``(t N^(-s) + (1-t)^(1-s) (1-t/N)^s)^n``
for every ``s`` in (0, 1); the bracket decreases in ``t``. Union over the ``m`` other models. At its least value over ``s`` the
bracket is ``exp(-Lam_N(t))``, so with probability ``1 - delta`` every maximiser has ``Cov_N <= Lam_N^{-1}(log(m/delta)/n)``,
whatever breaks ties. Near equality for small ``t``. The level is written in 64ths, where light instances are telling.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.learning.likelihood.maximisers import likelier_coverages, tail
from theory_lab.numbers import Array, ratio


def failure(i: Instance) -> Array:
    """The probability that a model at least as likely as the data law has a larger coverage than ``t``."""
    draws = i.size[2]
    return tail(i.law, draws, likelier_coverages(i.law, i.models, 0, draws, i.level), i.threshold)


def bound(i: Instance) -> Array:
    """``m (t N^(-s) + (1-t)^(1-s) (1-t/N)^s)^n``."""
    t, rest = i.threshold, 1 - i.threshold / i.level
    overlap = t * xp.exp(-i.s * xp.log(i.level)) + (1 - t) * xp.exp(i.s * (xp.log(rest) - xp.log(1 - t)))
    return i.size[0] * overlap ** i.size[2]


CLAIM = Claim(
    statement=(
        r"\mathrm{P}\big(\exists \pi \in \Pi: L_n(\pi) \ge L_n(p),\ \mathrm{Cov}_N(p\|\pi) > t\big) \le"
        r" m \big(t N^{-s} + (1-t)^{1-s} (1 - t/N)^s\big)^n, \quad |\Pi \setminus p| = m"
    ),
    source=Source("arXiv:2510.15020", "Theorem 4.1 for finite classes, by Chernoff information", status="derived"),
    space=lambda size: Space(
        law=Simplex(size[1]), stretch=Ratio(ratio(3, 128), ratio(125, 8)), threshold=Ratio(0, ratio(99, 100)),
        s=Ratio(ratio(1, 10), ratio(9, 10)), **{f"rival{k}": Simplex(size[1]) for k in range(size[0])},
        derived=lambda i: {
            "level": 64 * i.stretch, "models": xp.stack([i.law, *(getattr(i, f"rival{k}") for k in range(size[0]))])
        },
    ),
    sizes=((1, 2, 1), (2, 2, 4), (1, 3, 4), (1, 2, 12)),
    lhs=failure,
    rhs=bound,
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * bound(i),
)  # fmt: skip
