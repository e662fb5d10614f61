"""Best-of-N moves away from its base law with every further draw.

Top sets gain mass with ``N``, so the densities of ``BoN_N`` increase in the order of majorisation, and every convex
function of the density has an increasing mean. The excess mass over the base law of two draws and of three, with a top
response of nearly all mass, agree in the limit.
"""

from proofs_check.alignment._settings import responses
from theory_lab.claims import Choice, Claim, Count, Ratio, Source
from theory_lab.decoding.choice.best_of_n import best_of_n
from theory_lab.measures.coefficients import excess_mass, l1_coverage
from theory_lab.measures.divergences import kl


def divergence(i, draws):
    """``E_p f(w)`` for the chosen ``f``."""
    law = best_of_n(i.base, i.reward, draws)
    if i.measure == "kl":
        return kl(law, i.base)
    return l1_coverage(law, i.base) if i.measure == "square" else excess_mass(law, i.base, i.level)


CLAIM = Claim(
    statement=r"D_f(\mathrm{BoN}_N\|p) \le D_f(\mathrm{BoN}_{N+1}\|p) \text{ for } f = t^2,\ (t-M)_+,\ t\log t",
    source=Source("arXiv:2503.21878", "monotonicity of the divergences of Best-of-N", status="derived"),
    space=lambda n: responses(n, draws=Count(1, 20), level=Ratio(0, 4), measure=Choice("square", "excess", "kl")),
    sizes=(2, 3, 5),
    lhs=lambda i: divergence(i, i.draws),
    rhs=lambda i: divergence(i, i.draws + 1),
    tight_at=lambda k: {"base": [1, 2**k], "reward": [1, 0, 1], "draws": 2, "level": [1, 1], "measure": 1},
    rate="1 - ratio of order 2^(-k)",
    notes="Total variation is the case M = 1.",
)  # fmt: skip
