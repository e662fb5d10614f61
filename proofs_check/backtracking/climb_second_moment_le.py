"""The mean climb by second moments.

``E_{pi*}[S] = 2H + 4 sum over i < j of E_{pi*}[(V*/Vhat)_i (Vhat/V*)_j]`` when no dead prefix has weight, and Cauchy-Schwarz
for every pair of levels. So ``T`` of order ``H^2 m2/delta`` is enough where both second moments are at most ``m2``.
"""

from proofs_check.backtracking._settings import errors, models, positive_reward
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import leaf_law, reach, steps_of, tilted, value


def derived(i):
    """The mean climb; ``over`` and ``under`` are the second moments of the errors by level."""
    guide = value(i.tree, i.steps, i.reward)[1:] * i.errors
    target = tilted(leaf_law(i.tree, i.steps), i.reward)
    passed = reach(i.tree, steps_of(i.tree, target))[1:]
    levels = [slice(level.start - 1, level.stop - 1) for level in i.tree.levels[1:]]
    climb = hitting.root_times(i.tree, walks.edge_weights(i.tree, i.steps, guide))[i.tree.leaves]
    return {
        "mean": xp.dot(target, climb),
        "depth": i.tree.depth,
        "over": [xp.dot(passed[level], i.errors[level] ** 2) for level in levels],
        "under": [xp.dot(passed[level], (1 / i.errors[level]) ** 2) for level in levels],
    }


def bound(i):
    """``2H + 4 sum over i < j of sqrt(under_i over_j)``."""
    pairs = [xp.sqrt(i.under[a] * i.over[b]) for b in range(i.depth) for a in range(b)]
    return 2 * i.depth + 4 * xp.sum(xp.stack(pairs))


CLAIM = Claim(
    statement=r"\mathbb E_{\pi^*}[S] \le 2H + 4\sum_{i<j}"
    r" \sqrt{\mathbb E_{\pi^*}[(V^*/\hat V)_i^2]\,\mathbb E_{\pi^*}[(\hat V/V^*)_j^2]}",
    source=Source("arXiv:2510.03149", "Theorem 4.2, second-moment version", status="derived"),
    space=lambda size: models(size, derived, reward=positive_reward, errors=errors),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.mean,
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"steps": [1] * 6, "reward": [16, 1, 1, 1, 1], "errors": [8, 1, 1, 1, 1, 1, 1]},
)
