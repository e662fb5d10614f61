"""The bias of sampled candidates is of order ``1/K``.

Three uniform letters, words of length 3, reward ``1 + (number of the letter)`` multiplied along the word, exact values:
``K`` times the distance of the limit law from the target stays within a factor two as ``K`` doubles, exactly computed
over all multisets.
"""

from theory_lab import numbers as xp
from theory_lab.chains import neighbours
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks.transitions import candidate_moves
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree

TREE = Tree.complete(3, 3)


def scaled(candidates):
    """``K TV(mu_K(.|leaf), pi*)``."""
    steps = xp.exact([xp.ratio(1, 3)] * (TREE.size - 1))
    words = [TREE.words[leaf] for leaf in TREE.leaves]
    reward = xp.exact([(1 + a) * (1 + b) * (1 + c) + (5 if a == b else 0) for a, b, c in words])
    moves = candidate_moves(TREE, steps, value(TREE, steps, reward)[1:], candidates)
    leaves = neighbours.stationary(TREE, *moves)[TREE.leaves]
    return candidates * total_variation(leaves / xp.sum(leaves), tilted(leaf_law(TREE, steps), reward))


CLAIM = Claim(
    statement=r"\tfrac12 \le \frac{2K\,\mathrm{TV}_{2K}}{K\,\mathrm{TV}_K} \le 2"
    r" \quad \text{on these instances, }K = 1, 2, 4, 8",
    source=Source("arXiv:2510.03149", "order of the bias of sampled candidates", status="derived"),
    sizes=(1, 2, 4, 8),
    kind="value",
    value=lambda candidates: (scaled(candidates) / 2, scaled(2 * candidates), 2 * scaled(candidates)),
)  # fmt: skip
