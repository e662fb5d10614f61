"""The walk of backtracking on words of four to six letters: how much of a word is found, and whether a word is.

The statements of `finite_time_coverage` and `sampling_success_ge`, which have whole trees of two and three letters; here words
branch along one path. Each is a claim.
"""

from proofs_check.backtracking import finite_time_coverage, sampling_success_ge
from proofs_check.backtracking._settings import guided
from proofs_check.backtracking._settings_spines import on_spine, spine
from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Count, Instance, Source, Space
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.numbers import Array

DEPTHS = (4, 5, 6)


def source(label: str) -> Source:
    """A statement of the paper, read on spines."""
    return Source("arXiv:2510.03149", label, status="derived", reading="words along one path")


def visited(depth: int) -> Space:
    """A word of a spine, at a time above the climb of an exact verifier, ``2 H^2``."""
    return on_spine(depth, guided, Choice(xp.ratio(2, 1)), time=Choice(3 * depth**2), leaf=Count(0, len(spine(depth).leaves) - 1))


def on_words(i: Instance) -> Array:
    """``P(X_T = y)`` at all words."""
    return law_by_squaring(i.tree, i.weights, i.time)[i.tree.leaves]


CLAIMS = {
    "finite_time_coverage": Claim(
        statement=r"\frac{(\hat V/V^*)(y)}{2\sum_h r_h}\bigl(1 - S(y)/T\bigr) \le \frac{\mathbb P(X_T = y)}{\pi^*(y)}"
        r", \quad H = 4, 5, 6",
        source=source("Theorem 4.2, instance-sharp form"),
        space=visited,
        sizes=DEPTHS,
        lhs=finite_time_coverage.bound,
        rhs=lambda i: on_words(i)[i.leaf] / i.target[i.leaf],
        trivial="nonnegative",
    ),
    "leaf_found": Claim(
        statement=r"\frac3{8\kappa H} \le \mathbb P(X_T \in \Lambda), \quad T = 4\kappa^2H^2\lceil\log_2(4\kappa H)\rceil"
        r", \quad H = 4, 5, 6",
        source=source("Theorem 4.1, success, explicit form"),
        space=lambda depth: on_spine(depth, sampling_success_ge.derived, Choice(xp.ratio(3, 2))),
        sizes=DEPTHS,
        lhs=lambda i: xp.exact(3 / (8 * i.kappa * i.tree.depth)),
        rhs=lambda i: xp.sum(on_words(i)),
        trivial="probability",
    ),
}
