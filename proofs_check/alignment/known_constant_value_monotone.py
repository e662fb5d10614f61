"""Scaling with a known normalising constant: more draws move the value towards its limit, and never past it.

The output is ``(1 - eta^N) pi_b + eta^N p``, where ``eta = 1 - b/(1 - lambda)`` is the probability that one draw is rejected,
so the true value moves on the segment from ``J(p)`` to ``J(pi_b)``: the distance to the limit is a geometric sequence, and
whether the value rises or falls is decided by the limit.
"""

from proofs_check.alignment._settings import with_proxy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import known_constant_sampler, normalising_constant, pessimistic_policy


def distance(i, draws):
    """``J(pi_b) - J(out_N)``, how far the value is from its limit."""
    limit = pessimistic_policy(i.base, i.proxy, i.strength)
    return xp.dot(limit - known_constant_sampler(i.base, i.proxy, i.strength, draws, 1), i.reward)


def rejected(i):
    """``1 - b/(1 - lambda)``, the probability that one draw is rejected."""
    return 1 - i.strength / (1 - normalising_constant(i.base, i.proxy, i.strength))


CLAIM = Claim(
    statement=r"J(\pi_b) - J(\mathrm{out}_{N+1}) = \eta\,\bigl(J(\pi_b) - J(\mathrm{out}_N)\bigr),"
    r" \quad 0 \le \eta = 1 - \frac{b}{1 - \lambda} \le 1,\ \mathrm{out}_0 = p",
    source=Source("arXiv:2503.21878", "scaling monotonicity", status="second-hand", reading="true value, population constant"),
    space=lambda n: with_proxy(n, strength=Ratio(xp.ratio(1, 16), 2), draws=Count(0, 16)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: distance(i, i.draws + 1),
    rhs=lambda i: rejected(i) * distance(i, i.draws),
)  # fmt: skip
