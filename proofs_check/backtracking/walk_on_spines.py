"""The walk of backtracking on words of four and six letters: whether it finds a word, which one, and after how long.

The statements of `sampling_tv_le`, `sampling_kl_le`, `sampling_success_ge` and `finite_time_coverage`, which are about whole
trees of two and three letters, for words that branch along one path. Each is a claim. The distance of the walk is the sum of
squares that `return_probability_eq` gives for it.
"""

from __future__ import annotations

from proofs_check.backtracking._settings import guided
from proofs_check.backtracking._settings_spines import on_spine, spine
from proofs_check.backtracking.finite_time_coverage import bound as coverage_bound
from proofs_check.backtracking.sampling_kl_le import bound as kl_bound
from proofs_check.backtracking.sampling_success_ge import bound as success_bound
from proofs_check.backtracking.sampling_tv_le import bound as tv_bound
from proofs_check.backtracking.sampling_tv_le import derived as after_rounds
from theory_lab import numbers as xp
from theory_lab.chains import walks
from theory_lab.claims import Choice, Claim, Count, Instance, Source, Space
from theory_lab.counting.long_walks import law_in_balls
from theory_lab.measures.divergences import chi2, kl, total_variation
from theory_lab.numbers import Array

DEPTHS = (4, 6)
DEEP = r", \quad H = 4, 6"


def source(label: str) -> Source:
    """A statement of the paper, read on spines."""
    return Source("arXiv:2510.03149", label, status="derived", reading="words along one path")


def walked(i: Instance) -> Array:
    """The law after ``i.time`` steps, enclosed."""
    return law_in_balls(i.tree, i.weights, i.time)


def given_word(i: Instance) -> Array:
    """``P(X_T = y | leaf)`` at all words."""
    words = walked(i)[i.tree.leaves]
    return words / xp.sum(words)


def mixed(i: Instance) -> dict[str, Array]:
    """The law on words, the target, and the distance of the walk over the mass of the leaves."""
    made = Instance(**vars(i), **guided(i))
    law, limit = walked(made), walks.stationary(i.tree, made.weights)
    words = law[i.tree.leaves]
    return {
        "given": words / xp.sum(words),
        "target": made.target,
        "x": chi2(law, limit) / xp.sum(limit[i.tree.leaves]),
    }


def rounds(depth: int) -> Space:
    """Times of a few rounds of ``4 kappa^2 H^2`` steps."""

    def derived(i: Instance) -> dict[str, object]:
        return {**guided(i), **after_rounds(i)}

    return on_spine(depth, derived, Choice(xp.ratio(5, 4), xp.ratio(1, 1)), rounds=Choice(1, 2, 8))


def visited(depth: int) -> Space:
    """A word of a spine, at times above the climb of an exact verifier, ``2 H^2``."""
    times = Choice(4 * depth**2, 3 * depth**2)
    return on_spine(depth, guided, Choice(xp.ratio(2, 1)), time=times, leaf=Count(0, len(spine(depth).leaves) - 1))


CLAIMS = {
    "tv_given_leaf": Claim(
        statement=r"\mathrm{TV}\bigl(\mathrm{law}(X_T \mid \text{leaf}), \pi^*\bigr) \le \frac{1}{1 + (2^r - 1)/(2\kappa H)}"
        r" \text{ at } T = 4\kappa^2H^2 r" + DEEP,
        source=source("Theorem 4.1, explicit form"),
        space=rounds,
        sizes=DEPTHS,
        lhs=lambda i: total_variation(given_word(i), i.target),
        rhs=tv_bound,
        trivial="probability",
        loose="the time is at least 13 times what the walk needs at its slowest: 4 against .288 (sampling_lasts_constant)",
    ),
    "kl_given_leaf": Claim(
        statement=r"\mathrm{KL}\bigl(\mathrm{law}(X_T \mid \text{leaf})\,\|\,\pi^*\bigr) \le \frac{x}{(1 - \sqrt x)^2},"
        r" \quad x = \frac{\chi^2_T}{\mu(\Lambda)} < 1" + DEEP,
        source=source("Theorem 4.1, regret, explicit form"),
        space=lambda depth: on_spine(depth, mixed, Choice(xp.ratio(5, 4), xp.ratio(2, 1)), time=Choice(5 * depth, 7 * depth)),
        sizes=DEPTHS,
        given={"mixed": lambda i: i.x < 1},
        lhs=lambda i: kl(i.given, i.target),
        rhs=kl_bound,
        notes="The proof uses x < 1, where a leaf is certain to be found; no counterexample is known without it.",
        loose=(
            "KL tends to chi-square/2 for laws that meet, and the leaves, which have at most half of the mass, are "
            "charged the distance of all nodes"
        ),
    ),
    "leaf_found": Claim(
        statement=r"\frac{1 - 2^{-r}}{2(1 + \kappa(H-1))} \le \mathbb P(X_T \in \Lambda) \text{ at } T = 4\kappa^2H^2 r" + DEEP,
        source=source("Theorem 4.1, success, explicit form"),
        space=rounds,
        sizes=DEPTHS,
        lhs=success_bound,
        rhs=lambda i: xp.sum(walked(i)[i.tree.leaves]),
        trivial="probability",
    ),
    "finite_time_coverage": Claim(
        statement=r"\frac{(\hat V/V^*)(y)}{2\sum_h r_h}\bigl(1 - S(y)/T\bigr) \le \frac{\mathbb P(X_T = y)}{\pi^*(y)}" + DEEP,
        source=source("Theorem 4.2, instance-sharp form"),
        space=visited,
        sizes=DEPTHS,
        lhs=coverage_bound,
        rhs=lambda i: walked(i)[i.tree.leaves][i.leaf] / i.target[i.leaf],
        trivial="nonnegative",
        loose="Markov's inequality for the climb, at times of 1.5 and 2 climbs of 2 H^2; whole trees of two letters come to .95",
    ),
}
