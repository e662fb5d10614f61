"""The gain of a multiplicative step is a divergence, hence never negative.

``pi' ~ pi w`` with ``w = exp(eta r)``: ``eta (V' - V) = KL(pi' || pi) + KL(pi || pi')``.
"""

from proofs_check.policy_optimisation._settings import tilted
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Simplex, Source, Space, Table
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def both_ways(i: Instance) -> Array:
    """``KL(pi' || pi) + KL(pi || pi')``."""
    return kl(tilted(i), i.ref) + kl(i.ref, tilted(i))


CLAIM = Claim(
    statement=(
        r"\eta\, (V(\pi') - V(\pi)) = \mathrm{KL}(\pi' \| \pi) + \mathrm{KL}(\pi \| \pi'), \quad \pi' \propto \pi"
        r" e^{\eta r}"
    ),
    source=Source("Kakade and Langford 2002", "natural policy gradient of a softmax bandit", status="derived"),
    space=lambda n: Space(ref=Simplex(n, positive=True), weight=Table(n, 1, 4)),
    sizes=(2, 3),
    relation="==",
    lhs=lambda i: xp.dot(tilted(i) - i.ref, xp.log(i.weight)),
    rhs=both_ways,
)
