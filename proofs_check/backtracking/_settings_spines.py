"""Long words that branch along one path: models, rewards and verifiers on spines.

At every prefix of one word of length ``H`` another letter leads to a single further word, whose remaining letters are forced;
there are ``H + 1`` words. Along a word of any tree the other letters of a prefix can be put together to one, with their mean
value, so that a spine has every density of a word under action-level sampling that a tree has.

Main definitions: `spine`, `on_spine`, `stepwise_on_spine`, `walks_on_spine`, `first_leaves_on_spine`.

Conventions: the first word is the path, the others follow by the length of what they share with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from proofs_check.backtracking._settings import inner_shares, positive_reward, scattered, with_derived
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Instance, Ratio, Space, Steps
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree

Derived = Callable[[Instance], Mapping[str, Any]]


@cache
def spine(depth: int) -> Tree:
    """The words ``0^H`` and ``0^h 1 0^(H - h - 1)`` for ``h < H``."""
    return Tree.from_words([(0,) * depth, *((0,) * h + (1,) + (0,) * (depth - h - 1) for h in range(depth))])


def on_spine(depth: int, derived: Derived, kappa: Ratio | Choice, **fields: Any) -> Space:
    """Assumption 4.1: ``guide`` lies between ``V*/kappa`` and ``kappa V*`` at proper prefixes, and is ``tau`` at words."""
    tree = spine(depth)

    def verified(i: Instance) -> dict[str, Any]:
        inner = value(tree, i.steps, i.reward)[1 : tree.levels[-1].start]
        return with_derived(i, derived, tree=tree, guide=xp.concatenate([scattered(i, inner), i.reward]))

    noise, reward = inner_shares(tree), positive_reward(tree)
    return Space(steps=Steps(tree, positive=True), reward=reward, noise=noise, kappa=kappa, **fields, derived=verified)


def stepwise_on_spine(depth: int, kappa: Ratio) -> Space:
    """The law of action-level sampling on a spine, and the target."""

    def derived(i: Instance) -> dict[str, Array]:
        return {"sampled": stepwise_law(i.tree, i.steps, i.guide), "target": tilted(leaf_law(i.tree, i.steps), i.reward)}

    return on_spine(depth, derived, kappa)


def walks_on_spine(depth: int, kappa: Ratio) -> Space:
    """The walk on a spine, by the weights ``pi_ref Vhat`` of its edges."""
    return on_spine(depth, lambda i: {"weights": walks.edge_weights(i.tree, i.steps, i.guide)}, kappa)


def first_leaves_on_spine(depth: int, kappa: Ratio) -> Space:
    """The law of the first leaf on a spine, and the target."""

    def derived(i: Instance) -> dict[str, Array]:
        first = first_leaf_law(i.tree, walks.edge_weights(i.tree, i.steps, i.guide))
        return {"first": first, "target": tilted(leaf_law(i.tree, i.steps), i.reward)}

    return on_spine(depth, derived, kappa)
