"""Every estimator's mean Hellinger risk is at least ``1`` less the lengths of the posterior mean roots.

The best answer is proportional to the squared mean of the roots; two coins whose roots are rational attain it in whole numbers.
"""

from proofs_check.minimax_risk._settings import estimating, hellinger_term, risks
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.minimax.bayes import hellinger_risk

CLAIM = Claim(
    statement=(
        r"1 - \sum_s \Big\| \tfrac12 \sum_r P_r^n(s) \sqrt r \Big\| \le \tfrac12 \sum_{r \in \{p, q\}} \mathbb"
        r" E_r\, H^2(r, \hat r)"
        r" \quad \text{for every } \hat r"
    ),
    source=Source("Tsybakov 2009", "Bayes risk of the squared Hellinger distance, two models", status="derived"),
    space=estimating,
    sizes=(1, 2),
    lhs=lambda i: hellinger_risk(xp.exact(["1/2", "1/2"]), i.rows, i.models),
    rhs=lambda i: xp.sum(risks(i, hellinger_term)) / 2,
    tight_at={"p": [16, 9], "q": [9, 16], "answers": [144, 169, 169, 144]},
    sharpened=lambda i: xp.ratio(99, 200) * xp.sum(risks(i, hellinger_term)),
)
