"""The chain rule of the chi-square divergence, for words of any length.

Where a word goes on by one letter ``P^2/Q`` becomes ``P^2/Q sum_a p_a^2/q_a``, which is more by ``P^2/Q chi2(p || q)``: a prefix
counts by its probability and by its density, so that one that is rare under ``Q`` counts much.
"""

from proofs_check.divergences._settings_words import chain, joint, words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.numbers import Array
from theory_lab.sequences.laws import reach


def whole(i: Instance) -> Array:
    """``sum P^2/Q - 1`` over whole words."""
    p, q = joint(i)
    return xp.sum(p**2 / q) - 1


def steps(i: Instance) -> Array:
    """``sum P^2/Q chi2(p || q)`` over prefixes, the divergence that of the next letter."""
    p, q = reach(i.tree, i.p), reach(i.tree, i.q)
    return chain(i, p**2 / q, i.p**2 / i.q - i.q)


CLAIM = Claim(
    statement=r"\chi^2(P \| Q) = \mathbb E_P \sum_{h=1}^H \frac{P(y_{<h})}{Q(y_{<h})}\,"
    r"\chi^2\bigl(P(\cdot|y_{<h}) \,\|\, Q(\cdot|y_{<h})\bigr)",
    source=Source("folklore", "chain rule of the chi-square divergence", status="derived"),
    space=lambda size: words(size, positive=True),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=whole,
    rhs=steps,
)
