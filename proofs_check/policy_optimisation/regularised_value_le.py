"""No policy exceeds the value of the regularised problem, which the tilted reference attains.

``E_pi log w - KL(pi || ref) <= log E_ref w`` (Gibbs), with ``w = exp(r/beta)``.
"""

from proofs_check.policy_optimisation._settings import preferences, tilted
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.measures.divergences import kl
from theory_lab.numbers import Array


def optimum(i: Instance) -> Array:
    """The regularised value of the tilted reference."""
    best = tilted(i)
    return xp.dot(best, xp.log(i.weight)) - kl(best, i.ref)


CLAIM = Claim(
    statement=(
        r"\mathbb E_\pi[r]/\beta - \mathrm{KL}(\pi \| \pi_{\mathrm{ref}}) \le \mathbb E_{\pi^*}[r]/\beta"
        r" - \mathrm{KL}(\pi^* \| \pi_{\mathrm{ref}}), \quad \pi^* \propto \pi_{\mathrm{ref}} e^{r/\beta}"
    ),
    source=Source("arXiv:2305.18290", "equation (4)", status="second-hand"),
    space=preferences,
    sizes=(2, 3),
    lhs=lambda i: xp.dot(i.policy, xp.log(i.weight)) - kl(i.policy, i.ref),
    rhs=optimum,
    tight_at={"ref": [1, 1], "weight": [1, 1, 3], "policy": [1, 3]},
    sharpened=lambda i: xp.ratio(99, 100) * optimum(i),
)
