"""Every instance, prefix by prefix, against what is written down of it."""

from fractions import Fraction

import pytest

from tests.oracles import guides
from tests.oracles.agreement import fractions_of
from theory_lab import numbers as xp
from theory_lab.decoding import instances

THIRD, HALF = Fraction(1, 3), Fraction(1, 2)
CASES = [
    (instances.abc(2, Fraction(1, 4)), guides.abc(2, Fraction(1, 4))),
    (instances.abc(3, 2), guides.abc(3, Fraction(2))),
    (instances.delayed(3, xp.exact(3)), guides.delayed(3, Fraction(3), False)),
    (instances.delayed(3, xp.exact(3), late_leaf=True), guides.delayed(3, Fraction(3), True)),
    (instances.delayed(2, xp.exact("1/4")), guides.delayed(2, Fraction(1, 4), False)),
    (instances.open_biased(2, 3), guides.open_biased(2, Fraction(3))),
    (instances.open_biased(6, Fraction(3, 2)), guides.open_biased(6, Fraction(3, 2))),
    (instances.parity(2, 3, Fraction(1, 4)), guides.parity(2, 3, Fraction(1, 4))),
    (instances.parity(3, 2, Fraction(0)), guides.parity(3, 2, Fraction(0))),
    (instances.parity(2, 1, Fraction(1, 5)), guides.parity(2, 1, Fraction(1, 5))),
    (instances.needle(4, Fraction(3, 2)), guides.needle(4, Fraction(3, 2), None)),
    (instances.needle(4, Fraction(3, 2), visible=2), guides.needle(4, Fraction(3, 2), 2)),
    (instances.needle(3, Fraction(1, 2), visible=0), guides.needle(3, Fraction(1, 2), 0)),
    (instances.bottleneck(3, 1, Fraction(1, 5)), guides.bottleneck(3, 1, Fraction(1, 5))),
    (instances.bottleneck(3, 2, Fraction(5, 2)), guides.bottleneck(3, 2, Fraction(5, 2))),
    (instances.attractor(4, 2, 7), guides.attractor(4, 2, Fraction(7))),
    (instances.attractor(3, 1, THIRD), guides.attractor(3, 1, THIRD)),
    (instances.attractor(3, 0, 5), guides.attractor(3, 0, Fraction(5))),
    (instances.variable_length(3, THIRD, Fraction(5, 2)), guides.variable_length(3, THIRD, Fraction(5, 2))),
    (instances.variable_length(2, Fraction(3, 4), HALF), guides.variable_length(2, Fraction(3, 4), HALF)),
]


@pytest.mark.parametrize(("made", "written"), CASES)
def test_chances_scores_and_rewards_are_those_written_down(made, written):
    words = made.tree.words
    assert set(words[1:]) == written.chance.keys()
    assert fractions_of(made.steps) == [written.chance[word] for word in words[1:]]
    assert fractions_of(made.guide) == [written.guide[word] for word in words[1:]]
    assert fractions_of(made.reward) == [written.reward[words[leaf]] for leaf in made.tree.leaves]


@pytest.mark.parametrize(("made", "written"), CASES)
def test_values_targets_and_weights_follow_word_by_word(made, written):
    words = made.tree.words
    finished = [words[leaf] for leaf in made.tree.leaves]
    total = written.value(())
    assert fractions_of(made.values) == [written.value(word) for word in words]
    assert fractions_of(made.target) == [written.reached(word) * written.reward[word] / total for word in finished]
    assert fractions_of(made.weights) == [written.reached(word) * written.guide[word] for word in words[1:]]


@pytest.mark.parametrize(("made", "written"), CASES)
def test_conditioned_instances_draw_live_letters_alone(made, written):
    """Chances over their sum among siblings, and scores and rewards larger by what chances of prefixes grew."""
    words, again = made.tree.words, made.conditioned
    sums = {word[:-1]: sum(chance for other, chance in written.chance.items() if other[:-1] == word[:-1]) for word in words[1:]}
    chance = {word: written.chance[word] / sums[word[:-1]] for word in words[1:]}
    live = guides.Written(chance, written.guide, written.reward)
    grown = {word: written.reached(word) / live.reached(word) for word in words[1:]}
    assert fractions_of(again.steps) == [chance[word] for word in words[1:]]
    assert fractions_of(again.guide) == [written.guide[word] * grown[word] for word in words[1:]]
    assert fractions_of(again.reward) == [written.reward[words[leaf]] * grown[words[leaf]] for leaf in made.tree.leaves]


@pytest.mark.parametrize("length", [-2, 0, 1, 5])
def test_no_brackets_of_such_lengths(length):
    with pytest.raises(ValueError, match=f"even length of at least 2, got {length}"):
        instances.open_biased(length, 2)
