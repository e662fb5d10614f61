"""The two-point method, against every estimator of a coin.

``max_j E TV(model_j, answer) >= (TV/2) (1 - TV(P^n, Q^n))`` for answers that may be any law; the likelier of two mirrored coins
attains it after one toss.
"""

from proofs_check.minimax_risk._settings import estimating, risks, variation_term
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Source
from theory_lab.learning.minimax import lower_bounds
from theory_lab.measures.divergences import total_variation

CLAIM = Claim(
    statement=(
        r"\tfrac12\, \mathrm{TV}(p, q)\, \big(1 - \mathrm{TV}(P^n, Q^n)\big) \le \max_{r \in \{p, q\}} \mathbb"
        r" E_r\, \mathrm{TV}(r, \hat r)"
        r" \quad \text{for every } \hat r"
    ),
    source=Source("Yu 1997", "Lemma 1, two points", status="second-hand"),
    space=estimating,
    sizes=(1, 2, 4),
    lhs=lambda i: lower_bounds.two_points(i.rows, total_variation(i.p, i.q)),
    rhs=lambda i: xp.max(risks(i, variation_term)),
    tight_at={"p": [3, 1], "q": [1, 3], "answers": [1, 3, 3, 1]},
    sharpened=lambda i: xp.ratio(99, 100) * xp.max(risks(i, variation_term)),
)
