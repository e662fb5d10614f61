"""The risk of a law in a linear bandit from the leverage of lifted features.

With the covariance in place of the information, ``|phi_s - phibar|^2`` can only grow, to the leverage of ``(1, phi_s)`` minus
1. At the law that maximises ``<theta, phibar> + log det / (4 gamma)`` the right side is exactly ``d``, by the first-order
condition.
"""

from proofs_check.decision_making._settings import linear_bandit
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.dimensions.designs import determinant, information


def derived(i):
    """Determinants of both information matrices, and the largest risk in either norm times the determinant."""
    lifted = xp.concatenate([xp.ones((1, i.size[0]), like=i.features), i.features.T]).T
    small, large = information(i.features, i.decisions), information(lifted, i.decisions)
    volume, lifted_volume = determinant(small), determinant(large)
    centred = i.features - xp.dot(i.decisions, i.features)
    gains = 4 * i.offset * xp.dot(centred, i.parameter)
    near = xp.stack([determinant(small + xp.outer(x, x)) - volume for x in centred])
    far = xp.stack([determinant(large + xp.outer(x, x)) - 2 * lifted_volume for x in lifted])
    return {
        "lifted_volume": lifted_volume,
        "risk": xp.max(gains * volume + near) * lifted_volume,
        "bound": xp.max(gains * lifted_volume + far) * volume,
    }


CLAIM = Claim(
    statement=r"\max_s\bigl\{4\gamma\langle\theta,\phi_s-\bar\phi\rangle + \|\phi_s-\bar\phi\|^2_{\Sigma_p^{-1}}\bigr\}"
    r" \le \max_s\bigl\{4\gamma\langle\theta,\phi_s-\bar\phi\rangle + \|(1,\phi_s)\|^2_{\tilde\Sigma_p^{-1}} - 1\bigr\}",
    source=Source("arXiv:2312.16730", "Proposition 17, upper side, d/4 in place of (4d + 1)/2", status="derived"),
    space=lambda size: linear_bandit(size, derived),
    sizes=((2, 1), (3, 2), (4, 2)),
    given={"lifted features span": lambda i: i.lifted_volume > 0},
    lhs=lambda i: i.risk,
    rhs=lambda i: i.bound,
    sharpened=lambda i: xp.ratio(99, 100) * i.bound,
    tight_at={"features": [1, 1, -1], "parameter": [1, 0], "decisions": [1, 1], "offset": [1, 1]},
    notes="Both sides are multiplied by both determinants."
    " Where the features do not span both sides are 0.",
)  # fmt: skip
