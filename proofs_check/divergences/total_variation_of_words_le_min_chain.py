"""The total variation of words from that of the next letter, each prefix weighted by the smaller of its two probabilities.

For ``P >= Q`` at a prefix ``P p_a - Q q_a = (P - Q) p_a + Q (p_a - q_a)``: only the mass that both laws have there can still
come apart, and a letter adds at most ``min(P, Q) TV``. Below the hybrid argument (`total_variation_of_words_le_chain`), which
has ``P`` in place of the minimum, and the same for both laws. Equality exactly where, at every prefix that one law has more
often than the other and the other has too, the first gives no letter of its own a smaller probability than the second does.
"""

from proofs_check.divergences._settings_words import chain, joint, words
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import reach


def steps(i):
    """``sum_v min(P(v), Q(v)) TV`` of the next letter."""
    return chain(i, xp.minimum(reach(i.tree, i.p), reach(i.tree, i.q)), abs(i.p - i.q) / 2)


CLAIM = Claim(
    statement=r"\mathrm{TV}(P, Q) \le \sum_{h=1}^H \sum_{y_{<h}} \min\bigl\{P(y_{<h}), Q(y_{<h})\bigr\}\,"
    r" \mathrm{TV}\bigl(P(\cdot|y_{<h}), Q(\cdot|y_{<h})\bigr)",
    source=Source("folklore", "hybrid argument by the smaller of both laws", status="derived"),
    space=words,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: total_variation(*joint(i)),
    rhs=steps,
    sharpened=lambda i: xp.ratio(99, 100) * steps(i),
    tight_at={"p": [1, 3, 1, 1, 1, 0], "q": [3, 1, 1, 0, 1, 1]},
)
