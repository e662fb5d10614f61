"""No law does better than ``(d - 1)/(4 gamma)`` in a linear bandit.

Average the risk over comparators ``s ~ p``: the linear parts cancel, and ``E_p |phi_s - phibar|^2 = d - |phibar|^2 >= d - 1``
in the norm of the inverse information. Equality for the bandit, ``phi_a = e_a``, at inverse gap weighting.
"""

from proofs_check.decision_making._settings import linear_bandit
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.decisions.dimensions.designs import determinant, information


def derived(i):
    """Determinant of the information, and ``det * |x|^2`` of the mean and of every centred feature."""
    mean, sigma = xp.dot(i.decisions, i.features), information(i.features, i.decisions)
    volume = determinant(sigma)
    lengths = [determinant(sigma + xp.outer(x, x)) - volume for x in (mean, *(i.features - mean))]
    return {"volume": volume, "mean_length": lengths[0], "lengths": xp.stack(lengths[1:]), "centred": i.features - mean}


CLAIM = Claim(
    statement=r"d - 1 \le d - \|\bar\phi\|^2_{\Sigma_p^{-1}}"
    r" \le \max_s\bigl\{4\gamma\langle\theta,\phi_s-\bar\phi\rangle + \|\phi_s-\bar\phi\|^2_{\Sigma_p^{-1}}\bigr\}",
    source=Source("arXiv:2312.16730", "Proposition 17, lower side, every parameter and decision law", status="derived"),
    space=lambda size: linear_bandit(size, derived),
    sizes=((2, 2), (4, 2), (5, 3)),
    given={"features span": lambda i: i.volume > 0},
    chain=(
        lambda i: (i.size[1] - 1) * i.volume,
        lambda i: i.size[1] * i.volume - i.mean_length,
        lambda i: xp.max(4 * i.offset * i.volume * xp.dot(i.centred, i.parameter) + i.lengths),
    ),
    tight_at={"features": [1, 1, 0, 0, 1], "parameter": [1, 0, 0], "decisions": [1, 1], "offset": [1, 1]},
    notes="All sides are multiplied by det(Sigma_p)."
    " Where the features do not span both sides are 0.",
)  # fmt: skip
