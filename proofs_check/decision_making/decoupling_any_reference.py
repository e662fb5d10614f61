"""Decoupling around any reference.

Cauchy-Schwarz: ``E g(pi_f) = sum_a sqrt(p_a) (E[g(a) 1(pi_f = a)] / sqrt(p_a))``. Equality for
``f_a = fbar + c e_a`` with a uniform prior, so that ``A`` cannot be improved when the reference is free.
"""

from proofs_check.decision_making._settings import bandit, spread
from proofs_check.decision_making._settings_arms import first_best
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source, Table


def derived(i):
    """The deviations from the reference, the law of the optimal arm, and the mean deviation of each arm given that it is that."""
    choice, deviation = first_best(i.means), i.means - i.reference
    law = xp.dot(i.prior, choice)
    return {"deviation": deviation, "law": law, "own": xp.dot(i.prior, choice * deviation) / xp.where(law > 0, law, 1)}


CLAIM = Claim(
    statement=r"\bigl(\mathbb E[f(\pi_f) - \bar f(\pi_f)]\bigr)^2"
    r" \le A\,\mathbb E_{f,\,\pi}\bigl(f(\pi) - \bar f(\pi)\bigr)^2",
    source=Source("arXiv:2312.16730", "Lemma 9", status="second-hand"),
    space=lambda size: bandit(size, derived, reference=Table(size[1], 0, 1)),
    sizes=((2, 2), (3, 3), (4, 4)),
    lhs=lambda i: xp.dot(i.law, i.own) ** 2,
    rhs=lambda i: i.size[1] * spread(i),
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * i.size[1] * spread(i),
    tight_at={"prior": [1, 1], "means": [2, 1, 0, 0, 1], "reference": [1, 0, 0]},
)
