"""The mean score of a truncated step is small beside its progress: along words of any length.

The step of Theorem 6.2 that truncation is for. Given the prefix, the mean of a letter's score is at most ``sqrt(2 V k) + 2 B
k``, with ``k`` the divergence of the letter and ``V`` the variance of its feature (`mean_feature_gap_le`), and the weights of
the letters keep the sum of ``w k`` at most ``A``. So by Cauchy-Schwarz the square of the sum of these means is at most ``4 A
sum w V + 8 A B^2 sum w k``: beside the variance it is paid for by the progress, however long the word is. Twice of it and
twice the variance, which is that of the martingale, make up the noise in `truncated_second_moment_le`, and with it the bound
of `truncated_mean_stopped_le`.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Table
from theory_lab.numbers import Array


def derived(i: Instance) -> dict[str, Array]:
    """The sum of the means along a word, its weighted divergence and variance, and the level of truncation."""
    means = xp.sqrt(2 * i.variances * i.divergences) + 2 * i.scale * i.divergences
    stopped = xp.dot(i.weights, i.divergences)
    return {
        "score": xp.dot(i.weights, means),
        "stopped": stopped,
        "spread": xp.dot(i.weights, i.variances),
        "level": stopped + i.room,
    }


def bound(i: Instance) -> Array:
    """``4 A sum w V + 8 A B^2 sum w k``."""
    return 4 * i.level * i.spread + 8 * i.level * i.scale**2 * i.stopped


CLAIM = Claim(
    statement=r"0 \le w_h \le 1,\ \sum_h w_h k_h \le A: \quad \Bigl(\sum_h w_h \bigl(\sqrt{2 V_h k_h} + 2 B k_h\bigr)\Bigr)^2 \le"
    r" 4 A \sum_h w_h V_h + 8 A B^2 \sum_h w_h k_h",
    source=Source("arXiv:2510.15020", "Theorem 6.2, the mean of a truncated score along a word", status="derived"),
    space=lambda letters: Space(
        weights=Table(letters, 0, 1),
        divergences=Table(letters, 0, 1),
        variances=Table(letters, 0, 1),
        scale=Ratio(xp.ratio(1, 4), 4),
        room=Ratio(0, 4),
        derived=derived,
    ),
    sizes=(2, 3, 5),
    lhs=lambda i: i.score**2,
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
