"""The transformer: causal, normalised, and the packed evaluation agrees with the plain one."""

from functools import partial

import jax
import numpy as np
import pytest

from experiments.layered_paths.transformer import (
    Transformer,
    extension_log_probs,
    next_token_log_probs,
    path_log_probs,
    response_logits,
)
from theory_lab.sequences.adapters import word_log_probabilities

VOCABULARY, PROMPT, LENGTH = 11, 9, 4
# As training takes it: compiled, and not operation by operation.
compiled_logits = jax.jit(response_logits)


@pytest.fixture(scope="module")
def model() -> Transformer:
    new = partial(Transformer, 1, vocabulary=VOCABULARY, positions=PROMPT + LENGTH, depth=2, width=16, heads=2)
    return jax.jit(new)()  # one program for all its arrays


@pytest.fixture(scope="module")
def batch() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.integers(VOCABULARY, size=(5, PROMPT)), rng.integers(VOCABULARY, size=(5, 3, LENGTH))


def test_later_tokens_do_not_change_earlier_logits(model: Transformer, batch: tuple[np.ndarray, np.ndarray]):
    prompts, paths = batch
    before = np.asarray(compiled_logits(model, prompts, paths[:, 0]))
    for h in range(1, LENGTH):
        changed = paths[:, 0].copy()
        changed[:, h] = (changed[:, h] + 1) % VOCABULARY
        after = np.asarray(compiled_logits(model, prompts, changed))
        assert (after[:, : h + 1] == before[:, : h + 1]).all()
        if h < LENGTH - 1:
            assert (after[:, h + 1 :] != before[:, h + 1 :]).any(axis=2).all()


def test_every_prompt_token_counts(model: Transformer, batch: tuple[np.ndarray, np.ndarray]):
    prompts, paths = batch
    before = np.asarray(compiled_logits(model, prompts, paths[:, 0]))
    for h in range(PROMPT):
        changed = prompts.copy()
        changed[:, h] = (changed[:, h] + 1) % VOCABULARY
        assert (np.asarray(compiled_logits(model, changed, paths[:, 0])) != before).any(axis=2).all()


def test_next_token_laws_are_normalised(model: Transformer, batch: tuple[np.ndarray, np.ndarray]):
    logs = next_token_log_probs(model, batch[0])
    assert logs.shape == (5, VOCABULARY) and logs.dtype == np.float64
    assert (np.abs(np.exp(logs).sum(axis=1) - 1) <= 4 * VOCABULARY * 2.0**-52).all()


def test_packed_responses_agree_with_one_word_at_a_time(model: Transformer, batch: tuple[np.ndarray, np.ndarray]):
    prompts, paths = batch
    packed = path_log_probs(model, prompts, paths, chunk=2)
    for prompt, words, logs in zip(prompts, paths, packed, strict=True):

        def next_letter(prefixes: np.ndarray, prompt: np.ndarray = prompt) -> np.ndarray:
            # As many rows for every prompt, so that there is one program for a length.
            filled = np.resize(prefixes, (len(prompts), prefixes.shape[1]))
            rows = np.broadcast_to(prompt, (len(filled), PROMPT))
            return next_token_log_probs(model, np.concatenate([rows, filled], axis=1))[: len(prefixes)]

        plain = word_log_probabilities(next_letter, words.tolist(), units=4 * VOCABULARY)
        # Logits are float32 and the layouts differ in the order of their sums: 64 units of the logits' last place a token.
        assert (np.abs(plain - logs) <= LENGTH * 64 * 2.0**-23).all()


@pytest.mark.parametrize("after", [2, 3])
def test_packed_prefixes_agree_with_one_at_a_time(after: int, model: Transformer, batch: tuple[np.ndarray, np.ndarray]):
    """Also in front of further tokens."""
    prompts, paths = batch
    packed = extension_log_probs(model, prompts, paths[:, :, :3], after)
    assert packed.shape == (5, 3, VOCABULARY)
    for k in range(3):
        plain = next_token_log_probs(model, np.concatenate([prompts, paths[:, k, :after]], axis=1))
        assert (np.abs(plain - packed[:, k]) <= 64 * 2.0**-23).all()


def test_all_arrays_are_float32(model: Transformer):
    assert {leaf.dtype.name for leaf in jax.tree.leaves(model)} == {"float32"}


def test_the_width_is_shared_among_the_heads():
    with pytest.raises(ValueError, match="multiple of the number of heads 3, got 16"):
        Transformer(0, vocabulary=5, positions=5, depth=1, width=16, heads=3)
