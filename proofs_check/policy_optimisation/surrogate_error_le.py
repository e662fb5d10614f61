"""Two letters: what the surrogate misses when the first law changes.

The surrogate takes the second letter's gain at the prefixes of the old policy. It errs by the change of the law of the prefix
times the spread of the gains: ``V(pi') - V(pi) - (surrogate) <= TV (max - min)``; attained when the first letter changes for
sure.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source, Space, Steps, Table
from theory_lab.measures.divergences import total_variation
from theory_lab.numbers import Array
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(2, 2)


def gains(i: Instance) -> Array:
    """``E_{pi'} A(prefix, .)`` after either first letter; (2,)."""
    reward = i.reward.reshape(2, 2)
    later, old = i.later[2:].reshape(2, 2), i.policy[2:].reshape(2, 2)
    return xp.sum((later - old) * reward, axis=1)


def error(i: Instance) -> Array:
    """The gain of the value less the surrogate."""
    reward = i.reward.reshape(2, 2)
    values = xp.sum(i.policy[2:].reshape(2, 2) * reward, axis=1)
    after = xp.dot(i.later[:2], xp.sum(i.later[2:].reshape(2, 2) * reward, axis=1))
    gain = after - xp.dot(i.policy[:2], values)
    surrogate = xp.dot(i.later[:2] - i.policy[:2], values) + xp.dot(i.policy[:2], gains(i))
    return xp.absolute(gain - surrogate)


def bound(i: Instance) -> Array:
    """``TV (max - min)`` of the gains."""
    return total_variation(i.later[:2], i.policy[:2]) * (xp.max(gains(i)) - xp.min(gains(i)))


CLAIM = Claim(
    statement=r"|V(\pi') - L_\pi(\pi')| \le \mathrm{TV}(\pi'_1, \pi_1)\, \big(\max_x \bar A(x) - \min_x \bar A(x)\big)",
    source=Source("arXiv:1502.05477", "Theorem 1, two steps with its sharp constant", status="derived"),
    space=Space(policy=Steps(TREE), later=Steps(TREE), reward=Table(4, 0, 1)),
    lhs=error,
    rhs=bound,
    tight_at={"policy": [1, 0, 1, 0, 1, 0], "later": [0, 1, 1, 0, 0, 1], "reward": [1, 0, 0, 0, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
)
