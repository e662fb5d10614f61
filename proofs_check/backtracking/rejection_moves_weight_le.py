"""Moves of the walk by rejection: the proposals are never bad.

Propose the parent with probability 1/2 and a child from ``pi_ref`` otherwise, weighed by scores. Normalised weights are
at most ``max(2, kappa^2 C_act)``: the mean weight is ``(Vhat(v) + sum pi_ref Vhat)/2 >= V*(v)/kappa``, and scores of
children are at most ``kappa C_act V*(v)``. So four times that level suffices for the rejection of Algorithm 5 at every
node, whatever the alphabet.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space, Steps, Table
from theory_lab.decoding.walks.transitions import proposal_bound
from theory_lab.sequences.laws import value
from theory_lab.sequences.trees import Tree


def models(size):
    """A verifier between ``V*/kappa`` and ``kappa V*`` at inner nodes, exact at the leaves."""
    tree = Tree.complete(*size)
    inner = slice(1, tree.levels[-1].start)

    def derived(i):
        exact = value(tree, i.steps, i.reward)
        guide = xp.concatenate([exact[inner] * (1 / i.kappa + i.noise * (i.kappa - 1 / i.kappa)), i.reward])
        action = xp.max(exact[1:] / exact[tree.parent[1:]])
        return {"weight": proposal_bound(tree, i.steps, guide), "bound": xp.maximum(2, i.kappa**2 * action)}

    return Space(
        steps=Steps(tree, positive=True), reward=Table(len(tree.leaves), xp.ratio(1, 16), 1),
        kappa=Ratio(xp.ratio(65, 64), 4), noise=Table(inner.stop - 1, 0, 1), derived=derived,
    )  # fmt: skip


CLAIM = Claim(
    statement=r"\max_v \frac{\text{weight of a proposal}}{\text{mean weight}} \le \max(2, \kappa^2 C_{\mathrm{act}})",
    source=Source("arXiv:2510.03149", "Appendix F, rejection inside the walk", status="derived"),
    space=models,
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.weight,
    rhs=lambda i: i.bound,
    sharpened=lambda i: xp.ratio(9, 10) * i.bound,
)
