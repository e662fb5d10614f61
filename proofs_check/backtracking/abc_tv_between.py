"""The error on the a/b/c instance tends to 1 exponentially.

One letter has affinity ``rho = (sqrt(1 + eps) + 1)/sqrt(2 (2 + eps))``, and affinities multiply;
``1 - rho^H <= TV <= sqrt(1 - rho^(2H))``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source, Space
from theory_lab.measures.divergences import total_variation
from theory_lab.measures.successes import binomial_law


def derived(i):
    """The squared affinity ``rho^2 = (2 + eps + 2 sqrt(1 + eps)) / (2 (2 + eps))`` and the error."""
    fair = binomial_law(xp.full((), xp.ratio(1, 2), like=i.eps), i.size)
    affinity = xp.ratio(1, 2) + xp.sqrt(1 + i.eps) / (2 + i.eps)
    return {"affinity": affinity, "error": total_variation(binomial_law((1 + i.eps) / (2 + i.eps), i.size), fair)}


CLAIM = Claim(
    statement=r"1 - \rho^H \le \mathrm{TV} \le \sqrt{1-\rho^{2H}}, \quad \rho^2"
    r" = \frac12 + \frac{\sqrt{1+\varepsilon}}{2+\varepsilon}",
    source=Source("arXiv:2510.03149", "Example 3.1, Bhattacharyya bounds", status="derived"),
    space=lambda depth: Space(eps=Ratio(xp.ratio(1, 16), 4), derived=derived),
    sizes=(1, 2, 8, 64),
    chain=(lambda i: 1 - xp.sqrt(i.affinity**i.size), lambda i: i.error, lambda i: xp.sqrt(1 - i.affinity**i.size)),
    trivial="probability",
    loose="the ends are L and sqrt(L (2 - L)) of the same L = 1 - rho^H, which meet at 0 and 1 only",
)
