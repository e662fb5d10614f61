"""The hypotheses of the paper on backtracking, as spaces of instances.

A model on words, a reward of words, a verifier of prefixes; the notation is that of the folder. The space of a claim is one of
these with the fields and the derived objects that the claim adds.

Main definitions: `models`, `guided`, `within_kappa`, `walks_within_kappa`, `first_leaves_within_kappa`, `stepwise_within_kappa`;
the fields `reward_up_to_scale`, `positive_up_to_scale`, `positive_reward`, `verifier`, `inner_values`, `inner_shares`, `errors`;
`walks_on`, `TREES`; `binomial`, `prefixes`.

Conventions: a further field is a kind of field, or a function of the tree that gives one; what is derived may read ``i.tree``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Instance, Ratio, Simplex, Space, Steps, Table
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.decoding.walks.backtracking import first_leaf_law
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree

Derived = Callable[[Instance], Mapping[str, Any]]
TREES = {
    "star": Tree.complete(3, 1),
    "path": Tree.from_words([(0, 0, 0)]),
    "binary": Tree.complete(2, 2),
    "uneven": Tree.from_words([(0, 0, 0), (0, 0, 1), (0, 1), (1, 0)]),
}
TREES_TO_CUT = TREES | {"uneven": Tree.from_words([(0, 0, 0), (0, 0, 1), (0, 1), (1,)])}
KAPPA = Ratio(xp.ratio(65, 64), 4)  # above 1, where a bound in log(kappa) would be 0


def models(size: tuple[int, ...], derived: Derived | None = None, **fields: Any) -> Space:
    """Section 2: a model ``pi_ref`` with positive steps on the words over ``size[0]`` letters of length ``size[1]``."""
    tree = Tree.complete(*size[:2])
    return Space(steps=Steps(tree, positive=True), **on_tree(tree, fields), derived=lambda i: with_derived(i, derived, tree=tree))


def on_tree(tree: Tree, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, those that are functions of the tree made."""
    return {name: field(tree) if callable(field) else field for name, field in fields.items()}


def with_derived(i: Instance, derived: Derived | None, **objects: Any) -> dict[str, Any]:
    """Objects, and what is derived from an instance that has them."""
    return objects | dict(derived(Instance(**vars(i), **objects)) if derived else {})


def reward_up_to_scale(tree: Tree) -> Simplex:
    """A reward ``tau`` of words, which may vanish, with sum 1."""
    return Simplex(len(tree.leaves))


def positive_up_to_scale(tree: Tree) -> Simplex:
    """A positive reward ``tau`` of words, with sum 1."""
    return Simplex(len(tree.leaves), positive=True)


def positive_reward(tree: Tree) -> Table:
    """A reward ``tau`` of words, within a factor of 16."""
    return Table(len(tree.leaves), xp.ratio(1, 16), 1)


def verifier(tree: Tree) -> Table:
    """Any scores ``Vhat`` of prefixes and words, within a factor of 16."""
    return Table(tree.size - 1, xp.ratio(1, 16), 1)


def inner_values(tree: Tree) -> Table:
    """Any scores ``Vhat`` of the proper prefixes, over two orders of magnitude."""
    return Table(tree.levels[-1].start - 1, xp.ratio(1, 16), 16)


def inner_shares(tree: Tree) -> Table:
    """A number in [0, 1] at every proper prefix."""
    return Table(tree.levels[-1].start - 1, 0, 1)


def errors(tree: Tree) -> Table:
    """A factor between 1/8 and 8 at every prefix and word."""
    return Table(tree.size - 1, xp.ratio(1, 8), 8)


def guided(i: Instance) -> dict[str, Array]:
    """Section 3: the weights ``pi_ref Vhat`` of the edges, and the target ``pi*``."""
    return {"weights": walks.edge_weights(i.tree, i.steps, i.guide), "target": tilted(leaf_law(i.tree, i.steps), i.reward)}


def scattered(i: Instance, values: Array) -> Array:
    """Assumption 4.1: any scores between ``values/kappa`` and ``kappa values``."""
    return values * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa))


def within_kappa(size: tuple[int, ...], derived: Derived, kappa: Ratio | Choice = KAPPA, **fields: Any) -> Space:
    """Assumption 4.1: ``guide`` lies between ``V*/kappa`` and ``kappa V*`` at proper prefixes, and is ``tau`` at words."""

    def verified(i: Instance) -> dict[str, Any]:
        inner = value(i.tree, i.steps, i.reward)[1 : i.tree.levels[-1].start]
        return with_derived(i, derived, guide=xp.concatenate([scattered(i, inner), i.reward]))

    own = {"noise": inner_shares, "kappa": kappa} if kappa.static else {"kappa": kappa, "noise": inner_shares}
    return models(size, verified, reward=positive_reward, **own, **fields)


def walks_within_kappa(size: tuple[int, ...]) -> Space:
    """The walk under Assumption 4.1, by the weights ``pi_ref Vhat`` of its edges."""
    return within_kappa(size, lambda i: {"weights": walks.edge_weights(i.tree, i.steps, i.guide)})


def first_leaves_within_kappa(size: tuple[int, ...]) -> Space:
    """The law of the first leaf under Assumption 4.1, and the target."""

    def derived(i: Instance) -> dict[str, Array]:
        first = first_leaf_law(i.tree, walks.edge_weights(i.tree, i.steps, i.guide))
        return {"first": first, "target": tilted(leaf_law(i.tree, i.steps), i.reward)}

    return within_kappa(size, derived)


def stepwise_within_kappa(size: tuple[int, ...], **fields: Any) -> Space:
    """The law of action-level sampling under Assumption 4.1, and the target."""

    def derived(i: Instance) -> dict[str, Array]:
        return {"sampled": stepwise_law(i.tree, i.steps, i.guide), "target": tilted(leaf_law(i.tree, i.steps), i.reward)}

    return within_kappa(size, derived, **fields)


def walks_on(tree: Tree, derived: Derived | None = None, **fields: Any) -> Space:
    """Section 3: the walk on a tree by any positive weights of its edges."""
    weights = Simplex(tree.size - 1, positive=True)
    return Space(weights=weights, **on_tree(tree, fields), derived=lambda i: with_derived(i, derived, tree=tree))


def binomial(draws: int, chance: Array | Fraction) -> Array:
    """The binomial law on ``0..draws``: of the letters of a word in Example 3.1."""
    return xp.stack([xp.binomial(draws, k) * chance**k * (1 - chance) ** (draws - k) for k in range(draws + 1)])


def prefixes(tree: Tree) -> np.ndarray:
    """1 where a node (row) is a prefix of a word (column)."""
    words = [tree.words[leaf] for leaf in tree.leaves]
    return np.array([[word[: len(prefix)] == prefix for word in words] for prefix in tree.words], dtype=int)
