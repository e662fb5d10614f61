"""Pre-training and fine-tuning on the layered-graph task, with the exact log-probabilities of every checkpoint.

``python -m experiments.layered_paths.train --out DIR`` trains one model a seed, online (no prompt is used twice), first
on the pre-training mixture and then on the fine-tuning mixture.  At each checkpoint it writes the log-probabilities of
the four valid paths of all held-out prompts to ``DIR/seedS/PHASE-STEP.npz``; at the end it writes the tables of
``recompute`` to ``DIR``.

Main definitions
----------------
``Settings``, ``FULL``, ``SHORT``  sizes and schedules
``train``                          one seed
``pretrained``                     the model after pre-training, without any evaluation
``run``                            all seeds, then the tables

Conventions
-----------
Adam with decoupled weight decay on the mean over a batch of the sequence-level cross-entropy of the responses; the
prompt is not predicted.  A run is a function of the settings and the seed, up to the rounding of the machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import optax
from joblib import Parallel, delayed

from experiments.layered_paths import metrics, task
from experiments.layered_paths.recompute import recompute
from experiments.layered_paths.transformer import Transformer, path_log_probs, response_logits

__all__ = ["FULL", "SHORT", "Settings", "new_model", "pretrained", "run", "train"]

LAST: task.Phase = "finetuning"


@dataclass(frozen=True)
class Settings:
    """Sizes and schedules: steps and learning rate (linear warm-up, then constant) of each phase."""

    depth: int = 4
    width: int = 160
    heads: int = 5
    batch: int = 32
    pretraining_steps: int = 7000
    pretraining_rate: float = 1e-3
    finetuning_steps: int = 1200
    finetuning_rate: float = 1e-4
    warmup: int = 100
    weight_decay: float = 0.01
    prompts: int = 2048
    checkpoints: int = 20

    def steps(self, phase: task.Phase) -> int:
        return self.pretraining_steps if phase == "pretraining" else self.finetuning_steps

    def rate(self, phase: task.Phase) -> float:
        return self.pretraining_rate if phase == "pretraining" else self.finetuning_rate

    def checkpoint_steps(self, phase: task.Phase) -> list[int]:
        """Evenly spaced logarithms up to the last step; in pre-training step 0 too (fine-tuning starts where that ends)."""
        spaced = np.unique(np.geomspace(8, self.steps(phase), self.checkpoints).round().astype(int)).tolist()
        return [0, *spaced] if phase == "pretraining" else spaced


FULL = Settings()
SHORT = Settings(
    depth=2,
    width=32,
    heads=4,
    pretraining_steps=160,
    pretraining_rate=4e-3,
    finetuning_steps=40,
    warmup=20,
    prompts=256,
    checkpoints=6,
)
SAVED_EVERY = 200


def new_model(seed: int, settings: Settings) -> Transformer:
    """A fresh model, also the frame into which ``equinox.tree_deserialise_leaves`` reads a saved one."""
    return Transformer(
        seed,
        vocabulary=task.VOCABULARY,
        positions=task.PROMPT + task.LAYERS,
        depth=settings.depth,
        width=settings.width,
        heads=settings.heads,
    )


def train(seed: int, settings: Settings, out: Path) -> None:
    """Train one seed through both phases; writes its models and log-probabilities, and prints a line a checkpoint.

    A phase whose model is in ``out`` already is not trained again, and a phase that was stopped goes on from its last state.
    """
    folder = out / f"seed{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    tests = {phase: task.held_out(phase, settings.prompts) for phase in task.MIXTURES}
    model = new_model(seed, settings)
    for phase in task.MIXTURES:
        if (folder / f"{phase}.eqx").exists():
            model = eqx.tree_deserialise_leaves(folder / f"{phase}.eqx", model)
            continue
        for step, reached in _checkpoints(model, seed, settings, phase, folder / f"{phase}.state"):
            model, file = reached, folder / f"{phase}-{step:06d}.npz"
            if file.exists():
                continue
            logs: metrics.Logs = {
                law: path_log_probs(reached, test.tokens, test.paths) for law, test in tests.items() if law in (phase, LAST)
            }
            np.savez_compressed(file, allow_pickle=False, **logs)
            kl = metrics.per_prompt(phase, tests[phase].hidden, logs[phase])["kl", ""].mean()
            print(f"seed {seed}, {phase}, step {step} of {settings.steps(phase)}: KL {kl:.4f}", flush=True)
        eqx.tree_serialise_leaves(folder / f"{phase}.eqx", model)
        (folder / f"{phase}.state").unlink()


def pretrained(seed: int, settings: Settings, folder: Path) -> Transformer:
    """The model at the end of pre-training, left in ``folder`` as ``pretraining.eqx`` and read from there if it exists."""
    folder.mkdir(parents=True, exist_ok=True)
    model, stored = new_model(seed, settings), folder / "pretraining.eqx"
    if stored.exists():
        return eqx.tree_deserialise_leaves(stored, model)
    for _, reached in _checkpoints(model, seed, settings, "pretraining", folder / "pretraining.state"):
        model = reached
    eqx.tree_serialise_leaves(stored, model)
    (folder / "pretraining.state").unlink()
    return model


def run(seeds: list[int], settings: Settings, out: Path, *, workers: int = 1) -> None:
    """Train the seeds, ``workers`` of them at a time in processes of their own, and write the tables to ``out``."""
    Parallel(n_jobs=workers)(delayed(train)(seed, settings, out) for seed in seeds)
    recompute(out, out)


def _checkpoints(
    model: Transformer, seed: int, settings: Settings, phase: task.Phase, saved: Path
) -> Iterator[tuple[int, Transformer]]:
    """The model at every checkpoint of a phase, from the state in ``saved`` on where there is one.

    A run that was stopped goes on as if it had not been: the batches before the state are drawn again and dropped.
    """
    rng = np.random.default_rng([seed, _index(phase)])
    optimiser, rate = _optimiser(settings.warmup, settings.weight_decay), jnp.float32(settings.rate(phase))
    state, update = optimiser.init(eqx.filter(model, eqx.is_array)), _update(optimiser)
    start, wanted = np.array(0), set(settings.checkpoint_steps(phase))
    if saved.exists():
        start, model, state = eqx.tree_deserialise_leaves(saved, (start, model, state))
    for step in range(settings.steps(phase) + 1):
        if step >= start and step in wanted:
            yield step, model
        if step >= start and (step in wanted or step % SAVED_EVERY == 0):
            _replace(saved, (np.array(step), model, state))
        prompts = task.draw_prompts(rng, settings.batch, phase)
        responses = task.draw_paths(rng, prompts, phase)
        if step >= start:
            model, state = update(model, state, rate, jnp.asarray(prompts.tokens), jnp.asarray(responses))


def _replace(saved: Path, state: Any) -> None:
    """Write a state such that a stop at any moment leaves the old one or the new one."""
    fresh = saved.with_suffix(".new")
    eqx.tree_serialise_leaves(fresh, state)
    fresh.replace(saved)


@cache
def _optimiser(warmup: int, weight_decay: float) -> optax.GradientTransformation:
    """Steps of rate 1 once warm; the same object for the same numbers: ``_update`` is compiled once for all seeds and phases."""
    return optax.adamw(optax.linear_schedule(0.0, 1.0, warmup), weight_decay=weight_decay)


@cache
def _update(optimiser: optax.GradientTransformation) -> Callable[..., tuple[Transformer, Any]]:
    def loss(model: Transformer, prompts: jax.Array, responses: jax.Array) -> jax.Array:
        logits = response_logits(model, prompts, responses)
        return optax.softmax_cross_entropy_with_integer_labels(logits, responses).sum(axis=1).mean()

    @eqx.filter_jit
    def update(
        model: Transformer, state: Any, rate: jax.Array, prompts: jax.Array, responses: jax.Array
    ) -> tuple[Transformer, Any]:
        gradient = eqx.filter_grad(loss)(model, prompts, responses)
        change, state = optimiser.update(gradient, state, eqx.filter(model, eqx.is_array))
        return eqx.apply_updates(model, jax.tree.map(lambda one: rate * one, change)), state

    return update


def _index(phase: task.Phase) -> int:
    return list(task.MIXTURES).index(phase)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m experiments.layered_paths.train", description="Train on the layered-graph task."
    )
    parser.add_argument(
        "--short", action="store_true", help="half a minute: a smaller model, fewer steps, prompts and checkpoints, one seed"
    )
    parser.add_argument("--seeds", type=int, nargs="+", help="default: 0 1 2, or 0 with --short")
    parser.add_argument("--workers", type=int, default=1, help="seeds that are trained at the same time, default 1")
    parser.add_argument("--out", type=Path, default=Path("layered_paths_run"), help="a new folder, or one to go on with")
    arguments = parser.parse_args()
    seeds = arguments.seeds or ([0] if arguments.short else [0, 1, 2])
    run(seeds, SHORT if arguments.short else FULL, arguments.out, workers=arguments.workers)


if __name__ == "__main__":
    main()
