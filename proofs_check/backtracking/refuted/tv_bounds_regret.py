"""A small total variation distance does not make the regret small.

The regret of the KL-regularised problem is ``beta KL(law || pi*)``. The law may give much mass to what the
target finds very unlikely, so that KL is larger than the total variation by any factor.
"""

from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import kl, total_variation

CLAIM = Claim(
    statement=r"\mathrm{TV}(\mathrm{law}, \pi^*) \le \delta \implies \mathrm{KL}(\mathrm{law}\|\pi^*) \le \delta",
    source=Source("arXiv:2510.03149", "Theorem 4.1, regret from total variation", status="derived"),
    space=Space(law=Simplex(2), target=Simplex(2, positive=True)),
    lhs=lambda i: kl(i.law, i.target),
    rhs=lambda i: total_variation(i.law, i.target),
    expect="fails",
    falls="tempting form",
)
