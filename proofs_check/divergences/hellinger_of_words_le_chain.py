"""The Hellinger distance of words from those of the next letter, under both laws.

The geometric mean in the exact chain rule is at most the arithmetic one, so that the squared distance of the words is at most the
mean of those of the next letter under ``(P + Q)/2``, without a constant and without a logarithm of the length. Equality where
both laws give the same mass to every prefix at which the next letter differs.
"""

from proofs_check.divergences._settings_words import chain, joint, words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import hellinger2
from theory_lab.sequences.laws import reach


def steps(i):
    """``E sum_h H^2`` of the next letter under ``(P + Q)/2``."""
    return chain(i, (reach(i.tree, i.p) + reach(i.tree, i.q)) / 2, (xp.sqrt(i.p) - xp.sqrt(i.q)) ** 2 / 2)


CLAIM = Claim(
    statement=r"\mathrm H^2(P, Q) \le \tfrac12\bigl(\mathbb E_P + \mathbb E_Q\bigr)"
    r" \sum_{h=1}^H \mathrm H^2\bigl(P(\cdot|y_{<h}), Q(\cdot|y_{<h})\bigr)",
    source=Source("arXiv:2112.13487", "Lemma A.13 in the mean under both laws, without its constant", status="derived"),
    space=words,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: hellinger2(*joint(i)),
    rhs=steps,
    sharpened=lambda i: xp.ratio(99, 100) * steps(i),
    tight_at={"p": [1, 1, 3, 1, 1, 1], "q": [1, 1, 1, 3, 1, 1]},
)
