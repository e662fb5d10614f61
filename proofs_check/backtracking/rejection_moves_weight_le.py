"""Moves of the walk by rejection: the proposals are never bad.

Propose the parent with probability 1/2 and a child from ``pi_ref`` otherwise, weighed by scores. Normalised weights are
at most ``max(2, kappa^2 C_act)``: the mean weight is ``(Vhat(v) + sum pi_ref Vhat)/2 >= V*(v)/kappa``, and scores of
children are at most ``kappa C_act V*(v)``. So four times that level suffices for the rejection of Algorithm 5 at every
node, whatever the alphabet. How the paper uses Algorithm 5 inside the walk is not known here: this is a reconstruction.
"""

from proofs_check.backtracking._settings import within_kappa
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decoding.walks.transitions import proposal_bound
from theory_lab.sequences.laws import value


def derived(i):
    """The largest proposal weight, and its bound."""
    exact = value(i.tree, i.steps, i.reward)
    action = xp.max(exact[1:] / exact[i.tree.parent[1:]])
    return {"weight": proposal_bound(i.tree, i.steps, i.guide), "bound": xp.maximum(2, i.kappa**2 * action)}


CLAIM = Claim(
    statement=r"\max_v \frac{\text{weight of a proposal}}{\text{mean weight}} \le \max(2, \kappa^2 C_{\mathrm{act}})",
    source=Source("arXiv:2510.03149", "Appendix F, rejection inside the walk", status="derived"),
    space=lambda size: within_kappa(size, derived),
    sizes=((2, 2), (3, 2), (2, 3)),
    lhs=lambda i: i.weight,
    rhs=lambda i: i.bound,
    sharpened=lambda i: xp.ratio(9, 10) * i.bound,
)
