"""The walk of backtracking on words of four to six letters: how much of a word is found, and leaves made frequent.

The statements of `finite_time_coverage`, `sampling_success_ge` and `leaf_boost`, which have whole trees of two and three letters;
here words branch along one path. Each is a claim.
"""

from collections.abc import Callable
from fractions import Fraction

from proofs_check.backtracking import finite_time_coverage, leaf_boost, sampling_success_ge
from proofs_check.backtracking._settings import KAPPA, guided
from proofs_check.backtracking._settings_spines import Derived, on_spine, spine
from theory_lab import numbers as xp
from theory_lab.chains import hitting
from theory_lab.claims import Choice, Claim, Count, Instance, Ratio, Source, Space
from theory_lab.counting.estimators import law_by_squaring
from theory_lab.decoding.walks.backtracking import leaf_mass
from theory_lab.numbers import Array

DEPTHS = (4, 5, 6)
DEEP = r", \quad H = 4, 5, 6"


def source(label: str) -> Source:
    """A statement of the paper, read on spines."""
    return Source("arXiv:2510.03149", label, status="derived", reading="words along one path")


def deep(derived: Derived, kappa: Ratio | Choice) -> Callable[[int], Space]:
    """Spines of any depth with these errors."""
    return lambda depth: on_spine(depth, derived, kappa)


def visited(depth: int) -> Space:
    """A word of a spine, at times from the climb of an exact verifier, ``2 H^2``, on."""
    times = Choice(4 * depth**2, 3 * depth**2)
    return on_spine(depth, guided, Choice(Fraction(2), Fraction(1)), time=times, leaf=Count(0, len(spine(depth).leaves) - 1))


def on_words(i: Instance) -> Array:
    """``P(X_T = y)`` at all words."""
    return law_by_squaring(i.tree, i.weights, i.time)[i.tree.leaves]


CLAIMS = {
    "boosted_climb": Claim(
        statement=r"\max_v \mathbb E_v[\text{time to the root}] \le 6\kappa^2H^2 \text{ with boosted leaves}" + DEEP,
        source=source("leaf boost, the climb to the root"),
        space=deep(leaf_boost.derived, KAPPA),
        sizes=DEPTHS,
        lhs=lambda i: xp.max(hitting.root_times(i.tree, i.weights)),
        rhs=lambda i: 6 * i.kappa**2 * i.tree.depth**2,
        loose="rounded up from 4 kappa^2 H^2 + 2H",
    ),
    "boosted_leaf_mass": Claim(
        statement=r"\mu(\text{leaves}) \ge \frac{H}{4H-2} \text{ with boosted leaves}" + DEEP,
        source=source("leaf boost, the mass of the leaves"),
        space=deep(leaf_boost.derived, KAPPA),
        sizes=DEPTHS,
        relation=">=",
        lhs=lambda i: leaf_mass(i.tree, i.weights),
        rhs=lambda i: xp.ratio(i.tree.depth, 4 * i.tree.depth - 2),
        trivial="probability",
    ),
    "finite_time_coverage": Claim(
        statement=r"\frac{(\hat V/V^*)(y)}{2\sum_h r_h}\bigl(1 - S(y)/T\bigr) \le \frac{\mathbb P(X_T = y)}{\pi^*(y)}" + DEEP,
        source=source("Theorem 4.2, instance-sharp form"),
        space=visited,
        sizes=DEPTHS,
        lhs=finite_time_coverage.bound,
        rhs=lambda i: on_words(i)[i.leaf] / i.target[i.leaf],
        trivial="nonnegative",
    ),
    "leaf_found": Claim(
        statement=r"\frac3{8\kappa H} \le \mathbb P(X_T \in \Lambda), \quad T = 4\kappa^2H^2\lceil\log_2(4\kappa H)\rceil" + DEEP,
        source=source("Theorem 4.1, success, explicit form"),
        space=deep(sampling_success_ge.derived, Choice(Fraction(3, 2), Fraction(1))),
        sizes=DEPTHS,
        lhs=lambda i: xp.exact(3 / (8 * i.kappa * i.tree.depth)),
        rhs=lambda i: xp.sum(on_words(i)),
        trivial="probability",
    ),
}
