"""The average divergence of token-level training with its own decoder: no horizon.

The parameter before letter ``h`` of a fresh training word is the one that the decoder has after the same
letters, so the regret of the token-level steps is exactly ``T`` times the average divergence of the decoder.
A token's loss is ``B^2``-smooth, whatever the length of the word.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Source, Space, Table
from theory_lab.learning.training import updates
from theory_lab.learning.training.expectations import decoder_mean_kl
from theory_lab.numbers import Array
from theory_lab.sequences import loglinear
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)
BALL = updates.ball()


def scale2(features: Array) -> Array:
    """``B^2``, the largest squared norm of a feature, at least 1."""
    return xp.maximum(xp.max(xp.sum(features**2, axis=1)), 1)


def space(steps: int) -> Space:
    """Two tokens of two letters with two features; ``eta = steepness / (2 B^2)``."""
    return Space(
        features=Table((TREE.size - 1, 2), -3, 3), end=Table((2,), -1, 1), begin=Table((2,), -1, 1),
        steepness=Choice(xp.ratio(1, 1), xp.ratio(1, 4), xp.ratio(32, 1)),
        derived=lambda i: {
            "truth": BALL(i.end), "start": BALL(i.begin), "rate": i.steepness / (2 * scale2(i.features))
        },
    )  # fmt: skip


def teacher(i: Instance) -> Array:
    """The branch probabilities of the data law."""
    return loglinear.steps(TREE, i.features, i.truth)


CLAIM = Claim(
    statement=(
        r"\eta \le \frac{1}{2 B^2} \implies \mathbb{E} \frac1T \sum_{t \le T}"
        r" \mathrm{KL}(\pi_D \| \pi^{\mathrm{TTT}}_{\theta^t}) \le \frac{\|\theta^1 - \theta^*\|^2}{\eta"
        r" T} + 2 \eta \sigma_*^2"
    ),
    source=Source("arXiv:2510.15020", "Theorem 6.1", reading="before the choice of the step"),
    space=space,
    sizes=(1, 2, 3),
    given={"small step": lambda i: i.steepness <= 1},
    necessary=("small step",),
    lhs=lambda i: decoder_mean_kl(TREE, i.features, teacher(i), i.start, i.rate, i.size),
    rhs=lambda i: (
        xp.sum((i.start - i.truth) ** 2) / (i.rate * i.size)
        + 2 * i.rate * loglinear.inherent_variance(TREE, i.features, teacher(i))
    ),
    loose="as for sequence-level steps: the regret bound loses a factor 2 in each term over so few steps",
)
