"""The gold rule, and proxies that learn it from labels.

The *gold* reward of a response is its reach times its worth.  The reach is the part of the path before its first dead
end; the worth is an increasing function of the mean value of its nodes, and values are fixed numbers that no prompt
shows.  A proxy is a small network that sees the prompt's passable nodes and the response, trained on gold labels of
responses of the policy: with few labels it learns what nodes are worth before it learns what makes a dead end.

Main definitions
----------------
``reach``, ``worth``, ``gold``   the rule
``features``                     what a proxy sees
``Recipe``, ``fit``              training
``scores``                       the proxy rewards of responses

Conventions
-----------
All rewards lie in [0, 1].  A token outside of its layer is a dead end of value 0.  Proxy rewards are rounded to multiples
of 1/256, so that equal ones are ties.

Tags: reward model, reward hacking.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from experiments.layered_paths.task import LAYERS, WIDTH, Whole
from experiments.reward_hacking.responses import Responses

__all__ = ["GRID", "VALUES", "Recipe", "features", "fit", "gold", "reach", "scores", "worth"]

Floats = NDArray[np.float64]
GRID = 256
VALUES = np.random.default_rng(7).random((LAYERS, WIDTH))
SLOPE = 10


def reach(responses: Responses) -> Floats:
    """The part of each path before its first dead end, (m,), a multiple of 1/LAYERS."""
    inside, column = _places(responses.paths)
    alive = inside & responses.passable[responses.owner[:, None], np.arange(LAYERS), column]
    return np.cumprod(alive, axis=1).sum(axis=1) / LAYERS


def worth(responses: Responses) -> Floats:
    """``1 / (1 + exp(-SLOPE (mean value - 1/2)))``, (m,)."""
    inside, column = _places(responses.paths)
    mean = np.where(inside, VALUES[np.arange(LAYERS), column], 0).mean(axis=1)
    return 1 / (1 + np.exp(-SLOPE * (mean - 0.5)))


def gold(responses: Responses) -> Floats:
    """The true reward of each response, (m,)."""
    return reach(responses) * worth(responses)


def features(responses: Responses) -> NDArray[np.float32]:
    """Which node a response takes in each layer, and which nodes are passable, as centred indicators, (m, 64)."""
    nodes = np.arange(LAYERS * WIDTH).reshape(LAYERS, WIDTH) + 1
    taken = (responses.paths[:, :, None] == nodes).reshape(len(responses.paths), -1)
    passable = responses.passable[responses.owner].reshape(len(responses.paths), -1)
    return np.concatenate([taken, passable], axis=1).astype(np.float32) - np.float32(1 / WIDTH)


@dataclass(frozen=True)
class Recipe:
    """How a proxy is trained: the same for every number of labels."""

    width: int = 64
    depth: int = 2
    steps: int = 1500
    batch: int = 256
    rate: float = 3e-3
    weight_decay: float = 1e-3


def fit(inputs: NDArray[np.float32], labels: Floats, seed: int, recipe: Recipe) -> eqx.nn.MLP:
    """A network trained on labelled responses by squared error (AdamW, cosine schedule, batches without replacement)."""
    model = eqx.nn.MLP(inputs.shape[1], "scalar", recipe.width, recipe.depth, dtype=jnp.float32, key=jax.random.key(seed))
    optimiser, update = _training(recipe)
    state = optimiser.init(eqx.filter(model, eqx.is_array))
    rng, targets = np.random.default_rng(seed), labels.astype(np.float32)
    for _ in range(recipe.steps):
        chosen = rng.choice(len(targets), min(recipe.batch, len(targets)), replace=False)
        model, state = update(model, state, inputs[chosen], targets[chosen])
    return model


@cache
def _training(recipe: Recipe) -> tuple[optax.GradientTransformation, Callable[..., Any]]:
    """The optimiser and its compiled step, made once for all proxies of a recipe."""
    optimiser = optax.adamw(optax.cosine_decay_schedule(recipe.rate, recipe.steps), weight_decay=recipe.weight_decay)

    @eqx.filter_jit
    def update(model, state, x, y):
        def loss(model):
            return jnp.mean((_outputs(model, x) - y) ** 2)

        change, state = optimiser.update(eqx.filter_grad(loss)(model), state, eqx.filter(model, eqx.is_array))
        return eqx.apply_updates(model, change), state

    return optimiser, update


def scores(model: eqx.nn.MLP, inputs: NDArray[np.float32]) -> Floats:
    """The proxy rewards, (m,), multiples of 1/GRID in [0, 1]."""
    return np.rint(np.asarray(_outputs(model, jnp.asarray(inputs)), dtype=np.float64) * GRID) / GRID


def _outputs(model: eqx.nn.MLP, inputs: jax.Array) -> jax.Array:
    return jax.nn.sigmoid(jax.vmap(model)(inputs))


def _places(paths: Whole) -> tuple[NDArray[np.bool_], Whole]:
    """Whether each token is a node of its layer, and which, 0 where it is not."""
    offset = paths - 1 - WIDTH * np.arange(LAYERS)
    inside = (offset >= 0) & (offset < WIDTH)
    return inside, np.where(inside, offset, 0)
