"""Every estimator's mean KL risk is at least the information that one more sample would bring.

Over a uniform model ``E KL(model || answer) >= I_{n+1} - I_n``; the posterior mean attains it. The answer may be any law, so
that this bounds improper estimators too.
"""

from proofs_check.minimax_risk._settings import estimating, risks
from theory_lab import numbers as xp
from theory_lab.claims import Claim, Instance, Source
from theory_lab.learning.minimax import lower_bounds
from theory_lab.learning.minimax.states import likelihoods
from theory_lab.numbers import Array


def gained(i: Instance) -> Array:
    """``I_{n+1} - I_n``."""
    return lower_bounds.information(likelihoods(i.models, i.size + 1)) - lower_bounds.information(i.rows)


CLAIM = Claim(
    statement=(
        r"I_{n + 1} - I_n \le \tfrac12 \sum_{r \in \{p, q\}} \mathbb E_r\, \mathrm{KL}(r \| \hat r) \quad"
        r" \text{for every } \hat r"
    ),
    source=Source(
        "Polyanskiy and Wu, Information Theory: From Coding to Learning", "Chapter 13, redundancy and capacity",
        status="second-hand",
    ),
    space=estimating,
    sizes=(1, 2, 3),
    lhs=gained,
    rhs=lambda i: xp.sum(risks(i, xp.kl_term)) / 2,
    tight_at={"p": [3, 1], "q": [1, 3], "answers": [3, 5, 5, 3]},
    sharpened=lambda i: xp.ratio(99, 200) * xp.sum(risks(i, xp.kl_term)),
)  # fmt: skip
