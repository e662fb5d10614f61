"""Token by token a policy may be covered by a factor 2 while words are covered by ``2^H`` only.

``p`` uniform on words of ``H`` bits, ``pi`` a single word: every conditional ratio is at most 2, the ratio of words
is ``2^H``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Space, Steps
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.sequences.laws import leaf_law
from theory_lab.sequences.trees import Tree


def word(horizon):
    """The model that writes only zeros, the first letter of every sibling pair."""
    return {"policy": [1, 0] * (2**horizon - 1)}


def derived(i):
    """The coverage of letters and of words against the uniform model."""
    tree = Tree.complete(2, i.size)
    uniform = xp.exact([xp.ratio(1, 2)] * (tree.size - 1))
    return {
        "letters": xp.max(i.policy / uniform),
        "words": linf_coverage(leaf_law(tree, i.policy), leaf_law(tree, uniform)),
    }


def single_word(statement, label, lhs, rhs):
    """An equation at the model that writes one word, against the uniform one."""
    return Claim(
        statement=statement + r" \quad \text{on these instances, }H = 1, \dots, 8",
        source=Source("arXiv:2503.07453", f"token-level against sequence-level coverage, {label}", status="second-hand"),
        space=lambda horizon: Space(policy=Steps(Tree.complete(2, horizon)), derived=derived),
        sizes=tuple(range(1, 9)),
        kind="witness",
        witness=word,
        relation="==",
        lhs=lhs,
        rhs=rhs,
    )


CLAIMS = {
    "letters": single_word(r"\max_h \pi(y_h|y_{<h})/p(y_h|y_{<h}) = 2", "letters", lambda i: i.letters, lambda i: 2),
    "words": single_word(r"\max_y \pi(y)/p(y) = 2^H", "words", lambda i: i.words, lambda i: 2**i.size),
}
