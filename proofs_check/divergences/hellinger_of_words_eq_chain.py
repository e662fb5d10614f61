"""The chain rule of the Hellinger distance, exactly.

With the geometric mean ``sqrt(P Q)`` of both laws of the prefix in place of the mean under one of them the squared distances of
the next letter add up to that of the words: where a word goes on by one letter, its affinity ``sqrt(P Q)`` becomes ``sqrt(P Q)
(1 - D/2)``.
"""

from proofs_check.divergences._settings_words import chain, joint, words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import hellinger2
from theory_lab.sequences.laws import reach

CLAIM = Claim(
    statement=r"\mathrm H^2(P, Q) = \sum_{h=1}^H \sum_{y_{<h}} \sqrt{P(y_{<h})\,Q(y_{<h})}\;"
    r"\mathrm H^2\bigl(P(\cdot|y_{<h}), Q(\cdot|y_{<h})\bigr)",
    source=Source("arXiv:2112.13487", "chain rule of the Hellinger distance in geometric means", status="derived"),
    space=words,
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: hellinger2(*joint(i)),
    rhs=lambda i: chain(i, xp.sqrt(reach(i.tree, i.p) * reach(i.tree, i.q)), (xp.sqrt(i.p) - xp.sqrt(i.q)) ** 2 / 2),
)
