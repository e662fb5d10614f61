"""The chain rule of the Kullback-Leibler divergence, for words of any length.

The divergence of two laws of words is the mean under the first one of the divergences of the next letter, summed along the word.
Where a word goes on by one letter, ``P log(P/Q)`` becomes ``P sum_a p_a log(P p_a/(Q q_a))``, which is more by ``P KL(p || q)``.
"""

from proofs_check.divergences._settings_words import chain, joint, words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import kl
from theory_lab.sequences.laws import reach

CLAIM = Claim(
    statement=r"\mathrm{KL}(P \| Q) = \mathbb E_P \sum_{h=1}^H \mathrm{KL}\bigl(P(\cdot|y_{<h}) \,\|\, Q(\cdot|y_{<h})\bigr)",
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 2, chain rule", status="second-hand"
    ),
    space=lambda size: words(size, positive=True),
    sizes=((2, 2), (3, 2), (2, 3)),
    relation="==",
    lhs=lambda i: kl(*joint(i)),
    rhs=lambda i: chain(i, reach(i.tree, i.p), xp.kl_term(i.p, i.q)),
)
