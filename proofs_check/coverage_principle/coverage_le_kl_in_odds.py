"""Coverage from KL for laws written in likelihood ratios, both forms at once.

The data law is any law, the model is proportional to it times powers of odds: every model with the same support. So light
instances have atoms that the model makes rare, at levels where both bounds are below 1. ``log N - 1 + 1/N`` exceeds ``log(N/e)``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import coverage
from theory_lab.numbers import Array, ratio


def tilted(i: Instance) -> dict[str, Array]:
    """The model, proportional to ``p odds^4``, and the level, which is written in eighths of it."""
    weights = i.p * i.odds**4
    return {"q": weights / xp.sum(weights), "level": 8 * i.scale}


CLAIM = Claim(
    statement=(
        r"\mathrm{Cov}_N(p\|q) \le \frac{\mathrm{KL}(p\|q)}{\log N - 1 + 1/N} \le \frac{\mathrm{KL}(p\|q)}{\log(N/e)}, \quad"
        r" q \propto p\, o^4, \ N > e"
    ),
    source=Source("arXiv:2510.15020", "Propositions 3.1 and D.1 in likelihood ratios", status="derived"),
    space=lambda n: Space(
        p=Simplex(n), odds=Simplex(n, positive=True), scale=Ratio(ratio(17, 50), 125), derived=tilted
    ),
    sizes=(2, 3, 4, 6),
    chain=(
        lambda i: coverage(i.p, i.q, i.level),
        lambda i: kl(i.p, i.q) / (xp.log(i.level) - 1 + 1 / i.level),
        lambda i: kl(i.p, i.q) / (xp.log(i.level) - 1),
    ),
    trivial="probability",
    sharpened=lambda i: ratio(9, 10) * kl(i.p, i.q) / (xp.log(i.level) - 1),
)  # fmt: skip
