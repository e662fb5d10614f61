"""The divergence as an integral of the coverage profile.

``KL = E_p log R = E_p log_+ R - E_p log_- R``, and the first term is the integral of the profile (layer
cake). The second is at most ``min(TV, 1/e)``, so that the profile determines the divergence up to 0.368 nats:
``KL <= integral <= KL + min(TV, 1/e)``.
"""

from proofs_check.coverage_principle._settings import negative_log
from theory_lab.claims import Claim, Simplex, Source, Space
from theory_lab.measures.divergences import kl
from theory_lab.measures.profiles import profile

CLAIM = Claim(
    statement=(
        r"\int_1^\infty \mathrm{Cov}_N(p\|q)\, \frac{dN}{N}"
        r" = \mathrm{KL}(p\|q) + \mathrm{E}_p\Big[\log_+ \frac{q}{p}\Big]"
    ),
    source=Source("arXiv:2510.15020", "integral identity for the coverage profile", status="derived"),
    space=lambda n: Space(p=Simplex(n), q=Simplex(n)),
    sizes=(3, 6),
    relation="==",
    lhs=lambda i: profile(i.p, i.q).log_integral(),
    rhs=lambda i: kl(i.p, i.q) + negative_log(i.p, i.q),
)
