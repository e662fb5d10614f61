"""Beam search cannot sample, even with exact values.

It ends with at most ``k`` words, so whatever law it puts on them is at distance at least the mass that the target gives
to the other words. Equality for the target conditioned on the words kept, when these are the ``k`` most likely ones.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Steps
from theory_lab.decoding.stepwise.selection import beam_prefixes
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def models(size):
    """A model on words, a reward, exact values as scores, and any law on the words that the beam keeps."""
    letters, depth, width = size
    tree = Tree.complete(letters, depth)

    def derived(i):
        target = tilted(leaf_law(tree, i.steps), i.reward)
        kept = beam_prefixes(tree, value(tree, i.steps, i.reward)[1:], width)[tree.leaves]
        best, rest = xp.zeros((), like=i.reward), target
        for _ in range(width):
            best = best + xp.max(rest)
            first = xp.indicator(rest >= xp.max(rest))
            rest = rest * (1 - first * xp.indicator(xp.cumsum(first) <= 1))
        return {"target": target, "output": tilted(i.shares, kept), "missed": 1 - xp.dot(kept, target), "rest": 1 - best}

    return Space(
        steps=Steps(tree, positive=True), reward=Simplex(len(tree.leaves)), shares=Simplex(len(tree.leaves), positive=True),
        derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"1 - \sum_{j \le k} \pi^*_{(j)} \le 1 - \pi^*(\text{words kept}) \le \mathrm{TV}(\text{output}, \pi^*)",
    source=Source("arXiv:2510.03149", "Appendix C, beam search with exact values", status="second-hand"),
    space=models,
    sizes=((2, 2, 1), (2, 2, 2), (3, 2, 2), (2, 3, 2)),
    chain=(lambda i: i.rest, lambda i: i.missed, lambda i: total_variation(i.output, i.target)),
    sharpened=lambda i: xp.ratio(99, 100) * total_variation(i.output, i.target),
    tight_at={"steps": [1, 1, 1, 1, 1, 1], "reward": [2, 1, 1, 1], "shares": [1, 1, 1, 1]},
)
