"""Scaling with a known normalising constant: more draws move the value towards its limit, and never past it.

The output is ``(1 - eta_N) pi_b + eta_N p`` with ``eta_N`` decreasing to 0, so the true value moves on the segment
from ``J(p)`` to ``J(pi_b)``. The distance to the limit never grows; whether the value rises or falls is decided by
the limit.
"""

from proofs_check.alignment._settings import with_proxy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Ratio, Source
from theory_lab.decoding.responses.pessimism import known_constant_sampler, pessimistic_policy


def distance(i, draws):
    """``(J(pi_b) - J(out_N)) (J(pi_b) - J(p))``: positive while the limit is approached from the side of the base law."""
    limit = xp.dot(pessimistic_policy(i.base, i.proxy, i.strength), i.reward)
    value = xp.dot(known_constant_sampler(i.base, i.proxy, i.strength, draws, 1), i.reward)
    return (limit - value) * (limit - xp.dot(i.base, i.reward))


CLAIM = Claim(
    statement=r"0 \le \bigl(J(\pi_b) - J(\mathrm{out}_{N+1})\bigr)\,\Delta \le \bigl(J(\pi_b) - J(\mathrm{out}_N)\bigr)\,\Delta,"
    r" \quad \Delta = J(\pi_b) - J(p)",
    source=Source("arXiv:2503.21878", "scaling monotonicity", status="second-hand", reading="true value, population constant"),
    space=lambda n: with_proxy(n, strength=Ratio(xp.ratio(1, 16), 2), draws=Count(0, 16)),
    sizes=(2, 3),
    chain=(lambda i: 0, lambda i: distance(i, i.draws + 1), lambda i: distance(i, i.draws)),
    trivial=(-1, None),
    tight_at={"base": [1, 1], "proxy": [1, 1, 1], "reward": [1, 1, 1], "strength": [1, 1], "draws": 1},
    loose="the ratio of the last step is the probability that one draw is rejected, which tends to 1 with the strength to 0",
)  # fmt: skip
