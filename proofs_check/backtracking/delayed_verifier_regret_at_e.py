"""The delayed verifier at the odds of the example.

At odds ``e`` the regret with ``beta = 1/H`` is ``log((1 + e)/(2 sqrt e)) = 0.12011...`` at every length:
certainly between 0.12 and 0.1202, although the verifier is within the constant factor ``(1 + e)/2`` of the
truth. The example is quoted as a constant regret; the scale ``beta = 1/H`` is a reconstruction and makes it one.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import kl
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def regret(depth):
    """``(1/H) KL(P || pi*)`` for the law ``P`` of action-level sampling with delayed values."""
    tree = Tree.complete(2, depth)
    steps = xp.exact([xp.ratio(1, 2)] * (tree.size - 1))
    reward = xp.stack([xp.exp(sum(word)) for word in map(tree.words.__getitem__, tree.leaves)])
    delayed = value(tree, steps, reward)[tree.parent[1:]]
    return kl(stepwise_law(tree, steps, delayed), tilted(leaf_law(tree, steps), reward)) / depth


CLAIM = Claim(
    statement=r"0.12 \le \mathrm{regret}(\mathrm{ActionLevelRS}) \le 0.1202 \text{ at odds } e"
    r" \quad \text{on these instances, }H = 1, 2, 4, 6, 8",
    source=Source("arXiv:2510.03149", "Example 3.2", status="second-hand", reading="beta = 1/H; the constant made explicit"),
    sizes=(1, 2, 4, 6, 8),
    kind="value",
    value=lambda depth: (xp.ratio(12, 100), regret(depth), xp.ratio(1202, 10000)),
)
