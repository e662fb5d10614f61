"""Ville's inequality for ratios of likelihoods, on every tree, at any rule for stopping.

Until it stops a word has a mass ``Q`` under the alternative and ``P`` under the truth. Where it stops with ``Q >= c P`` the
first is at least ``c`` times the second; all that stops, with what never does, has mass 1 under the alternative. The rule that
stops at the first ratio of at least ``c`` gives the chance that there ever is one. Equality where nothing stops.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Source, Space, Steps, Table
from theory_lab.numbers import Array
from theory_lab.sequences.laws import leaf_law, reach
from theory_lab.sequences.trees import Tree


def stopping(size: tuple[int, int]) -> Space:
    """Two laws of the words of one length, the chance to go on after each prefix, and a level."""
    tree = Tree.complete(*size)
    return Space(
        p=Steps(tree), q=Steps(tree), go=Table(len(tree.inner), 0, 1), level=Ratio(1, 20), derived=lambda _: {"tree": tree}
    )


def stopped(i: Instance) -> Array:
    """``level`` times the chance of stopping at a ratio of at least it, and the alternative's chance of never stopping."""
    on, inner = i.go[i.tree.parent[1:]], slice(0, len(i.tree.inner))
    p, q = reach(i.tree, i.p * on)[inner], reach(i.tree, i.q * on)[inner]
    hits = xp.sum((1 - i.go) * xp.where(q >= i.level * p, p, 0))
    return i.level * hits + xp.sum(leaf_law(i.tree, i.q * on))


CLAIM = Claim(
    statement=r"c\, P\Bigl(\tau < T,\ \frac{dQ}{dP}\Big|_\tau \ge c\Bigr) + Q(\tau \ge T) \le 1"
    r" \text{ for every stopping time } \tau",
    source=Source("arXiv:2312.16730", "Ville's inequality, for likelihood ratios", status="derived"),
    space=stopping,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=stopped,
    rhs=lambda i: 1,
    sharpened=lambda i: xp.ratio(99, 100),
    tight_at={"p": [1] * 6, "q": [1] * 6, "go": [1, 1, 1, 1], "level": [1, 1]},
)
