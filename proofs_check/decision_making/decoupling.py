"""Decoupling around the mean, sharp.

``E[f(pi_f) - fbar(pi_f)]`` is the trace of ``M_ab = sqrt(p_a p_b) (E[f(a) | pi_f = b] - fbar(a))``, which
maps ``sqrt p`` to 0, so its rank is at most ``A - 1``; then trace <= sqrt(rank) * Frobenius norm, and
Jensen.
"""

from proofs_check.decision_making._settings import bandit, spread
from proofs_check.decision_making._settings_arms import first_best
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source


def derived(i):
    """The deviations from the mean model, the law of the optimal arm, and the mean deviation of an arm given that it is that."""
    choice, deviation = first_best(i.means), i.means - xp.dot(i.prior, i.means)
    law = xp.dot(i.prior, choice)
    return {"deviation": deviation, "law": law, "own": xp.dot(i.prior, choice * deviation) / xp.where(law > 0, law, 1)}


CLAIM = Claim(
    statement=r"\bigl(\mathbb E[f(\pi_f) - \bar f(\pi_f)]\bigr)^2"
    r" \le (A-1)\,\mathbb E_{f,\,\pi}\bigl(f(\pi) - \bar f(\pi)\bigr)^2,"
    r" \quad \bar f = \mathbb E f",
    source=Source("arXiv:2312.16730", "Lemma 9 at the mean, with A - 1 in place of A", status="derived"),
    space=lambda size: bandit(size, derived),
    sizes=((2, 2), (3, 3), (4, 3), (4, 4), (6, 4)),
    lhs=lambda i: xp.dot(i.law, i.own) ** 2,
    rhs=lambda i: (i.size[1] - 1) * spread(i),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * (i.size[1] - 1) * spread(i),
    tight_at={"prior": [1, 1], "means": [1, 1, 0, 0, 1]},
)
