"""The chi-square regularised policy stays covered.

``w = (rhat - lambda)_+/b`` with ``lambda >= E rhat - b``, so no density exceeds
``1 + (max rhat - E rhat)/b``, whatever the proxy.
"""

from proofs_check.alignment._settings import responses
from proofs_check.alignment._settings_thresholds import density_bound
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.decoding.responses.pessimism import pessimistic_policy
from theory_lab.measures.coefficients import l1_coverage, linf_coverage

CLAIM = Claim(
    statement=r"C(\pi_b) \le C_\infty(\pi_b) \le 1 + \bigl(\max\hat r - \mathbb E_p\hat r\bigr)/b",
    source=Source("arXiv:2503.21878", "coverage of the chi-square policy", status="derived"),
    space=lambda n: responses(
        n, strength=Ratio(xp.ratio(1, 16), 4), derived=lambda i: {"policy": pessimistic_policy(i.base, i.reward, i.strength)}
    ),
    sizes=(2, 3, 5, 8),
    chain=(lambda i: l1_coverage(i.policy, i.base), lambda i: linf_coverage(i.policy, i.base), density_bound),
    tight_at={"base": [1, 1], "reward": [1, 0, 0], "strength": [1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * density_bound(i),
)
