"""Letter avoidance: the exact ``alpha`` is the success probability of a position.

``V* = (1-q)^(H-h)`` while nothing failed, so ``alpha^(H-h)`` is exact for ``alpha = 1 - q``, and the leaf mass is
then ``1/(2H)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.decoding.walks.backtracking import leaf_mass
from theory_lab.sequences import laws
from theory_lab.sequences.trees import Tree


def positions(depth):
    """Words of one good and one bad letter; the verifier with ``alpha = 1 - q``."""
    tree = Tree.complete(2, depth)
    good = [not any(word) for word in tree.words]

    def derived(i):
        steps = xp.where((tree.letter[1:] == 0), 1 - i.q, i.q)
        values = laws.value(tree, steps, xp.exact([int(good[leaf]) for leaf in tree.leaves]))
        guide = xp.stack([(1 - i.q) ** (depth - int(h)) * int(ok) for h, ok in zip(tree.depths, good, strict=True)])
        return {"off": xp.sum(abs(values - guide)), "mass": leaf_mass(tree, laws.reach(tree, steps)[1:] * guide[1:])}

    return Space(q=Ratio(0, xp.ratio(15, 16)), derived=derived)


CLAIM = Claim(
    statement=r"\hat V = (1-q)^{H-h} 1[\text{no failure}] = V^*, \quad \mu(\Lambda) = \frac1{2H}",
    source=Source("arXiv:2510.03149", "letter avoidance, exact parameter", status="derived"),
    space=positions,
    sizes=(1, 2, 3, 4),
    relation="==",
    lhs=lambda i: i.off + abs(i.mass - xp.ratio(1, 2 * i.size)),
    rhs=lambda i: 0,
)
