"""The chi-square regularised policy stays covered, said of its threshold: a theorem for every number of responses.

``w = (rhat - lambda)_+/b`` with ``lambda >= E rhat - b``, so no density exceeds ``1 + (max rhat - E rhat)/b``.
"""

from proofs_check.alignment._settings import responses
from proofs_check.alignment._settings_thresholds import density_bound, threshold_policy
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source
from theory_lab.measures.coefficients import l1_coverage, linf_coverage

CLAIM = Claim(
    statement=r"\pi_b = p\,(\hat r - \lambda)_+ / b,\ b = \mathbb E_p(\hat r - \lambda)_+ > 0: \quad"
    r" C(\pi_b) \le C_\infty(\pi_b) \le 1 + \bigl(\max\hat r - \mathbb E_p\hat r\bigr)/b",
    source=Source("arXiv:2503.21878", "coverage of the chi-square policy, by its threshold", status="derived"),
    space=lambda n: responses(n, threshold=Ratio(-2, 1), derived=threshold_policy),
    sizes=(2, 3, 5, 8),
    given={"some reward is above the threshold": lambda i: i.strength > 0},
    chain=(lambda i: l1_coverage(i.policy, i.base), lambda i: linf_coverage(i.policy, i.base), density_bound),
    tight_at={"base": [1, 1], "reward": [1, 0, 0], "threshold": [-1, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * density_bound(i),
)
