"""Conjecture, searched for counterexamples: the estimate of the KL divergence of Best-of-N is not too small on average.

``E_{y ~ BoN}[D(p(y))] >= KL(BoN || p)`` for distinct rewards. No proof is known here; this file is a standing
falsification search, and "holds" says that none of the instances it tried is a counterexample.
"""

from proofs_check.alignment._settings import kl_estimate, ranks
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.divergences import kl


def derived(i):
    """The law of Best-of-N when the reward grows with the index."""
    return {"law": best_of_n(i.base, ranks(i.size), i.draws)}


CLAIM = Claim(
    statement=r"\text{conjecture: } \mathrm{KL}(\mathrm{BoN}_N\|p) \le \mathbb E_{y\sim\mathrm{BoN}_N}[D(p(y))]",
    source=Source("arXiv:2401.01879", "Conjecture 4.4", status="second-hand", reading="falsification search; not proved"),
    space=lambda n: Space(base=Simplex(n, positive=True), draws=Count(2, 12), derived=derived),
    sizes=(2, 3, 5),
    lhs=lambda i: kl(i.law, i.base),
    rhs=lambda i: xp.dot(i.law, kl_estimate(i.base, i.draws)),
    sharpened=lambda i: xp.ratio(98, 100) * xp.dot(i.law, kl_estimate(i.base, i.draws)),
    notes="An open conjecture: evidence only.",
)
