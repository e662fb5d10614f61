"""The hypotheses on responses, rewards and draws, as spaces of instances, and what several claims say of them.

One prompt with ``n`` responses; the notation is that of the folder. The space of a claim is one of these with the fields and the
derived objects that the claim adds.

Main definitions: `responses`, `with_proxy`, `with_target`, `competing`; `ranks`, `compared`, `wins`, `win_rate`, `best_value`,
`gap_bound`, `kl_estimate`.
"""

from __future__ import annotations

from typing import Any

from theory_lab import numbers as xp
from theory_lab.claims import Instance, Simplex, Space, Table
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.coefficients import excess_mass
from theory_lab.numbers import Array


def responses(n: int, **fields: Any) -> Space:
    """A base law of full support on ``n`` responses, and a reward of responses in [0, 1]."""
    return Space(base=Simplex(n, positive=True), reward=Table(n, 0, 1), **fields)


def with_proxy(n: int, **fields: Any) -> Space:
    """A base law of full support on ``n`` responses, a proxy ``rhat`` and the true reward ``r*``, in [0, 1]."""
    return Space(base=Simplex(n, positive=True), proxy=Table(n, 0, 1), reward=Table(n, 0, 1), **fields)


def with_target(n: int, **fields: Any) -> Space:
    """A base law of full support, a law to compete with, a proxy ``rhat`` and the true reward ``r*``, in [0, 1]."""
    return Space(base=Simplex(n, positive=True), target=Simplex(n), proxy=Table(n, 0, 1), reward=Table(n, 0, 1), **fields)


def competing(n: int, **fields: Any) -> Space:
    """A law to compete with on ``n`` responses, and a base law of full support."""
    return Space(target=Simplex(n), base=Simplex(n, positive=True), **fields)


def ranks(n: int) -> Array:
    """The reward ``1, ..., n``, which grows with the index."""
    return xp.exact(list(range(1, n + 1)))


def wins(reward: Array) -> Array:
    """``1{r(y) > r(y')}`` with 1/2 for ties, shape (n, n)."""
    return (xp.at_least(reward[:, None], reward[None]) + 1 - xp.at_least(reward[None], reward[:, None])) / 2


def compared(i: Instance) -> dict[str, Array]:
    """The win rates of all responses against the base law, by both rewards, and the pairwise error."""
    truth, proxy = wins(i.reward), wins(i.proxy)
    error = xp.dot(i.base, xp.dot(abs(truth - proxy), i.base))
    return {"truth": xp.dot(truth, i.base), "seen": xp.dot(proxy, i.base), "error": error}


def win_rate(i: Instance) -> Array:
    """``P(rhat(Y) > rhat(Y')) + P(tie)/2`` for ``Y`` from Best-of-N and ``Y'`` from the base."""
    return xp.dot(best_of_n(i.base, i.reward, i.draws), xp.dot(wins(i.reward), i.base))


def best_value(i: Instance) -> Array:
    """``Jhat(BoN_N)``, the mean reward of the best draw."""
    return xp.dot(best_of_n(i.base, i.reward, i.draws), i.reward)


def gap_bound(i: Instance) -> Array:
    """``max(E_M, (1 - (1 - E_M)/M)^N)``."""
    excess = excess_mass(i.target, i.base, i.level)
    return xp.maximum(excess, (1 - (1 - excess) / i.level) ** i.draws)


def kl_estimate(mass: Array, draws: int) -> Array:
    """``D(e)``: ``(1-e)^N (log N + (N-1) log(1-e) - (N-1)/N) + (1-(1-e)^N) log((1-(1-e)^N)/e)``."""
    rest = 1 - mass
    met = rest > 0
    missed = rest**draws
    outside = xp.log(draws) + (draws - 1) * xp.log(xp.where(met, rest, 1)) - xp.ratio(draws - 1, draws)
    return xp.where(met, missed * outside, 0) + (1 - missed) * xp.log((1 - missed) / mass)
