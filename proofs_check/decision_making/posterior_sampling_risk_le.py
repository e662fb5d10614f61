"""Posterior sampling certifies the Bayesian coefficient of the bandit.

Decoupling around the posterior mean gives ``E gap <= sqrt((A - 1) S)`` with ``S = E (f - fbar)^2``, and
``sqrt((A - 1) S) <= (A - 1)/(4 gamma) + gamma S``.
"""

from proofs_check.decision_making._settings import bandit
from proofs_check.decision_making._settings_arms import first_best
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Ratio, Source


def derived(i):
    """What posterior sampling pays, ``E[f(pi_f) - fbar(pi)]`` by arms, for ``pi`` has the law of ``pi_f``, and what it gains."""
    choice, deviation = first_best(i.means), i.means - xp.dot(i.prior, i.means)
    law = xp.dot(i.prior, choice)
    own = xp.dot(i.prior, choice * deviation) / xp.where(law > 0, law, 1)
    return {"gap": xp.dot(law, own), "gain": i.offset * xp.dot(xp.dot(i.prior, deviation**2), law)}


CLAIM = Claim(
    statement=r"\mathbb E_{M\sim\mu}\mathbb E_{\pi\sim p}[\mathrm{gap}_M(\pi)] \le \frac{A-1}{4\gamma}"
    r" + \gamma\,\mathbb E_{\mu,\,p}\bigl(f(\pi)-\bar f(\pi)\bigr)^2, \quad p = \mu(\pi_f \in \cdot)",
    source=Source("arXiv:2112.13487", "posterior sampling for the bandit, with the constant (A - 1)/4", status="derived"),
    space=lambda size: bandit(size, derived, offset=Ratio(xp.ratio(1, 2), 16)),
    sizes=((2, 2), (3, 3), (4, 4), (6, 4)),
    lhs=lambda i: i.gap,
    rhs=lambda i: (i.size[1] - 1) / (4 * i.offset) + i.gain,
    trivial=(0, 1),
    sharpened=lambda i: xp.ratio(99, 100) * ((i.size[1] - 1) / (4 * i.offset) + i.gain),
    tight_at={"prior": [1, 1], "means": [1, 1, 0, 0, 1], "offset": [1, 1]},
)  # fmt: skip
