"""Proxies near the true reward and laws near the base, as spaces of instances.

The proxy goes from the true reward towards any guess: a tenth of the way, or all of it. The second is every proxy; the first
makes errors small while the rewards stay simple, so that bounds that grow with the error are below 1. In the same way the law to
compete with goes from the base towards any law, where coverage has to be small.

Main definitions: `near_proxy_with_target`, `near_proxy_and_target`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from theory_lab.claims import Choice, Instance, Simplex, Space, Table
from theory_lab.numbers import Array, ratio

Derived = Callable[[Instance], Mapping[str, Any]]
# Parts of the way from the reward to the guess, and from the base to the goal.
STEPS = (ratio(1, 10), ratio(1, 1))
PARTS = (ratio(1, 4), ratio(1, 1))


def near_proxy_with_target(n: int, derived: Derived = lambda i: {}, **fields: Any) -> Space:
    """A base law of full support, a law to compete with, the true reward ``r*`` and a ``proxy`` near it, in [0, 1]."""
    return _space(n, {"target": Simplex(n)}, lambda i: {"proxy": _proxy(i)}, derived, fields)


def near_proxy_and_target(n: int, derived: Derived = lambda i: {}, **fields: Any) -> Space:
    """The same, with the ``target`` between the base and any goal."""

    def near(i: Instance) -> dict[str, Array]:
        return {"proxy": _proxy(i), "target": i.base + i.part * (i.goal - i.base)}

    return _space(n, {"goal": Simplex(n), "part": Choice(*PARTS)}, near, derived, fields)


def _proxy(i: Instance) -> Array:
    return i.reward + i.step * (i.guess - i.reward)


def _space(n: int, law: Mapping[str, Any], near: Derived, derived: Derived, fields: Mapping[str, Any]) -> Space:
    """The fields, what ``near`` derives from them, and what ``derived`` derives from both."""
    rewards = {"reward": Table(n, 0, 1), "guess": Table(n, 0, 1), "step": Choice(*STEPS)}
    every = {"base": Simplex(n, positive=True), **law, **fields, **rewards}

    def together(i: Instance) -> dict[str, Any]:
        made = near(i)
        return {**made, **derived(Instance(**{name: getattr(i, name) for name in every}, **made, size=i.size))}

    return Space(**every, derived=together)
