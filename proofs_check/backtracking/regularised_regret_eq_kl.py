"""The regret of a policy in the KL-regularised problem is its KL divergence to the target.

With reward ``r = beta log tau`` the objective is
``J(pi) = E_pi r - beta KL(pi || pi_ref) = beta log Z - beta KL(pi || pi*)``; here ``beta = 1``.
"""

from theory_lab import numbers as xp
from theory_lab.claims import Claim, Simplex, Source, Space, Table
from theory_lab.measures.divergences import kl
from theory_lab.sequences.laws import tilted


def objective(i):
    """``E_pi log tau - KL(pi || pi_ref)``."""
    return xp.dot(i.policy, xp.log(i.tilt)) - kl(i.policy, i.base)


CLAIM = Claim(
    statement=r"J_\beta(\pi^*) - J_\beta(\pi) = \beta\,\mathrm{KL}(\pi\|\pi^*), \quad J_\beta(\pi^*) = \beta\log Z",
    source=Source("arXiv:2510.03149", "KL-regularised value gap", status="derived"),
    space=lambda n: Space(base=Simplex(n, positive=True), policy=Simplex(n), tilt=Table(n, xp.ratio(1, 16), 16)),
    sizes=(2, 3, 4),
    relation="==",
    lhs=lambda i: xp.log(xp.dot(i.base, i.tilt)) - objective(i),
    rhs=lambda i: kl(i.policy, tilted(i.base, i.tilt)),
)
