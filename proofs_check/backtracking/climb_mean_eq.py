"""The mean climb from a word of the target.

``S(y) = 2 sum vol(T_u)/w(u)`` over the prefixes of ``y``, and ``vol(T_u) = w(u) + 2 D(u)`` with ``D`` the weight strictly below.
So ``E_{pi*}[S] = 2 (H + 2 sum over inner v != o of pi*(v) D(v)/w(v))``.
"""

from proofs_check.backtracking._settings import guided, models, positive_reward, verifier
from theory_lab import numbers as xp
from theory_lab.chains import hitting, walks
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import reach, steps_of


def form(i):
    """``2 (H + 2 sum pi*(v) D(v)/w(v))``; ``D`` is 0 at leaves."""
    edges = xp.concatenate([xp.zeros((1,), like=i.weights), i.weights])
    below = (walks.subtree_sums(i.tree, edges) - edges)[1:]
    passed = reach(i.tree, steps_of(i.tree, i.target))[1:]
    return 2 * (i.tree.depth + 2 * xp.dot(passed, below / i.weights))


CLAIM = Claim(
    statement=r"\mathbb E_{\pi^*}[S(y)] = 2\Bigl[H + 2\sum_{v \ne o,\ \text{inner}} \pi^*(v)\,\frac{D(v)}{w(v)}\Bigr]",
    source=Source("arXiv:2510.03149", "mean climbing time under the target", status="derived"),
    space=lambda size: models(size, guided, reward=positive_reward, guide=verifier),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: xp.dot(i.target, hitting.root_times(i.tree, i.weights)[i.tree.leaves]),
    rhs=form,
)
