"""The cost of action-level sampling with exact values.

A letter drawn by rejection from ``pi_ref`` with the exact envelope takes ``max_a V*(va)/V*(v)`` proposals
on average, at most the action-level coverage; there are ``H`` letters.
"""

from proofs_check.backtracking._settings import models, positive_up_to_scale
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.stepwise.samplers import expected_proposals
from theory_lab.sequences.laws import value


def derived(i):
    """The values."""
    return {"values": value(i.tree, i.steps, i.reward)}


def bound(i):
    """``H max over v of V*(v)/V*(parent(v))``."""
    return i.tree.depth * xp.max(i.values[1:] / i.values[i.tree.parent[1:]])


CLAIM = Claim(
    statement=r"\sum_h \mathbb E_{\pi^*}\bigl[\max_a V^*(va)/V^*(v)\bigr] \le H\,C_{\mathrm{act}}",
    source=Source("arXiv:2510.03149", "proposals of action-level rejection sampling", status="derived"),
    space=lambda size: models(size, derived, reward=positive_up_to_scale),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: expected_proposals(i.tree, i.steps, i.values[1:]),
    rhs=bound,
    sharpened=lambda i: xp.ratio(99, 100) * bound(i),
    tight_at={"steps": [1, 1, 1, 1, 1, 1], "reward": [1, 1, 1, 1]},
)
