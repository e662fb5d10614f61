"""Coverage of a leaf at every time, without assumptions.

Root domination and Markov's inequality for the climb: ``P(X_T = y) >= mu(y) (1 - S(y)/T)`` with ``S(y)``
the expected climb, and ``mu(y) = pi*(y) (Vhat/V*)(y) / (2 sum_h r_h)``.
"""

from proofs_check.backtracking._settings import guided, models, positive_reward, verifier
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Choice, Claim, Count, Source
from theory_lab.sequences.laws import value

# Up to 40 steps, the longest times first: the bound is 0 before the expected climb.
TIMES = range(40, 0, -1)


def bound(i):
    """``(Vhat/V*)(y) (1 - S(y)/T)_+ / (2 sum_h r_h)``."""
    node = i.tree.leaves[i.leaf]
    mass = xp.sum(i.weights) / value(i.tree, i.steps, i.reward)[0]
    late = hitting.root_times(i.tree, i.weights)[node] / i.time
    return i.guide[node - 1] / i.reward[i.leaf] * xp.maximum(1 - late, 0) / (2 * mass)


def density(i):
    """``P(X_T = y)/pi*(y)``."""
    return walks.law_after(i.tree, i.weights, i.time)[i.tree.leaves[i.leaf]] / i.target[i.leaf]


CLAIM = Claim(
    statement=r"\frac{(\hat V/V^*)(y)}{2\sum_h r_h}\bigl(1 - S(y)/T\bigr) \le \frac{\mathbb P(X_T = y)}{\pi^*(y)}",
    source=Source("arXiv:2510.03149", "Theorem 4.2, instance-sharp form", status="derived"),
    space=lambda size: models(
        size,
        guided,
        reward=positive_reward,
        guide=verifier,
        time=Choice(*TIMES),
        leaf=lambda tree: Count(0, len(tree.leaves) - 1),
    ),
    sizes=((2, 1), (2, 2)),
    lhs=bound,
    rhs=density,
    trivial="nonnegative",
    sharpened=lambda i: xp.ratio(9, 10) * density(i),
)
