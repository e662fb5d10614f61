"""Inaccurate moves add up at most linearly in time, and conditioning on a leaf at most doubles them over its probability.

Couple the two walks step by step: if every row of the moves is within ``d``, the laws after ``T`` steps are within ``T
d``; given a leaf within ``2 T d / P(E_leaf)``. The moves here are those of rejection with a pilot, in place of exact
ones. How the paper puts them into the walk is not known here: this is a reconstruction.
"""

from proofs_check.backtracking._settings import models
from theory_lab import numbers as xp
from theory_lab.chains import neighbours, walks
from theory_lab.chains.families import child_sums
from theory_lab.claims import Claim, Count, Source, Table
from theory_lab.decoding.walks.transitions import rejection_moves
from theory_lab.measures.divergences import total_variation


def derived(i):
    """``row`` is the largest distance of the moves from a node, with holding 1/2."""
    exact = neighbours.held(neighbours.weighted(i.tree, walks.edge_weights(i.tree, i.steps, i.guide)))
    rough = neighbours.held(rejection_moves(i.tree, i.steps, i.guide, 2, i.size[2]))
    none = xp.zeros((1,), like=i.guide)
    up, down = xp.concatenate([none, exact.up - rough.up]), exact.down - rough.down
    rows = abs(up) + child_sums(i.tree, abs(down)) + abs(up + child_sums(i.tree, down))
    first, second = (neighbours.law_after(i.tree, *moves, i.time) for moves in (exact, rough))
    leaves = [law[i.tree.leaves] / xp.sum(law[i.tree.leaves]) for law in (first, second)]
    return {
        "distance": total_variation(first, second),
        "row": xp.max(rows) / 2,
        "given": total_variation(*leaves) * xp.sum(first[i.tree.leaves]) / 2,
    }


def accumulated(statement, label, lhs):
    """What is at most ``T`` times the largest distance of the moves from one node."""
    return Claim(
        statement=statement + r" \le T \max_v \mathrm{TV}(P(v,\cdot), \tilde P(v,\cdot))",
        source=Source("arXiv:2510.03149", f"Appendix F, error of approximate moves, {label}", status="derived"),
        space=lambda size: models(
            size, derived, guide=lambda tree: Table(tree.size - 1, xp.ratio(1, 8), 1), time=lambda tree: Count(tree.depth, 4)
        ),
        sizes=((2, 2, 1),),
        lhs=lhs,
        rhs=lambda i: i.time * i.row,
        trivial="probability",
        loose=(
            "every step is charged the worst row, though the walk meets it at times only: equality for T = 1, where "
            "no word is complete"
        ),
    )


CLAIMS = {
    "law": accumulated(r"\mathrm{TV}(X_T, \tilde X_T)", "the law", lambda i: i.distance),
    "given_leaf": accumulated(
        r"\tfrac12\mathbb P(X_T\in\Lambda)\,\mathrm{TV}(X_T|\Lambda, \tilde X_T|\Lambda)",
        "the law given a leaf",
        lambda i: i.given,
    ),
}
