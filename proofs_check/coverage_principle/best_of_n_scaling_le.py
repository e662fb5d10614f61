"""How many draws Best-of-N needs, in terms of cross-entropy: an explicit scaling law.

With ``M = exp(1 + 2 KL/eps)`` Proposition D.1 gives ``Cov_M <= eps/2`` (``log M - 1 + 1/M >= 2 KL/eps``), and with ``N
>= M log(2/eps)`` draws the rest of the worst-case regret is ``exp(-N/M) <= eps/2``: exponential in the divergence.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Choice, Claim, Instance, Ratio, Simplex, Source, Space
from theory_lab.decoding.choice.best_of_n import worst_regret
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array, Truth, ratio


def enough_draws(i: Instance) -> Truth:
    """``N >= exp(1 + 2 KL/eps) log(2/eps)``."""
    return i.draws >= xp.exp(1 + 2 * kl(i.p, i.q) / i.eps) * xp.log(2 / i.eps)


def near(i: Instance) -> dict[str, Array]:
    """A model near the data law."""
    return {"q": (1 - i.share) * i.p + i.share * i.other}


CLAIM = Claim(
    statement=r"N \ge e^{1 + 2 \mathrm{KL}/\epsilon} \log(2/\epsilon) \implies \sup_r \mathrm{regret}_N(r) \le \epsilon",
    source=Source("arXiv:2510.15020", "equation (5) with constants", status="derived"),
    space=lambda n: Space(
        p=Simplex(n),
        other=Simplex(n, positive=True),
        share=Ratio(ratio(1, 100), ratio(1, 2)),
        eps=Ratio(ratio(1, 10), 1),
        draws=Choice(5, 10, 20, 40, 60, 3, 2),
        derived=near,
    ),
    sizes=(2, 3),
    given={"enough draws": enough_draws},
    necessary=("enough draws",),
    lhs=lambda i: worst_regret(i.p, i.q, i.draws),
    rhs=lambda i: i.eps,
    trivial="probability",
    loose=(
        "coverage_le_kl is sharp for one ratio M, and where the model is exact the half of eps that is kept for coverage is lost"
    ),
)
