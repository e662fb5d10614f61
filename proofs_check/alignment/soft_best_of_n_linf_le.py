"""Choosing softly among N draws keeps the density bounded.

A draw of weight ``w`` among ``N - 1`` others of weight at least ``w_min`` is chosen with probability at most ``w/(w +
(N - 1) w_min)``, which is largest at the largest weight. KL is at most the logarithm of the largest density.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Count, Simplex, Source, Space, Table
from theory_lab.decoding.responses.pool_rules import soft_best_of_n
from theory_lab.measures.coefficients import linf_coverage
from theory_lab.measures.divergences import kl


def derived(i):
    """The law of the choice, and the ceiling on its density; the first weight is 1, the largest."""
    weight = xp.concatenate([xp.ones((1,), like=i.rest), i.rest])
    ceiling = i.draws / (1 + (i.draws - 1) * xp.min(weight))
    return {"law": soft_best_of_n(i.base, weight, i.draws), "ceiling": ceiling}


CLAIM = Claim(
    statement=r"\mathrm{KL}(S_N\|p) \le \log C_\infty(S_N) \le \log\frac{N}{1 + (N-1)e^{-bs}}",
    source=Source("arXiv:2507.05913", "Lemma 4.1", status="second-hand"),
    space=lambda n: Space(
        base=Simplex(n, positive=True), rest=Table(n - 1, xp.ratio(1, 64), 1), draws=Count(1, 6 if n == 2 else 4), derived=derived
    ),
    sizes=(2, 3),
    chain=(
        lambda i: kl(i.law, i.base),
        lambda i: xp.log(linf_coverage(i.law, i.base)),
        lambda i: xp.log(i.ceiling),
    ),
    loose=(
        "the last step is attained only as the best response becomes rare, and then KL tends to 0; the first for "
        "constant densities"
    ),
    notes="Weights stand for exp(b r) over the largest, so the span s of the rewards has exp(-b s) equal to the least weight.",
)
