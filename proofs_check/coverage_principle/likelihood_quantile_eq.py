"""The quantile of the likelihood of the right answer is the inverse of the profile.

With one right answer per prompt, ``Cov_N = P_x(q(x) <= 1/N)`` for ``q(x)`` the model's probability of it. The largest ``a`` for
which at most a share ``eps`` of the prompts has ``q <= a`` is therefore the inverse of a level; both suprema are attained as
limits at a value of ``q``, and are 1 when no value exceeds ``eps``.
"""

import numpy as np

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space, Table
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array


def quantile(i: Instance) -> Array:
    """``sup {a <= 1: P_x(q <= a) <= eps}``."""
    shares = xp.sum(i.prompts[None] * xp.at_least(i.q[:, None], i.q[None]), axis=1)
    return xp.min(xp.where(shares > i.eps, i.q, 1))


def inverse_profile(i: Instance) -> Array:
    """``sup {a <= 1: Cov_{1/a} <= eps}`` for the joint laws of prompt and answer (right or wrong)."""
    zeros = np.zeros(len(i.q), dtype=int) * i.q
    data = xp.stack([i.prompts, zeros])
    model = xp.stack([i.prompts * i.q, i.prompts * (1 - i.q)])
    profile = xp.stack([coverage(data, model, 1 / value) for value in i.q])
    return xp.min(xp.where(profile > i.eps, i.q, 1))


CLAIM = Claim(
    statement=(
        r"\sup\{a : \mathrm{P}_x(q(x) \le a) \le \varepsilon\} = \sup\{a : \mathrm{Cov}_{1/a} \le \varepsilon\},"
        r" \quad q(x) = \hat\pi(y^*(x) \mid x)"
    ),
    source=Source("arXiv:2603.06957", "likelihood quantile", status="second-hand"),
    space=lambda n: Space(prompts=Simplex(n), q=Table(n, xp.ratio(1, 50), 1), eps=Ratio(0, 1)),
    sizes=(1, 2, 3, 4),
    relation="==",
    lhs=quantile,
    rhs=inverse_profile,
)
