"""Prefix marginals of the target.

``pi*(v) = sum of pi*(y) over the words y below v = pi_ref(v) V*(v) / Z``: the target is an autoregressive
model whose next letter has probability ``pi_ref(a | v) V*(va) / V*(v)``.
"""

from proofs_check.backtracking._settings import models, prefixes, reward_up_to_scale
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.sequences.laws import leaf_law, reach, tilted, value


def marginals(i):
    """``pi_ref(v) V*(v) / Z`` for every prefix ``v``."""
    values = value(i.tree, i.steps, i.reward)
    return reach(i.tree, i.steps) * values / values[0]


CLAIM = Claim(
    statement=r"\pi^*(y_{1:h}) = \pi_{\mathrm{ref}}(y_{1:h})\,V^*(y_{1:h})/Z",
    source=Source("arXiv:2510.03149", "prefix marginals of the target", status="derived"),
    space=lambda size: models(size, reward=reward_up_to_scale),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: xp.sum(abs(xp.dot(prefixes(i.tree), tilted(leaf_law(i.tree, i.steps), i.reward)) - marginals(i))),
    rhs=lambda i: 0,
)
