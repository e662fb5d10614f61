"""The total variation of words from that of the next letter: the hybrid argument.

Exchange the conditional laws step by step: where a word goes on by one letter, ``|P p_a - Q q_a|`` is at most
``P |p_a - q_a| + q_a |P - Q|``. So errors of a model in its next letter add up along the words of the other law; imitation of an
expert loses this way. Equality where the laws differ in the first letter alone.
"""

from proofs_check.divergences._settings_words import chain, joint, words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import reach


def steps(i):
    """``E_P sum_h TV`` of the next letter."""
    return chain(i, reach(i.tree, i.p), abs(i.p - i.q) / 2)


CLAIM = Claim(
    statement=r"\mathrm{TV}(P, Q) \le \mathbb E_P \sum_{h=1}^H \mathrm{TV}\bigl(P(\cdot|y_{<h}), Q(\cdot|y_{<h})\bigr)",
    source=Source("folklore", "hybrid argument: total variation along words", status="derived"),
    space=words,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: total_variation(*joint(i)),
    rhs=steps,
    sharpened=lambda i: xp.ratio(99, 100) * steps(i),
    tight_at={"p": [1, 3, 1, 1, 1, 1], "q": [3, 1, 1, 1, 1, 1]},
)
