"""How much action-level sampling amplifies errors: KL and total variation.

At one step the sampled law is proportional to ``p e^X`` with ``X`` in an interval of length
``2 log kappa``, so Hoeffding's lemma bounds its KL by ``(log kappa)^2/2``; the chain rule adds ``H - 1``
steps (exact leaves), and Pinsker gives the total variation.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
from theory_lab.decoding.stepwise.samplers import stepwise_law
from theory_lab.measures.divergences import kl, total_variation
from theory_lab.sequences.laws import leaf_law, tilted, value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier between ``V*/kappa`` and ``kappa V*`` at inner nodes, exact at the leaves."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)[inner]
        guide = xp.concatenate([exact * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        target = tilted(leaf_law(tree, i.steps), i.reward)
        return {"tree": tree, "sampled": stepwise_law(tree, i.steps, guide), "target": target}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        kappa=Ratio(xp.ratio(33, 32), 4), noise=Table(inner.stop - 1, 0, 1), derived=derived,
    )  # fmt: skip


def bound(i):
    """``(H - 1) (log kappa)^2 / 2``."""
    return (i.tree.depth - 1) * xp.log(i.kappa) ** 2 / 2


CLAIM = Claim(
    statement=r"2\,\mathrm{TV}(P,\pi^*)^2 \le \mathrm{KL}(\pi^*\|P) \le (H-1)(\log\kappa)^2/2",
    source=Source("arXiv:2510.03149", "error amplification of action-level rejection sampling in KL", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    chain=(
        lambda i: 2 * total_variation(i.target, i.sampled) ** 2,
        lambda i: kl(i.target, i.sampled),
        bound,
    ),
    sharpened=lambda i: xp.ratio(9, 10) * bound(i),
    notes="At kappa = 1 both ends are 0; the space begins at 33/32, where the bound is nearly sharp.",
)
