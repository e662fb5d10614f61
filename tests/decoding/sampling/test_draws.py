"""Runs read as one sequence, without a compiler: which words are returned, what each is charged, and faults with prefixes."""

from __future__ import annotations

import numpy as np
import pytest

from theory_lab.decoding.sampling.draws import BAD_LAW, BAD_SCORE, NO_WAY, SOUND, Draws, Faults, joined, require_sound, successes


def runs_of(finished: list[int], moves: list[int]) -> Draws:
    """Runs whose words repeat their number as often as it says; queries and tokens cost twice and three times the moves."""
    count = len(finished)
    words = np.where(np.arange(count) <= np.arange(count)[:, None], np.arange(1, count + 1)[:, None], 0)
    cost = np.array(moves)
    return Draws(words, np.arange(1, count + 1), np.array(finished, dtype=bool), np.ones(count, int), cost, 2 * cost, 3 * cost)


@pytest.mark.parametrize(
    ("finished", "wanted", "words", "runs", "moves"),
    [
        ([0, 1, 1, 0, 0, 1], 2, [2, 3], [2, 1], [3, 4]),  # what comes after the last one that is wanted costs nothing
        ([0, 1, 1, 0, 0, 1], 3, [2, 3, 6], [2, 1, 3], [3, 4, 56]),
        ([1, 1, 1, 1, 1, 1], 3, [1, 2, 3], [1, 1, 1], [1, 2, 4]),
        ([0, 1, 1, 0, 0, 0], 4, [2, 3, 6, 6], [2, 1, 1, 1], [3, 4, 28, 28]),  # the rest share what is left
        ([1, 0, 0, 0, 0, 0], 3, [1, 6, 6], [1, 2, 2], [1, 31, 31]),
        ([0, 0, 0, 0, 0, 1], 2, [6, 6], [6, 0], [63, 0]),
        ([0, 0, 0, 0, 0, 0], 2, [6, 6], [3, 3], [31, 31]),
    ],
)
def test_each_word_is_charged_for_the_failures_before_it(
    finished: list[int], wanted: int, words: list[int], runs: list[int], moves: list[int]
) -> None:
    found = successes(runs_of(finished, [1, 2, 4, 8, 16, 32]), wanted)
    assert found.words[:, 0].tolist() == found.lengths.tolist() == words
    assert found.finished.tolist() == [k < sum(finished) for k in range(wanted)]
    assert found.runs.tolist() == runs and found.moves.tolist() == moves
    done = min(sum(finished), wanted)  # the others share whole numbers, so that twice as much may be one more
    assert found.queries[:done].tolist() == [2 * one for one in moves[:done]]
    assert found.tokens[:done].tolist() == [3 * one for one in moves[:done]]


def test_parts_are_joined_in_their_order_and_words_listed_without_padding() -> None:
    part = runs_of([1, 0, 1], [1, 2, 4])
    whole = joined([part, part])
    assert whole.listed() == [(1,), (2, 2), (3, 3, 3)] * 2
    assert whole.moves.tolist() == [1, 2, 4] * 2 and whole.finished.tolist() == [True, False, True] * 2


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (BAD_LAW, r"after the prefix \(4, 5\) the probabilities sum to 0\.5"),
        (BAD_SCORE, r"the prefix \(4, 5, 7\) has the score 0\.5"),
        (NO_WAY, r"every letter after the prefix \(4, 5\) has probability 0 or score 0"),
    ],
)
def test_the_first_fault_is_named_with_its_prefix(code: int, message: str) -> None:
    words, lengths = np.array([[1, 2, 3], [4, 5, 0], [6, 0, 0]]), np.array([3, 2, 1])
    shown, letters = np.array([9, 0.5, 9]), np.array([8, 7, 8])
    with pytest.raises(ValueError, match=message):
        require_sound(Faults(np.array([SOUND, code, BAD_LAW]), shown, letters), words, lengths)
    require_sound(Faults(np.zeros(3, int), shown, letters), words, lengths)
