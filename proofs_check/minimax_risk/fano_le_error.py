"""Fano's inequality, for every decision between three models.

``P(error) >= 1 - (I_n + log 2)/log 3``; what it loses is the ``log 2`` in the place of the entropy of the error
(``fano_entropy_ge``).
"""

from proofs_check.minimax_risk._settings import deciding, mean_error
from theory_lab.claims import Claim, Source
from theory_lab.learning.minimax import lower_bounds

CLAIM = Claim(
    statement=r"1 - \frac{I_n + \log 2}{\log 3} \le \mathrm P(\psi \ne j) \quad \text{for every decision } \psi",
    source=Source("Yu 1997", "Lemma 3, Fano", status="second-hand"),
    space=deciding,
    sizes=(1, 2),
    lhs=lambda i: lower_bounds.fano(i.rows, 2),
    rhs=mean_error,
    trivial="probability",
    loose="the entropy of the error is replaced by log 2 and log(c - 1) by log c",
)
