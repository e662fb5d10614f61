"""Beam search cannot sample, even with exact values.

It ends with at most ``k`` words, so whatever law it puts on them is at distance at least the mass that the target gives
to the other words. Equality for the target conditioned on the words kept, when these are the ``k`` most likely ones.
Appendix C is quoted as saying that beam search does not suffice; the bound is ours.
"""

from proofs_check.backtracking._settings import models, positive_up_to_scale, reward_up_to_scale
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.stepwise.selection import beam_prefixes
from theory_lab.measures.divergences import total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value


def derived(i):
    """Exact values as scores, and any law on the words that a beam of ``size[2]`` keeps."""
    target = tilted(leaf_law(i.tree, i.steps), i.reward)
    kept = beam_prefixes(i.tree, value(i.tree, i.steps, i.reward)[1:], i.size[2])[i.tree.leaves]
    best, rest = 0, target
    for _ in range(i.size[2]):
        best = best + xp.max(rest)
        first = xp.indicator(rest >= xp.max(rest))
        rest = rest * (1 - first * xp.indicator(xp.cumsum(first) <= 1))
    return {"target": target, "output": tilted(i.shares, kept), "missed": 1 - xp.dot(kept, target), "rest": 1 - best}


CLAIM = Claim(
    statement=r"1 - \sum_{j \le k} \pi^*_{(j)} \le 1 - \pi^*(\text{words kept}) \le \mathrm{TV}(\text{output}, \pi^*)",
    source=Source(
        "arXiv:2510.03149", "Appendix C, beam search with exact values", status="second-hand", reading="the bound is ours"
    ),
    space=lambda size: models(size, derived, reward=reward_up_to_scale, shares=positive_up_to_scale),
    sizes=((2, 2, 1), (2, 2, 2), (3, 2, 2), (2, 3, 2)),
    chain=(lambda i: i.rest, lambda i: i.missed, lambda i: total_variation(i.output, i.target)),
    trivial="probability",
    sharpened=lambda i: xp.ratio(99, 100) * total_variation(i.output, i.target),
    tight_at={"steps": [1, 1, 1, 1, 1, 1], "reward": [2, 1, 1, 1], "shares": [1, 1, 1, 1]},
)
